import type {
  Header,
  ObservedResponse,
  PageContent,
} from '../../../src/core/diagnosis/observation';
import { textOfMarkup } from './text-of-markup';

/** A response as `curl -i` prints it, taken apart. */
export interface RawResponse {
  readonly response: ObservedResponse;
  readonly body: string;
}

/**
 * Reads a status line (HTTP/1 or HTTP/2), headers, a blank line and the body; lines may end in CRLF
 * or LF. A chunked body is put together, as a browser would.
 */
export function readResponse(bytes: Buffer): RawResponse {
  const whole = bytes.toString('latin1');
  const blank = /\r?\n\r?\n/.exec(whole);
  const head = blank === null ? whole : whole.slice(0, blank.index);
  const [statusLine = '', ...lines] = head.split(/\r?\n/);
  const status = /^HTTP\/[\d.]+ (\d{3})(?: (.*))?$/.exec(statusLine);
  if (status === null) throw new Error(`not a response: ${statusLine.slice(0, 40)}`);
  const headers = lines.map(readHeader);
  const raw = blank === null ? '' : whole.slice(blank.index + blank[0].length);
  const chunked = headers.some(
    ({ name, value }) => name === 'transfer-encoding' && /\bchunked\b/i.test(value),
  );
  const body = Buffer.from(chunked ? joinChunks(raw) : raw, 'latin1').toString('utf8');
  return {
    response: {
      status: Number(status[1]),
      reason: status[2]?.trim() || null,
      headers,
      method: 'GET',
      fromCache: false,
      serverAddress: 'unknown',
    },
    body,
  };
}

function readHeader(line: string): Header {
  const colon = line.indexOf(':');
  return { name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() };
}

function joinChunks(raw: string): string {
  let rest = raw;
  let joined = '';
  for (;;) {
    const size = /^([\da-f]+)[^\n]*\n/i.exec(rest);
    const length = Number.parseInt(size?.[1] ?? '0', 16);
    if (size === null || length === 0) return joined;
    joined += rest.slice(size[0].length, size[0].length + length);
    rest = rest.slice(size[0].length + length).replace(/^\r?\n/, '');
  }
}

/** The page that bytes make, as far as can be told without a browser. */
export function pageOfBody(body: string): PageContent {
  const title = /<title\b[^>]*>([^<]*)</i.exec(body)?.[1] ?? '';
  return { title: title.replace(/\s+/g, ' ').trim(), text: textOfMarkup(body), markup: body };
}
