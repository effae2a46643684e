import { describe, expect, it } from 'vitest';
import { escapeText, htmlPage } from '../../../../scripts/diagnose/document';
import { diagnose } from '../../../../src/core/diagnosis/diagnose';
import type { Diagnosis } from '../../../../src/core/diagnosis/diagnosis';
import { EXAMPLES, type Example, entryOf } from '../../support/gateways';
import { HTTPS, NOON } from '../../support/samples';

/** Headers that an article's page may have too: it passed the same gateways. */
const RELAYED =
  /^(?:server|via|cf-ray|x-amz-cf-id|x-cache|x-azure-ref|x-nf-request-id|x-served-by|eagleid|x-amzn-requestid|apigw-requestid|x-sucuri-id|x-iinfo|x-powered-by|x-kong-request-id)$/;
const TALK = `<p>${'Sometimes a site shows an error in place of what you came for. Here is what it means. '.repeat(9)}</p>`;

/** An article that quotes a gateway's page in some way. */
function article(title: string, quote: string): string {
  return `<!DOCTYPE html><html><head><title>${escapeText(title)}</title><link rel="stylesheet" href="/a.css"></head><body><nav><a href="/">Our blog</a></nav>${quote}${TALK}${TALK}<footer>Our blog</footer></body></html>`;
}

describe('an article about a gateway’s page', () => {
  const quoted = EXAMPLES.filter((one) => entryOf(one).certainty !== 'perhaps' && one.page?.text);

  function ofArticle({ raw }: Example, markup: string, isBehindIt: boolean): Diagnosis {
    const relayed = raw.response.headers.filter(({ name }) => RELAYED.test(name));
    const headers = [{ name: 'content-type', value: 'text/html' }, ...(isBehindIt ? relayed : [])];
    // Cloudflare's own codes on anything that passed it are Cloudflare's, likely.
    const status = raw.response.status >= 520 ? 502 : raw.response.status;
    return diagnose(
      { ...raw.response, status, headers, reason: null },
      htmlPage(markup),
      HTTPS,
      NOON,
    );
  }

  it.each(quoted)('is not taken for one: $id', (example) => {
    const text = escapeText(example.page?.text ?? '');
    const source = example.raw.body?.toString() ?? '';
    const pages = [
      article('What does it mean?', `${TALK}<blockquote>${text}</blockquote>`),
      article('What does it mean?', `<blockquote>${text}</blockquote>`),
      article('What does it mean?', `<pre>${escapeText(source)}</pre>`),
      article('What does it mean?', `<h1>An example</h1><div>${source}</div>`),
      `<pre>${escapeText(source)}</pre>${TALK}${TALK}`,
    ];
    // A title and words that are the gateway's own, both, are its page where that may be long.
    if (entryOf(example).longest === undefined) {
      pages.push(article(example.page?.title ?? '', `<blockquote>${text}</blockquote>`));
    }
    for (const markup of pages) {
      for (const isBehindIt of [true, false]) {
        const found = ofArticle(example, markup, isBehindIt);
        expect(found.gateway, markup).toBeNull();
        expect(found.side).not.toBe('visitor');
      }
    }
  });
});
