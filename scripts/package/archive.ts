import { type Zippable, zipSync } from 'fflate';

/** A file of an archive: its path in it, with `/` between folders, and its bytes. */
export interface ArchiveFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The one time that all entries have. An archive's times are a calendar's without a zone, and fflate takes them
 * from the local one: so this is made of local parts, and reads the same in every zone. The first day that the
 * format knows; at noon, when no zone turns its clocks.
 */
export const entryTime = (): Date => new Date(1980, 0, 1, 12);

/** Where a script begins, which its owner may then run: told by its bytes, as not every disk keeps that bit. */
const SHEBANG = [0x23, 0x21];

/** The Unix mode of an entry: a regular file that all may read, and run if it begins with `#!`. */
export const modeOf = (bytes: Uint8Array): number =>
  SHEBANG.every((byte, at) => bytes[at] === byte) ? 0o100755 : 0o100644;

/** By UTF-16 code units: the same in every language, which localeCompare is not. */
export const inOrder = (files: readonly ArchiveFile[]): ArchiveFile[] =>
  files.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

/** Unix, in the field that says on which system an entry was made. */
const UNIX = 3;

/**
 * A ZIP archive of these files, the same bytes for the same files: whatever their order, the time zone, the umask
 * and the system. Throws where two files have one path, or a path leads out of the archive.
 */
export function archive(files: readonly ArchiveFile[]): Uint8Array {
  const entries: Zippable = {};
  for (const { path, bytes } of inOrder(files)) {
    if (Object.hasOwn(entries, path)) throw new Error(`${path} is there twice.`);
    if (path === '' || path.includes('\\') || path.split('/').some(isAStep))
      throw new Error(`"${path}" is no path inside an archive.`);
    entries[path] = [
      bytes,
      { level: 9, mtime: entryTime(), os: UNIX, attrs: (modeOf(bytes) << 16) >>> 0 },
    ];
  }
  return zipSync(entries);
}

const isAStep = (part: string): boolean => part === '' || part === '.' || part === '..';
