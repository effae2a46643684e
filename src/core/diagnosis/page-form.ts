import { PAGE_LIMIT, type PageContent } from './observation';

/**
 * A page in a form in which the bytes of a response and the document that a browser makes of them are
 * alike. Closing tags, attributes and what isn't seen are left out, and so are the elements that
 * browsers add or move (`html`, `head`, `body`, `tbody`, `p`, and the `pre` around plain text).
 */
export interface PageForm {
  /** `<title>502 Bad Gateway<h1>502 Bad Gateway<hr>nginx`: at most `FORM_LIMIT` characters. */
  readonly skeleton: string;
  /** The text of the title and of the body, white space folded. */
  readonly title: string;
  readonly words: string;
  /**
   * The markup as it came, for the few marks that lie in attributes: with any quotes or none, as a
   * document always has double ones. The first 16 KB.
   */
  readonly markup: string;
}

/** A gateway's own page says what it has to say in less than this, in characters. */
const FORM_LIMIT = 6_000;
const MARKUP_LIMIT = 16_384;

const NOTHING: PageForm = { skeleton: '', title: '', words: '', markup: '' };

/**
 * One token: a comment; an element that isn't seen, with all that is in it; a tag; or text. Tags end
 * at the next bracket, whichever it is: a thousand that never close must not be read a thousand times.
 */
const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|noscript|template|svg|object)\b[^<>]{0,2000}>[\s\S]*?(?:<\/\1\s*>|$)|<(\/?)([a-z][\w:-]{0,40})([^<>]{0,2000})>|<[!?][^>]*(?:>|$)|<|[^<]+/gi;

/** Elements that a browser adds, moves or closes of its own accord, and those that show nothing. */
const LEFT_OUT = new Set(
  'html head body tbody p pre meta link base wbr area param source track xml'.split(' '),
);

/**
 * Reads the form of a page.
 *
 * @param isMarkup whether the response calls itself markup; other bytes are text however they look
 */
export function pageForm(page: PageContent | null, isMarkup: boolean): PageForm {
  if (page === null || page.markup === '') return NOTHING;
  const source = page.markup.slice(0, PAGE_LIMIT);
  // A document made of plain text is markup too, with the text inside `<pre>`.
  if (!isMarkup && !/^\s*<(?:!doctype html>\s*<)?html\b/i.test(source)) {
    const words = fold(source.slice(0, FORM_LIMIT));
    return { skeleton: words, title: '', words, markup: '' };
  }
  return { ...walk(source), markup: source.slice(0, MARKUP_LIMIT) };
}

function walk(source: string): { skeleton: string; title: string; words: string } {
  let skeleton = '';
  let title = '';
  let words = '';
  let inTitle = false;
  let hasTitle = false;
  for (const [token, hidden, slash, tagName, attributes] of source.matchAll(TOKEN)) {
    if (skeleton.length + words.length > 2 * FORM_LIMIT) break;
    if (hidden !== undefined || token.startsWith('<!') || token.startsWith('<?')) continue;
    if (tagName !== undefined) {
      const name = tagName.toLowerCase();
      inTitle = name === 'title' && slash === '' && !hasTitle;
      if (inTitle) hasTitle = true;
      const isSeen = slash === '' && !LEFT_OUT.has(name) && !isUnseen(name, attributes ?? '');
      skeleton += isSeen ? `<${name}>` : ' ';
      words += ' ';
    } else {
      const text = decode(token.slice(0, FORM_LIMIT));
      skeleton += text;
      if (inTitle) title += text;
      else words += text;
    }
  }
  return {
    skeleton: fold(skeleton)
      .replace(/ ?(<[\w:-]{1,40}>) ?/g, '$1')
      .slice(0, FORM_LIMIT),
    title: fold(title),
    words: fold(words).slice(0, FORM_LIMIT),
  };
}

/** Frames that a script of the gateway's put below the page, one pixel small or out of sight. */
function isUnseen(name: string, attributes: string): boolean {
  return (
    name === 'iframe' &&
    /\b(?:width|height) ?= ?["']?[01]\b|visibility: ?hidden|display: ?none/i.test(attributes)
  );
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  middot: '·',
  ndash: '–',
  mdash: '—',
  copy: '©',
  rsquo: '’',
  lsquo: '‘',
  hellip: '…',
};

/** The entities that gateways' pages use; others stay as they are. */
function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
      const code = Number.parseInt(String(decimal ?? hex), decimal === undefined ? 16 : 10);
      return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
