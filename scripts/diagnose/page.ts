import { PAGE_LIMIT, type PageContent } from '../../src/core/diagnosis/observation';
import { decode } from './charset';
import { escapeText, htmlPage } from './document';
import { looksBinary } from './not-a-response';
import { headerOf, type RawResponse } from './response';

/** What a browser makes of a body; `other` is an image, a download: nothing that can be read. */
type Kind = 'html' | 'plain' | 'xml' | 'other';

/** The page before there is one: for a body of no bytes. */
const EMPTY: PageContent = { title: '', text: '', markup: '' };

/**
 * The page that a browser would make of a response, as `src/overlay/read-page.ts` reports it: null
 * where there is none, or none that one can read.
 */
export function pageOf({ response, body }: RawResponse): PageContent | null {
  if (body === null) return null;
  if (body.length === 0) return EMPTY;
  const contentType = headerOf(response.headers, 'content-type');
  const kind = kindOf(contentType, body);
  if (kind === 'other') return null;
  const source = decode(body, contentType);
  if (kind === 'html') return htmlPage(source);
  return kind === 'plain' ? plainPage(source) : xmlPage(source);
}

/** Browsers put plain text and JSON into one `<pre>`. */
function plainPage(source: string): PageContent {
  return htmlPage(`<pre>\n${escapeText(source)}</pre>`);
}

/** XML without a style: all text counts, and the document is what was sent. */
function xmlPage(source: string): PageContent {
  const markup = source
    .slice(0, PAGE_LIMIT)
    .replace(/^\s*(?:<\?[^>]*>\s*|<!--[\s\S]*?(?:-->|$)\s*|<!doctype[^<>[]*>\s*)*/i, '');
  const sections = markup.replace(/<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)/g, (_, text: string) =>
    escapeText(text),
  );
  return { ...htmlPage(sections, { allText: true }), title: '', markup };
}

function kindOf(contentType: string | null, body: Buffer): Kind {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (
    type === '' ||
    !type.includes('/') ||
    /^(?:(?:unknown|application)\/unknown|\*\/\*)$/.test(type)
  ) {
    return sniff(body);
  }
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  if (/[/+]xml$/.test(type)) return 'xml';
  return /^text\/|[/+]json$|script$/.test(type) ? 'plain' : 'other';
}

/** Without a type browsers look at the first bytes (MIME Sniffing Standard, section 7.1). */
const HTML_START =
  /^[\t\n\f\r ]*<(?:(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[ >]|!--)/i;

function sniff(body: Buffer): Kind {
  const start = body.subarray(0, 1_445);
  const text = start.toString('latin1');
  if (HTML_START.test(text)) return 'html';
  if (/^[\t\n\f\r ]*<\?xml/.test(text)) return 'xml';
  return looksBinary(start) ? 'other' : 'plain';
}
