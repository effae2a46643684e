import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Locked {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** What is installed, by its folder. */
const installed: Readonly<Record<string, Locked>> = JSON.parse(
  readFileSync(join(ROOT, 'node_modules/.package-lock.json'), 'utf8'),
).packages;

/** The package that a module's path leads into; '' for none. */
export function packageOf(path: string): string {
  const [, inside = ''] = /.*[\\/]node_modules[\\/](.*)$/s.exec(path) ?? [];
  const [first = '', second = ''] = inside.split(/[\\/]/);
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** The licence that a package names. */
export const licenceOf = (name: string): string =>
  JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).license;

/** Where a package that lies in `folder` finds another: beside itself, or further up. Undefined: not on this system. */
function find(name: string, folder: string): string | undefined {
  const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
  if (Object.hasOwn(installed, place)) return place;
  if (folder === '') return undefined;
  return find(name, folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules') - 1)));
}

/** The folders of a package and of all that it brings with it. */
function withAllItBrings(name: string): Set<string> {
  const folders = new Set<string>();
  const steps = [find(name, '')];
  for (let folder = steps.pop(); steps.length > 0 || folder !== undefined; folder = steps.pop()) {
    if (folder === undefined || folders.has(folder)) continue;
    folders.add(folder);
    const { dependencies, optionalDependencies } = installed[folder] as Locked;
    for (const other of Object.keys({ ...dependencies, ...optionalDependencies }))
      steps.push(find(other, folder));
  }
  return folders;
}

/** The bytes in a folder, without the packages below it. */
function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .reduce((sum, entry) => {
      const path = join(folder, entry.name);
      return sum + (entry.isDirectory() ? bytesIn(path) : lstatSync(path).size);
    }, 0);
}

/** What a package takes on the disk with all that it brings, some of which others bring too. */
export function takenBy(name: string): { readonly packages: number; readonly bytes: number } {
  const folders = withAllItBrings(name);
  const bytes = [...folders].reduce((sum, folder) => sum + bytesIn(join(ROOT, folder)), 0);
  return { packages: folders.size, bytes };
}
