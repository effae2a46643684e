import fc from 'fast-check';
import { NotAResponse } from '../../../scripts/diagnose/not-a-response';
import { pageOf } from '../../../scripts/diagnose/page';
import { readResponse } from '../../../scripts/diagnose/response';
import { redactAddress } from '../../../src/core/address/redact';
import { diagnose } from '../../../src/core/diagnosis/diagnose';
import { readImport } from '../../../src/core/history/import';
import { scrub } from '../../../src/core/report/scrub';
import { readFile } from '../../../src/pages/settings/file';
import { aPage, aResponse, HTTPS, NOON } from '../../unit/support/samples';
import { assert } from '../assert';
import { target } from '../target';
import { workOf } from '../work';
import { anyText, bytesOf, hostilePiece } from './pieces';

const HEAD = 'HTTP/1.1 502 Bad Gateway\r\n';

function read(text: string): void {
  try {
    pageOf(readResponse(bytesOf(text)));
  } catch (error) {
    if (!(error instanceof NotAResponse)) throw error;
  }
}

/** What is done with a text that is nothing but a piece, again and again. */
const DOINGS: Readonly<Record<string, (text: string) => unknown>> = {
  'a head': (text) => read(HEAD + text),
  heads: (text) => read(text + HEAD),
  'a body': (text) => read(`${HEAD}Content-Type: text/plain\r\n\r\n${text}`),
  chunks: (text) => read(`${HEAD}Transfer-Encoding: chunked\r\n\r\n${text}`),
  'a page': (text) => diagnose(aResponse(), { ...aPage(''), markup: text }, HTTPS, NOON),
  'a header': (text) =>
    ['via', 'server', 'proxy-status', 'x-cache', 'retry-after'].map((name) =>
      diagnose(aResponse({ [name]: text }), null, HTTPS, NOON),
    ),
  'an address': (text) => redactAddress(`https://shop.example.org/${text}`),
  'a value': (text) => scrub(text, { site: 'shop.example.org', reference: null }),
  'a history': (text) => readImport(`{"format":"backsoon-history","incidents":${text}`, NOON),
  settings: (text) => readFile(`{"format":"backsoon-settings","settings":${text}`),
};

const piece = fc.oneof(
  hostilePiece,
  anyText,
  fc.constantFrom(
    ...['\r\n', '1\r\nx\r\n', 'a: b\r\n', ' a\r\n', HEAD, `${HEAD}\r\n`, '{"a":', '['],
  ),
  fc.constantFrom(...['1.1 a, ', 'a;b=c, ', '(', '"', '%25', 'a=b&', '//a:b@', 'a@b', '::1.', '…']),
);

const LENGTH = 20_000;

/**
 * Blocks of code that run for each character, at most: ten do. What goes with the square of the length
 * has thousands here.
 */
const MOST = 50;

/** However often a piece comes, the work goes with the length of the text, and not with its square. */
export const work = target(
  'work',
  fc.record({ piece, doing: fc.constantFrom(...Object.keys(DOINGS)) }),
  ({ piece: one, doing }) => {
    if (one === '') return;
    const text = one.repeat(Math.ceil(LENGTH / one.length)).slice(0, LENGTH);
    const made = workOf(() => DOINGS[doing]?.(text));
    assert(made <= MOST * LENGTH, `${doing}: ${made} blocks for ${LENGTH} characters`);
  },
);
