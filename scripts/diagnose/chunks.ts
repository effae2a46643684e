/** A chunked body put together, and where its framing ends. */
export interface Joined {
  readonly body: Buffer;
  readonly end: number;
}

const LF = 0x0a;
const CR = 0x0d;

/** Size in hexadecimal, then perhaps extensions (RFC 9112, section 7.1). */
const SIZE_LINE = /^([\da-f]{1,8})[ \t]*(?:;.*)?$/is;

/** Longest line of a chunk's size that is looked at. */
const LINE_LIMIT = 4_096;

/**
 * Takes chunked framing apart (RFC 9112, section 7.1): `cut` where it breaks off, `not-chunked` where
 * the bytes aren't framed at all.
 *
 * @param bareLines whether lines may end in LF alone, as they do where the head's do
 * @param status a body that begins with its own status ("502", which is also a size) is text
 */
export function joinChunks(
  bytes: Buffer,
  bareLines: boolean,
  status: string,
): Joined | 'cut' | 'not-chunked' {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = lineAt(bytes, at, bareLines);
    const size = line === null ? undefined : SIZE_LINE.exec(line.text)?.[1];
    if (line === null || size === undefined) {
      // A first line that is none was never framing; a later one is missing.
      return at === 0 || line !== null ? 'not-chunked' : 'cut';
    }
    const length = Number.parseInt(size, 16);
    if (length === 0) return { body: Buffer.concat(chunks), end: trailersEnd(bytes, line.end) };
    const end = line.end + length;
    if (end >= bytes.length) return at === 0 && line.text === status ? 'not-chunked' : 'cut';
    chunks.push(bytes.subarray(line.end, end));
    const after = bytes[end] === CR ? end + 1 : end;
    if (after >= bytes.length) return 'cut';
    if (bytes[after] !== LF || (after === end && !bareLines)) return 'not-chunked';
    at = after + 1;
  }
}

function lineAt(
  bytes: Buffer,
  start: number,
  bareLines: boolean,
): { readonly text: string; readonly end: number } | null {
  const found = bytes.subarray(start, start + LINE_LIMIT).indexOf(LF);
  if (found < 0) return null;
  const line = bytes.toString('latin1', start, start + found);
  const end = start + found + 1;
  if (line.endsWith('\r')) return { text: line.slice(0, -1), end };
  // A line end that chunks can't have: the text is none of theirs.
  return { text: bareLines ? line : '\n', end };
}

/** Where the trailers end that may follow the last chunk: at their blank line, or with the bytes. */
function trailersEnd(bytes: Buffer, start: number): number {
  let at = start;
  for (;;) {
    const end = bytes.indexOf(LF, at);
    if (end < 0) return bytes.length;
    const isBlank = end === at || (end === at + 1 && bytes[at] === CR);
    at = end + 1;
    if (isBlank) return at;
  }
}
