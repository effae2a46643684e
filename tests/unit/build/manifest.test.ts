import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { manifestFor, type Target } from '../../../build/manifest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const json = (path: string) => JSON.parse(read(path));

/** The pages of a build. */
const pagesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .map((path) => `${folder}/${String(path).replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.html'));

const saysItself = (policy: string): string =>
  `<meta http-equiv="Content-Security-Policy" content="${policy.replaceAll("'", '&#39;')}">`;
const RUNS_NO_TEXT = "require-trusted-types-for 'script'; trusted-types 'none'";

/** Exactly this, and nothing else: what isn't named here isn't allowed. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // The failing addresses, which can be any.
  'connect-src http: https:',
  "worker-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** The directives of a manifest's one policy. */
const policyIn = (manifest: Record<string, unknown>): string[] => {
  const policies = manifest.content_security_policy as Record<string, string>;
  expect(Object.keys(policies)).toEqual(['extension_pages']);
  return policies.extension_pages?.split('; ') ?? [];
};

describe('the manifest for Chromium', () => {
  const manifest = manifestFor('chrome');

  it('asks for exactly what the product needs', () => {
    expect(manifest.permissions).toEqual([
      'webRequest',
      'webNavigation',
      'scripting',
      'storage',
      'alarms',
      'browsingData',
      'contextMenus',
    ]);
    expect(manifest.host_permissions).toEqual(['<all_urls>']);
    expect(manifest.optional_permissions).toEqual(['notifications']);
  });

  it('gives private windows a background of their own', () => {
    expect(manifest.incognito).toBe('split');
  });

  it('has a service worker, and nothing of Firefox’s', () => {
    expect(manifest.background).toHaveProperty('service_worker');
    expect(manifest).not.toHaveProperty('browser_specific_settings');
  });
});

describe('the manifest for Firefox', () => {
  const manifest = manifestFor('firefox');

  it('asks for the same, but for browsingData when it is first used', () => {
    expect(manifest.permissions).toEqual([
      'webRequest',
      'webNavigation',
      'scripting',
      'storage',
      'alarms',
      'contextMenus',
    ]);
    expect(manifest.host_permissions).toEqual(['<all_urls>']);
    expect(manifest.optional_permissions).toEqual(['notifications', 'browsingData']);
  });

  it('leaves private windows to Firefox’s default, as split means "not allowed" to it', () => {
    expect(manifest).not.toHaveProperty('incognito');
  });

  it('lets probes of plain http addresses go where they are meant to', () => {
    expect(policyIn(manifest)).toContain('connect-src http: https:');
    expect(policyIn(manifest)).not.toContain('upgrade-insecure-requests');
  });

  it('has an event page, and nothing of Chromium’s', () => {
    expect(manifest.background).toEqual({
      scripts: [expect.stringContaining('background')],
      type: 'module',
    });
    expect(manifest).not.toHaveProperty('minimum_chrome_version');
  });

  it('has an id, a lowest version, and collects no data', () => {
    expect(manifest.browser_specific_settings).toMatchObject({
      gecko: {
        id: expect.stringMatching(/^[\w.-]+@[\w.-]+$/),
        strict_min_version: expect.stringMatching(/^\d+\.\d+$/),
        data_collection_permissions: { required: ['none'] },
      },
    });
  });
});

describe.each<Target>(['chrome', 'firefox'])('either manifest: %s', (target) => {
  const manifest = manifestFor(target);

  it('is of version 3 and has the package’s version', () => {
    expect(manifest.manifest_version).toBe(3);
    expect(manifest.version).toBe(json('package.json').version);
  });

  it.each(['tabs', 'history', 'clipboardWrite', 'cookies', 'webRequestBlocking', 'activeTab'])(
    'never asks for %s',
    (permission) => {
      expect(manifest.permissions).not.toContain(permission);
      expect(manifest.optional_permissions).not.toContain(permission);
    },
  );

  it('puts nothing into pages by itself, and opens nothing of ours to them', () => {
    expect(manifest).not.toHaveProperty('content_scripts');
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('externally_connectable');
  });

  it('lets its pages and its background do nothing but run its scripts, wear its styles and ask', () => {
    expect(policyIn(manifest)).toEqual(POLICY);
  });
});

describe.each(['chrome', 'firefox'])('the build for %s', (target) => {
  const built = `dist/${target}/manifest.json`;
  const isThere = existsSync(join(ROOT, built));
  const where = isThere ? '' : ` (skipped: ${built} is not there, run "npm run build")`;

  it.skipIf(!isThere)(`opens no file to pages${where}`, () => {
    expect(json(built).web_accessible_resources ?? []).toEqual([]);
  });

  it.skipIf(!isThere)(`asks for what its manifest says${where}`, () => {
    const expected = manifestFor(target as Target);
    expect(json(built).permissions).toEqual(expected.permissions);
    expect(json(built).host_permissions).toEqual(expected.host_permissions);
    expect(json(built).optional_permissions).toEqual(expected.optional_permissions);
    expect(json(built).content_scripts ?? []).toEqual([]);
  });

  it.skipIf(!isThere)(`has the policy of its manifest${where}`, () => {
    expect(policyIn(json(built))).toEqual(POLICY);
  });

  it.skipIf(!isThere)(
    `takes from each page the running of text, and the asking but from the one that has to${where}`,
    () => {
      const pages = pagesIn(`dist/${target}`);
      expect(pages.length).toBeGreaterThan(5);
      const says = (policy: string) =>
        pages.filter((page) => read(page).includes(saysItself(policy)));
      const asking = [`dist/${target}/src/pages/stand-in/index.html`];
      expect(says(RUNS_NO_TEXT)).toEqual(asking);
      expect(says(`connect-src 'none'; ${RUNS_NO_TEXT}`)).toEqual(
        pages.filter((page) => !asking.includes(page)),
      );
    },
  );
});

describe('the core', () => {
  it('is compiled without a browser’s and Node’s types', () => {
    const { lib, types } = json('src/core/tsconfig.json').compilerOptions;
    expect(lib).toEqual([expect.stringMatching(/^ES\d+$/)]);
    expect(types).toEqual([]);
  });

  it('declares nothing of a browser for itself but the address parser', () => {
    const declared = readFileSync(join(ROOT, 'src/core/globals.d.ts'), 'utf8');
    const names = [...declared.matchAll(/^declare \w+ (\w+)/gm)].map(([, name]) => name);
    expect(names).toEqual(['URL']);
    const declaring = readdirSync(join(ROOT, 'src/core'), { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.d.ts'));
    expect(declaring).toEqual(['globals.d.ts']);
  });
});
