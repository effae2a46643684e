import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { licenceOf, packageOf, takenBy } from '../../../scripts/dependencies/installed';
import { fill, rowsOf } from '../../../scripts/dependencies/table';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, ROOT)), 'utf8');

const DOCUMENT = read('docs/dependencies.md');
const [, shipped = '', tools = ''] = DOCUMENT.split(/^## /m);

const REGISTRY = 'https://registry.npmjs.org/';

interface Locked {
  /** Left out where it is the registry that npm is told to use. */
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

/** What is installed, by its folder. */
const LOCKED = Object.entries(
  JSON.parse(read('package-lock.json')).packages as Record<string, Locked>,
).filter(([path]) => path !== '');

describe.each([
  ['in the extension', shipped, packageJson.dependencies],
  ['for building and testing', tools, packageJson.devDependencies],
] as const)('docs/dependencies.md, %s', (_, section, wanted) => {
  const rows = rowsOf(section);

  it('has one row for each package, and no other', () => {
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(wanted));
  });

  it.each(rows)('knows of $name what is installed', ({ name, cells }) => {
    expect(cells.Version).toBe((wanted as Record<string, string>)[name]);
    expect(cells.Licence).toBe(licenceOf(name));
  });

  it.each(rows)('says of $name what for, by whom, since when and how much', ({ cells }) => {
    expect(Object.values(cells)).not.toContain('');
    expect(cells.Released).toMatch(/^20\d\d-\d\d-\d\d$/);
    const sizes = [cells.Card, cells.Background, cells.Pages, cells.Installed];
    expect(sizes.filter((size) => /^\d+\.\d/.test(size ?? ''))).not.toEqual([]);
  });
});

describe('package.json', () => {
  it('pins each package to one version', () => {
    const { dependencies, devDependencies } = packageJson;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('has nothing installed but what the registry has under this digest', () => {
    const loose = LOCKED.filter(
      ([, { resolved = REGISTRY, integrity = '' }]) =>
        !resolved.startsWith(REGISTRY) || !integrity.startsWith('sha512-'),
    );
    expect(LOCKED.length).toBeGreaterThan(100);
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('lets one package alone run something when it is installed', () => {
    const running = LOCKED.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    // It puts its own binary for the system in its place.
    expect(running.map(([path]) => path)).toEqual(['node_modules/esbuild']);
  });
});

describe('what fills the tables in', () => {
  const table = '| Package | Version | What for |\n|---|---|---|\n| `a` | 1.0.0 | b |\n';

  it('writes what is known, and leaves a person’s words', () => {
    const filled = fill(table, () => ({ Version: '2.0.0', Size: '1' }));
    expect(rowsOf(filled)).toEqual([
      { name: 'a', cells: { Package: '`a`', Version: '2.0.0', 'What for': 'b' } },
    ]);
  });

  it('changes nothing where nothing is known', () => {
    expect(fill(DOCUMENT, () => ({}))).toBe(DOCUMENT);
  });

  it('knows of which package a module is', () => {
    expect(packageOf('/a/node_modules/preact/dist/preact.mjs')).toBe('preact');
    expect(packageOf('\0/a/node_modules/b/node_modules/@c/d/e.js?commonjs')).toBe('@c/d');
    expect(packageOf('/a/src/main.ts')).toBe('');
  });

  it('counts what a package brings, each once', () => {
    expect(takenBy('ws').packages).toBe(1);
    expect(takenBy('@types/ws').packages).toBe(3);
    expect(takenBy('@types/ws').bytes).toBeGreaterThan(takenBy('@types/node').bytes);
  });
});
