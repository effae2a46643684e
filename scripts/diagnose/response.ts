import type { Header, ObservedResponse } from '../../src/core/diagnosis/observation';
import { readBody } from './body';
import { type Head, headAt } from './head';
import { clip, looksBinary, NotAResponse } from './not-a-response';

/** A response as `curl -i` prints it, taken apart. */
export interface RawResponse {
  readonly response: ObservedResponse;
  /** The body without framing and compression; null where none belongs to it (HEAD, 204, 304). */
  readonly body: Buffer | null;
}

export interface ReadingOptions {
  /** The response to a HEAD: headers that speak of a body, and none. */
  readonly head?: boolean;
}

/**
 * Reads a response as `curl -i` prints it: status line (HTTP/1, 2 or 3, with or without a reason),
 * headers, a blank line and the body; lines end in CRLF or LF. Of several header blocks (100 Continue,
 * a proxy's CONNECT, redirects with `-L`) the last counts. What stands behind the announced length is
 * left alone, as a browser does. Linear in the length.
 *
 * @throws {NotAResponse} with one line for people, and nothing else
 */
export function readResponse(bytes: Buffer, options: ReadingOptions = {}): RawResponse {
  const start = firstByte(bytes);
  if (start === bytes.length) throw new NotAResponse('empty');
  let head: Head | 'cut' | null = null;
  let following = headAt(bytes, start);
  if (following === 'not-a-head') throw notAHead(bytes, start);
  const isHead = options.head === true;
  while (following !== 'not-a-head') {
    head = following;
    if (head === 'cut') throw new NotAResponse('truncated: no blank line ends the headers');
    following = headAfter(bytes, head, isHead);
  }
  return answer(bytes, head as Head, isHead);
}

/** Skips a byte order mark and blank lines, which editors and terminals leave there. */
function firstByte(bytes: Buffer): number {
  let at = bytes.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf)) ? 3 : 0;
  while (at < bytes.length && ' \t\r\n'.includes(String.fromCharCode(bytes[at] ?? 0))) at += 1;
  return at;
}

/** The header block that comes after one: at once, or behind its body. */
function headAfter(bytes: Buffer, head: Head, isHead: boolean): Head | 'not-a-head' | 'cut' {
  const atOnce = headAt(bytes, head.end);
  if (precedes(head) && atOnce !== 'not-a-head') return atOnce;
  const { isExact, end } = readBody(bytes, head, isHead);
  if (typeof atOnce === 'object' && !isExact) return atOnce;
  const behind = end === head.end ? atOnce : headAt(bytes, end);
  return typeof behind === 'object' && end > head.end ? behind : 'not-a-head';
}

/**
 * After these curl prints another header block: interim responses, redirects with `-L`, a proxy or a
 * server that asks for a name first. It leaves out their bodies.
 */
function precedes({ status }: Head): boolean {
  return isInterim(status) || (status >= 300 && status < 400) || status === 401 || status === 407;
}

function isInterim(status: number): boolean {
  return status >= 100 && status < 200 && status !== 101;
}

function answer(bytes: Buffer, head: Head, isHead: boolean): RawResponse {
  if (isInterim(head.status)) {
    throw new NotAResponse(`truncated: nothing follows the interim response ${head.status}`);
  }
  const { body } = readBody(bytes, head, isHead);
  return { response: observed(head, isHead), body: body === null ? null : body() };
}

function observed({ status, reason, headers }: Head, isHead: boolean): ObservedResponse {
  return {
    status,
    reason,
    headers,
    method: isHead ? 'HEAD' : 'GET',
    fromCache: false,
    serverAddress: 'unknown',
  };
}

function notAHead(bytes: Buffer, start: number): NotAResponse {
  const beginning = bytes.subarray(start, start + 512);
  if (looksBinary(beginning)) return new NotAResponse('not an HTTP response: binary');
  const line = beginning.toString('utf8').split(/[\r\n]/, 1)[0] ?? '';
  return new NotAResponse(`not an HTTP response: it begins with "${clip(line)}"`);
}

/** The first value of a header, as it came; null where it is missing. */
export function headerOf(headers: readonly Header[], name: string): string | null {
  return headers.find((header) => header.name === name)?.value ?? null;
}
