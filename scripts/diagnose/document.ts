import { type DefaultTreeAdapterMap, defaultTreeAdapter, html, parse } from 'parse5';
import { PAGE_LIMIT, type PageContent } from '../../src/core/diagnosis/observation';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];
type Document = DefaultTreeAdapterMap['document'];

/** A page of 64 KB has fewer elements, unless tags that never close breed others. */
const MOST_ELEMENTS = 30_000;

export interface PageOptions {
  /** Whether text counts wherever it stands, as in a document that is no HTML. */
  readonly allText?: boolean;
}

/**
 * The page that a browser would make of HTML: the document of its first 64 KB, with title, text and
 * markup as `src/overlay/read-page.ts` reports them. Never throws.
 */
export function htmlPage(source: string, { allText = false }: PageOptions = {}): PageContent {
  const document = parseBounded(source.slice(0, PAGE_LIMIT));
  const { title, text, markup } = readDocument(document, allText);
  return {
    title: fold(title).slice(0, 1_000),
    text: fold(text).slice(0, PAGE_LIMIT),
    markup: markup.slice(0, PAGE_LIMIT),
  };
}

/** What a hostile page would breed without end is left out: the document as far as it was built. */
function parseBounded(source: string): Document {
  const document = defaultTreeAdapter.createDocument();
  let elements = 0;
  const createElement: typeof defaultTreeAdapter.createElement = (...parts) => {
    elements += 1;
    if (elements > MOST_ELEMENTS) throw new RangeError('too many elements');
    return defaultTreeAdapter.createElement(...parts);
  };
  try {
    parse(source, {
      treeAdapter: { ...defaultTreeAdapter, createDocument: () => document, createElement },
    });
  } catch (error) {
    // Too many elements, or templates too deep for the parser's stack.
    if (!(error instanceof RangeError)) throw error;
  }
  return document;
}

/** Elements whose content isn't seen. */
const UNSEEN = new Set(
  'head title script style noscript template iframe noframes noembed object textarea audio video canvas'.split(
    ' ',
  ),
);

/** Elements that stand within a line; all others break it. */
const INLINE = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Elements without an end tag (HTML Standard, "serialises as void"). */
const VOID = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(
    ' ',
  ),
);

/** Elements whose text stands in markup as it is. */
const RAW = new Set('style script xmp iframe noembed noframes plaintext noscript'.split(' '));

interface Reading {
  readonly title: string;
  readonly text: string;
  readonly markup: string;
}

/** A step of the walk: something to enter, or what stands behind it. */
type Step =
  | { readonly node: Node; readonly parent: string; readonly seen: boolean }
  | { readonly markup: string; readonly text: string };

/** Walks a document without recursion: pages nest as deep as they like. */
function readDocument(document: Document, allText: boolean): Reading {
  let title: string | null = null;
  const text: string[] = [];
  const markup: string[] = [];
  const steps: Step[] = [{ node: document, parent: '', seen: true }];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if (!('node' in step)) {
      markup.push(step.markup);
      text.push(step.text);
      continue;
    }
    const { node, parent, seen } = step;
    if (defaultTreeAdapter.isTextNode(node)) {
      markup.push(RAW.has(parent) ? node.value : escapeText(node.value));
      if (seen) text.push(node.value);
    } else if (defaultTreeAdapter.isElementNode(node)) {
      if (title === null && isTitle(node)) title = textIn(node);
      enter(node, seen, allText, steps, { markup, text });
    } else if ('childNodes' in node) {
      push(node.childNodes, '', seen, steps);
    }
  }
  return { title: title ?? '', text: text.join(''), markup: markup.join('') };
}

function enter(
  element: Element,
  seen: boolean,
  allText: boolean,
  steps: Step[],
  { markup, text }: { readonly markup: string[]; readonly text: string[] },
): void {
  const name = element.tagName;
  const isSeen = allText || (seen && !UNSEEN.has(name) && !isHidden(element));
  const space = isSeen && !allText && !INLINE.has(name) ? ' ' : '';
  markup.push(openTag(element));
  text.push(space);
  if (VOID.has(name)) return;
  steps.push({ markup: `</${name}>`, text: space });
  const content = name === 'template' && 'content' in element ? element.content : element;
  push((content as Element).childNodes, name, isSeen, steps);
}

function push(nodes: readonly Node[], parent: string, seen: boolean, steps: Step[]): void {
  for (const node of [...nodes].reverse()) steps.push({ node, parent, seen });
}

/** A drawing has titles too, which name no page. */
function isTitle({ tagName, namespaceURI }: Element): boolean {
  return tagName === 'title' && namespaceURI === html.NS.HTML;
}

function isHidden({ attrs }: Element): boolean {
  return attrs.some(
    ({ name, value }) =>
      name === 'hidden' || (name === 'style' && /(?:^|;)\s*display\s*:\s*none\b/i.test(value)),
  );
}

function openTag({ tagName, attrs }: Element): string {
  const attributes = attrs.map(
    ({ prefix, name, value }) =>
      ` ${prefix ? `${prefix}:` : ''}${name}="${escapeAttribute(value)}"`,
  );
  return `<${tagName}${attributes.join('')}>`;
}

function textIn(element: Element): string {
  return element.childNodes
    .map((child) => (defaultTreeAdapter.isTextNode(child) ? child.value : ''))
    .join('');
}

/** Text as it stands in markup. */
export function escapeText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

function escapeAttribute(value: string): string {
  return value
    .replace(/&/g, '&amp;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/"/g, '&quot;');
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
