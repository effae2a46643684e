import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { clip, looksBinary, NotAResponse } from './not-a-response';

/** No body unpacks to more. A diagnosis reads far less (`PAGE_LIMIT`). 16 MB, in bytes. */
const UNPACKED_LIMIT = 16_777_216;

const BOUND = { maxOutputLength: UNPACKED_LIMIT };

const UNPACKERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gunzipSync(bytes, BOUND),
  'x-gzip': (bytes) => gunzipSync(bytes, BOUND),
  // RFC 9110, section 8.4.1.2: some servers leave out the zlib wrapper.
  deflate: (bytes) => (isZlib(bytes) ? inflateSync(bytes, BOUND) : inflateRawSync(bytes, BOUND)),
  br: (bytes) => brotliDecompressSync(bytes, BOUND),
};

/**
 * Undoes Content-Encoding, the last coding first. Bytes that are plain text come back as they are:
 * curl has unpacked them.
 *
 * @throws {NotAResponse} where the bytes are cut off, broken, too large, or packed as nobody here can read
 */
export function unpack(bytes: Buffer, codings: readonly string[]): Buffer {
  let unpacked = bytes;
  for (const coding of [...codings].reverse()) {
    if (!isPacked(unpacked, coding)) return unpacked;
    unpacked = unpackOne(unpacked, coding);
  }
  return unpacked;
}

/** Whether a body is still packed as its last coding says. */
export function isStillPacked(bytes: Buffer, codings: readonly string[]): boolean {
  const last = codings.at(-1);
  return last !== undefined && isPacked(bytes, last);
}

function isPacked(bytes: Buffer, coding: string): boolean {
  if (bytes.length === 0) return false;
  if (coding === 'gzip' || coding === 'x-gzip') return isGzip(bytes);
  // These have no mark of their own; but text has no control bytes, and packed bytes next to always do.
  return looksBinary(bytes) || !isUtf8(bytes);
}

function isUtf8(bytes: Buffer): boolean {
  return !bytes.toString('utf8').includes('\ufffd');
}

/** Whether bytes begin as only packed ones do. */
function isMarked(bytes: Buffer): boolean {
  return isGzip(bytes) || isZlib(bytes);
}

/** RFC 1952, section 2.3.1. */
function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** RFC 1950, section 2.2: method 8, and a check of the first two bytes. */
function isZlib(bytes: Buffer): boolean {
  return bytes.length > 1 && (bytes[0] ?? 0) % 16 === 8 && bytes.readUInt16BE(0) % 31 === 0;
}

function unpackOne(bytes: Buffer, coding: string): Buffer {
  const unpacker = UNPACKERS[coding];
  if (unpacker === undefined) {
    throw new NotAResponse(`its body is packed as "${clip(coding)}", which can't be read here`);
  }
  try {
    return unpacker(bytes);
  } catch (error) {
    // Text in an old encoding, under a header that speaks of what curl has undone.
    if (!looksBinary(bytes) && !isMarked(bytes)) return bytes;
    throw new NotAResponse(complaint(coding, error));
  }
}

function complaint(coding: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ERR_BUFFER_TOO_LARGE') return 'its body unpacks to more than 16 MB';
  if (code === 'Z_BUF_ERROR') {
    return `truncated: its ${coding} body breaks off`;
  }
  return `its ${coding} body can't be unpacked: it is truncated or broken`;
}
