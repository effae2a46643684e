import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, serialize } from 'parse5';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../../scripts/diagnose/charset';
import { escapeText, htmlPage } from '../../../../scripts/diagnose/document';
import { headerOf, type RawResponse, readResponse } from '../../../../scripts/diagnose/response';
import { diagnose } from '../../../../src/core/diagnosis/diagnose';
import { PAGE_LIMIT, type PageContent } from '../../../../src/core/diagnosis/observation';
import { EXAMPLES } from '../../support/gateways';
import { RECORDINGS } from '../../support/recordings';
import { HTTPS, NOON } from '../../support/samples';

/** A response's bytes as text, and what each browser makes a document of. */
interface Source {
  readonly id: string;
  readonly raw: RawResponse;
  readonly body: string;
}

function sourceOf(id: string, raw: RawResponse): Source {
  const type = headerOf(raw.response.headers, 'content-type');
  return { id, raw, body: raw.body === null ? '' : decode(raw.body, type) };
}

const areThere = existsSync(RECORDINGS);
const sources = [
  ...EXAMPLES.map(({ id, raw }) => sourceOf(id, raw)),
  ...(areThere ? readdirSync(RECORDINGS) : [])
    .map((name) => ({ name, file: join(RECORDINGS, name, 'response.http') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => sourceOf(name, readResponse(readFileSync(file)))),
].filter(({ body }) => body.trim() !== '');

const isType = (pattern: RegExp) => (source: Source) =>
  pattern.test(headerOf(source.raw.response.headers, 'content-type') ?? '');

/** Title and text as one reads them; the markup is what this test varies. */
function pageWith(markup: string): PageContent {
  const { title, text } = htmlPage(markup);
  return { title, text, markup: markup.slice(0, PAGE_LIMIT) };
}

/** All that is claimed; the evidence shows values as they came. */
function claims({ raw }: Source, markup: string) {
  const { evidence: _, ...rest } = diagnose(raw.response, pageWith(markup), HTTPS, NOON);
  return rest;
}

/** What `outerHTML` gives of the document that a browser makes: no doctype, nothing outside of it. */
const outerHtml = (markup: string): string =>
  serialize(parse(markup)).replace(/^(?:<!doctype[^>]*>|<!--[\s\S]*?-->)*/i, '');

/** How browsers show a text: Chromium, Chromium with its formatter for JSON, Firefox. */
const SHOWN: readonly [browser: string, wrap: (text: string) => string][] = [
  [
    'Chromium',
    (text) =>
      `<html><head><meta name="color-scheme" content="light dark"></head><body><pre style="word-wrap: break-word; white-space: pre-wrap;">${escapeText(text)}</pre></body></html>`,
  ],
  [
    'Chromium, as JSON',
    (text) =>
      `<html><head><meta name="color-scheme" content="light dark"><meta charset="utf-8"></head><body><pre>${escapeText(text)}</pre><div class="json-formatter-container"></div></body></html>`,
  ],
  [
    'Firefox',
    (text) =>
      `<html><head><link rel="stylesheet" href="resource://content-accessible/plaintext.css"></head><body><pre>${escapeText(text)}</pre></body></html>`,
  ],
];

describe('the same verdict from bytes and from a document', () => {
  it('has examples of both kinds', () => {
    expect(sources.filter(isType(/html/)).length).toBeGreaterThan(90);
    expect(sources.filter(isType(/plain|json/)).length).toBeGreaterThan(20);
  });

  it.each(sources.filter(isType(/html/)))('is given of HTML: $id', (source) => {
    const inBytes = claims(source, source.body);
    expect(claims(source, outerHtml(source.body))).toEqual(inBytes);
    // A document has been through a browser twice where another extension rewrote it.
    expect(claims(source, outerHtml(outerHtml(source.body)))).toEqual(inBytes);
  });

  it.each(sources.filter(isType(/plain|json/)))('is given of text: $id', (source) => {
    const inBytes = claims(source, source.body);
    for (const [browser, wrap] of SHOWN) {
      if (browser.endsWith('JSON') && !isType(/json/)(source)) continue;
      const shown = outerHtml(wrap(source.body));
      expect(claims(source, shown), browser).toEqual(inBytes);
    }
  });
});
