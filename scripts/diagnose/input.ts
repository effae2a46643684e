import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { NotAResponse } from './not-a-response';

/** No input is larger: an error page has a few kilobytes, and all of it is held at once. 16 MB, in bytes. */
export const INPUT_LIMIT = 16_777_216;

/**
 * Reads a file, or standard input where it is `null`.
 *
 * @throws {NotAResponse} with the reason where it can't be read, or holds too much
 */
export async function readInput(path: string | null): Promise<Buffer> {
  try {
    return await readBounded(path === null ? process.stdin : createReadStream(path));
  } catch (error) {
    if (error instanceof NotAResponse) throw error;
    throw new NotAResponse(reasonOf(error));
  }
}

async function readBounded(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stream) {
    pieces.push(piece);
    length += piece.length;
    if (length > INPUT_LIMIT) throw new NotAResponse('larger than 16 MB');
  }
  return Buffer.concat(pieces);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'a directory, not a response',
  ENOTDIR: 'no such file',
  EACCES: "can't be read: permission denied",
  EPERM: "can't be read: permission denied",
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return REASONS[code] ?? `can't be read (${code})`;
}
