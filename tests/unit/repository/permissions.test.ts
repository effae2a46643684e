import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { manifestFor } from '../../../build/manifest';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');

/** All that a browser's manifest asks for, at once or later. */
function asked(...targets: Parameters<typeof manifestFor>[0][]): string[] {
  const lists = targets.flatMap((target) => {
    const manifest = manifestFor(target) as Record<string, string[] | undefined>;
    return [
      manifest.permissions,
      manifest.optional_permissions,
      manifest.host_permissions,
      manifest.optional_host_permissions,
    ];
  });
  return [...new Set(lists.flatMap((list) => list ?? []))];
}

/** What stands in quotes below the heading that names this permission; '' where nothing does. */
function reason(text: string, permission: string): string {
  const sections = text.split(/^#+ /m);
  const section = sections.find((one) => one.split('\n')[0]?.includes(`\`${permission}\``));
  const quoted = section?.split('\n').filter((line) => line.startsWith('> ')) ?? [];
  return quoted.map((line) => line.slice(2)).join(' ');
}

describe.each([
  ['store/chrome-web-store.md', 'chrome'],
  ['store/firefox-add-ons.md', 'firefox'],
] as const)('%s', (file, target) => {
  it.each(asked(target))('says why %s is asked for, in the 1,000 characters of a form', (name) => {
    expect(reason(read(file), name).length).toBeGreaterThan(40);
    expect(reason(read(file), name).length).toBeLessThanOrEqual(1_000);
  });
});

describe('the table of permissions in README.md', () => {
  const rows = read('README.md')
    .split('## What it may do, and why')[1]
    ?.split('\n## ')[0]
    ?.split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('`'));

  it.each(asked('chrome', 'firefox'))('has a row for %s', (name) => {
    const own = rows?.filter((row) => row.split(' | ')[0]?.includes(`\`${name}\``)) ?? [];
    expect(own).toHaveLength(1);
  });

  it('has no row for what is not asked for', () => {
    expect(rows).toHaveLength(asked('chrome', 'firefox').length);
  });
});
