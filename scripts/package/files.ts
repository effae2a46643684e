import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchiveFile } from './archive';

/** Never a part of the sources: what is fetched, built, or the checkout's own. */
const LEFT_OUT = new Set(['.git', 'node_modules', 'dist', 'out']);

/** Pictures for the stores' pages weigh more than all the rest, and nothing is built from them. */
const isNeeded = (path: string): boolean => !/^store\/.*\.png$/.test(path);

const read = (folder: string, path: string): ArchiveFile => ({
  path,
  bytes: readFileSync(join(folder, path)),
});

/** The paths of all files below a folder, with `/` between folders. */
function walk(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    if (below === '' && LEFT_OUT.has(entry.name)) return [];
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return walk(folder, path);
    return entry.isFile() ? [path] : [];
  });
}

/** What git keeps below this folder, or undefined where it is no checkout of its own. */
function tracked(folder: string): string[] | undefined {
  // A worktree has a file there, not a folder.
  if (!existsSync(join(folder, '.git'))) return undefined;
  const { status, stdout } = spawnSync('git', ['ls-files', '-z'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return status === 0 ? stdout.split('\0').filter((path) => path !== '') : undefined;
}

/** Every file of a built extension. */
export const builtFiles = (folder: string): ArchiveFile[] =>
  walk(folder).map((path) => read(folder, path));

/** Every file of the repository that its build could need, as it is on the disk now. */
export const sourceFiles = (root: string): ArchiveFile[] =>
  (tracked(root) ?? walk(root)).filter(isNeeded).map((path) => read(root, path));

/** What the archive of the sources lacks although it lies in the checkout: files that git doesn't know yet. */
export function unknownToGit(root: string): string[] {
  if (!existsSync(join(root, '.git'))) return [];
  const { status, stdout } = spawnSync(
    'git',
    ['ls-files', '-z', '--others', '--exclude-standard'],
    { cwd: root, encoding: 'utf8' },
  );
  return status === 0 ? stdout.split('\0').filter((path) => path !== '') : [];
}
