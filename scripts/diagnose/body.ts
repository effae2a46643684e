import { joinChunks } from './chunks';
import { isStillPacked, unpack } from './compression';
import type { Head } from './head';
import { NotAResponse } from './not-a-response';

/** The body that follows a head, and where it ends. */
export interface Framed {
  /** Gives it unpacked, or throws NotAResponse where it is cut off. Null where none belongs to it. */
  readonly body: (() => Buffer) | null;
  readonly end: number;
  /** Whether the headers announce just the bytes that are there, whatever these look like. */
  readonly isExact: boolean;
}

/**
 * Finds the body of a response. Its bytes may be the server's own (chunks, compression) or what curl
 * made of them: curl takes chunks apart and prints `Transfer-Encoding: chunked` all the same, and with
 * `--compressed` it unpacks under `Content-Encoding`. Framing that parses from the first byte is framing.
 *
 * Nothing is said against a cut body before it is asked for: curl leaves out the bodies of redirects,
 * under headers that announce them.
 */
export function readBody(bytes: Buffer, head: Head, isHead: boolean): Framed {
  const none: Framed = { body: null, end: head.end, isExact: false };
  if (isHead || isBodiless(head.status)) return none;
  const rest = bytes.subarray(head.end);
  const codings = listed(head, 'content-encoding');
  const asItIs: Framed = { ...none, body: () => unpack(rest, codings) };
  if (listed(head, 'transfer-encoding').includes('chunked')) {
    const joined = joinChunks(rest, head.bareLines, String(head.status));
    if (joined === 'not-chunked') return asItIs;
    if (joined === 'cut') return { body: truncatedChunks, end: bytes.length, isExact: true };
    const end = head.end + joined.end;
    return { body: () => unpack(joined.body, codings), end, isExact: true };
  }
  const length = lengthOf(head);
  if (length === null) return asItIs;
  const surplus = rest.length - length;
  return {
    body: () => unpack(ofLength(rest, length, head, codings), codings),
    end: surplus >= 0 ? head.end + length : head.end,
    // An editor may have ended the file with a line end of its own.
    isExact: surplus >= 0 && surplus <= 2,
  };
}

function isBodiless(status: number): boolean {
  return (status >= 100 && status < 200) || status === 204 || status === 304;
}

function truncatedChunks(): never {
  throw new NotAResponse('truncated: the chunked body has no end');
}

/** All entries of a header that lists words. */
function listed({ headers }: Head, name: string): string[] {
  return headers
    .filter((header) => header.name === name)
    .flatMap(({ value }) => value.split(',').map((word) => word.trim().toLowerCase()))
    .filter((word) => word !== '' && word !== 'identity');
}

/** Content-Length; null where it is missing, no number, or given twice with different values. */
function lengthOf(head: Head): number | null {
  const values = new Set(listed(head, 'content-length'));
  const [value = ''] = values;
  return values.size === 1 && /^\d{1,15}$/.test(value) ? Number(value) : null;
}

function ofLength(rest: Buffer, length: number, head: Head, codings: readonly string[]): Buffer {
  if (rest.length === 0 && length > 0) {
    throw new NotAResponse(
      `truncated: the headers announce ${length} bytes of body, and there are none (--head reads the answer to a HEAD)`,
    );
  }
  // What curl has unpacked has another length than the header tells.
  if (codings.length > 0 && !isStillPacked(rest, codings)) return rest;
  if (rest.length + lostReturns(rest, head) < length) {
    throw new NotAResponse(`truncated: ${rest.length} of ${length} bytes of the body are there`);
  }
  return rest.subarray(0, length);
}

/** Bytes that a body may have lost with its head's line ends, where both went through an editor. */
function lostReturns(rest: Buffer, head: Head): number {
  if (!head.bareLines || rest.includes('\r\n')) return 0;
  let lines = 0;
  for (const byte of rest) if (byte === 0x0a) lines += 1;
  return lines;
}
