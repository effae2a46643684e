import { PAGE_LIMIT } from '../core/diagnosis/observation';
import { documentAddress, documentStatus } from '../platform/document-status';
import type { PageReport } from '../protocol/card';
import { HOST_ATTRIBUTE } from './host';

/** However slowly a body comes, this long it is waited for, in ms. */
const PATIENCE_MS = 1_000;

/** How often a page that is still coming is measured, in ms. */
const MEASURE_EVERY_MS = 100;

/** Whether all of the page is there. */
export function isComplete(): boolean {
  return document.documentElement !== null && document.readyState !== 'loading';
}

/**
 * Resolves once enough of the page is there to tell what it is: all of it, the first 64 KB, or what
 * came within a second.
 */
export async function untilJudgeable(): Promise<void> {
  if (isComplete()) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(patience);
      clearInterval(measuring);
      document.removeEventListener('DOMContentLoaded', done);
      resolve();
    };
    const patience = setTimeout(done, PATIENCE_MS);
    const measuring = setInterval(() => {
      if (readMarkup(PAGE_LIMIT).length >= PAGE_LIMIT) done();
    }, MEASURE_EVERY_MS);
    document.addEventListener('DOMContentLoaded', done);
  });
}

/** What the page says, bounded, without what we put there. */
export function readPage(): PageReport {
  const body = document.body as HTMLElement | null;
  const sent = inXmlViewer();
  // `innerText` is what one sees; documents that aren't HTML have text only.
  const text = sent?.textContent ?? body?.innerText ?? document.documentElement?.textContent ?? '';
  return {
    status: documentStatus(),
    address: documentAddress(),
    title: document.title.slice(0, 1_000),
    text: text.replace(/\s+/g, ' ').trim().slice(0, PAGE_LIMIT),
    markup: readMarkup(PAGE_LIMIT),
  };
}

/**
 * What the server sent, where Chromium shows it in its viewer for XML: a page of Chromium's own design,
 * with what came hidden inside (measured, 156; `XMLTreeViewer.js` in its sources). Null elsewhere.
 */
function inXmlViewer(): Element | null {
  const kept = document.getElementById('webkit-xml-viewer-source-xml');
  return kept?.firstElementChild ?? null;
}

/**
 * The markup of the document up to a length, taken piece by piece: the whole of a page of many
 * megabytes is never made into a string.
 */
function readMarkup(limit: number): string {
  const pieces: string[] = [];
  let length = 0;
  const add = (piece: string): boolean => {
    pieces.push(piece);
    length += piece.length;
    return length < limit;
  };
  const walk = (element: Element, depth: number): boolean => {
    // The whole page is no card, whatever it calls itself.
    if (depth > 0 && element.hasAttribute(HOST_ATTRIBUTE)) return true;
    // Deep inside, elements are small enough to be taken whole.
    if (element.childElementCount === 0 || depth > 6) return add(element.outerHTML);
    const shell = (element.cloneNode(false) as Element).outerHTML;
    const close = shell.lastIndexOf('</');
    if (!add(close < 0 ? shell : shell.slice(0, close))) return false;
    for (const child of element.childNodes) {
      const goesOn =
        child instanceof Element
          ? walk(child, depth + 1)
          : child.nodeType === Node.TEXT_NODE
            ? add(asMarkup(child.nodeValue ?? ''))
            : true;
      if (!goesOn) return false;
    }
    return close < 0 || add(shell.slice(close));
  };
  const page = inXmlViewer() ?? document.documentElement;
  if (page !== null) walk(page, 0);
  return pieces.join('').slice(0, limit);
}

function asMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
