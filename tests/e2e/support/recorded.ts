import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { headerOf, type RawResponse, readResponse } from '../../../scripts/diagnose/response';

/** Bytes of a response that can be served as they are. */
export interface Recorded {
  /** For people: the file, relative to its folder. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** The examples of the catalogue, one for each gateway. */
export function examples(): Recorded[] {
  const folder = resolve('tests/data/gateways');
  const files = readdirSync(folder).filter((file) => file.endsWith('.http'));
  return files.sort().map((name) => ({ name, bytes: asHttp1(join(folder, name)) }));
}

/** Responses recorded from real servers. They lie beside the project, and not everywhere: else none. */
export function recordings(): Recorded[] {
  const folder = resolve('../shared/responses');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) =>
    existsSync(join(folder, name, 'response.http')),
  );
  return names
    .sort()
    .map((name) => ({ name, bytes: asHttp1(join(folder, name, 'response.http')) }));
}

/** Byte for byte, but for the status line where curl wrote one for HTTP/2, which has none: that no server sends. */
function asHttp1(file: string): Buffer {
  const bytes = readFileSync(file);
  const later = /^HTTP\/[23](?= \d{3})/.exec(bytes.subarray(0, 10).toString('latin1'));
  if (later === null) return bytes;
  return Buffer.concat([Buffer.from('HTTP/1.1'), bytes.subarray(later[0].length)]);
}

/** Documents that Firefox opens in a viewer of its own, in which nothing can stand. */
const FIREFOX_VIEWERS = /^application\/(?:[\w.]+\+)?json\b/i;

/**
 * Whether a browser makes a document of the bytes, in which a card can stand: not of an empty body, of a download, nor
 * of a proxy's answer to a CONNECT, which no page ever gets.
 */
export function makesDocument({ name, bytes }: Recorded, browser: 'chromium' | 'firefox'): boolean {
  if (/-connect-(?!timeout)/.test(name)) return false;
  const { response, body } = readResponse(bytes);
  return body !== null && body.length > 0 && isShown(response, browser);
}

function isShown({ headers }: RawResponse['response'], browser: 'chromium' | 'firefox'): boolean {
  if (/^attachment/i.test(headerOf(headers, 'content-disposition') ?? '')) return false;
  const type = headerOf(headers, 'content-type') ?? '';
  if (browser === 'firefox' && FIREFOX_VIEWERS.test(type)) return false;
  return type === '' || /^(?:text|image)\/|[/+](?:xml|json)\b|xhtml/i.test(type);
}
