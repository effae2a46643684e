import type { Box } from './card';

/** Functions that run inside the browser: each must stand alone, its source is all that travels. */

export interface Target extends Box {
  /** What a click at the element's centre would hit instead of it. */
  readonly coveredBy?: string;
}

/** Visible text of a shadow root, or of the first element for the selector in a document. */
export function visibleText(root: Document | ShadowRoot, selector?: string): string | undefined {
  const textOf = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
    if (!(node instanceof Element) || node.localName === 'style' || node.localName === 'script')
      return '';
    // innerText of an element that is not rendered is its whole textContent, which is not what a person sees.
    if (!node.checkVisibility({ visibilityProperty: true } as CheckVisibilityOptions)) return '';
    return node instanceof HTMLElement ? node.innerText : (node.textContent ?? '');
  };
  if (selector !== undefined) {
    const element = root.querySelector(selector);
    return element ? textOf(element) : undefined;
  }
  if (
    root instanceof ShadowRoot &&
    !root.host.checkVisibility({ visibilityProperty: true } as CheckVisibilityOptions)
  )
    return '';
  return Array.from(root.childNodes, textOf)
    .filter((text) => text.trim() !== '')
    .join('\n')
    .trim();
}

/**
 * Where the element is, after scrolling to it, and whether a click at its centre would reach it. `host >>> part` is a
 * part in the open shadow root of a host.
 */
export function findTarget(outer: Document | ShadowRoot, selector: string): Target | undefined {
  const parts = selector.split(' >>> ');
  const inner = parts.length > 1 ? outer.querySelector(parts[0] ?? '')?.shadowRoot : outer;
  const root = inner ?? outer;
  const element = inner?.querySelector(parts.at(-1) ?? '');
  if (!element) return undefined;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const { x, y, width, height } = element.getBoundingClientRect();
  const hit = root.elementFromPoint(x + width / 2, y + height / 2);
  if (hit && element.contains(hit)) return { x, y, width, height };
  return {
    x,
    y,
    width,
    height,
    coveredBy: hit ? hit.outerHTML.slice(0, 120) : 'nothing (outside of the viewport?)',
  };
}

export function boxOf(root: ShadowRoot, selector?: string): Box | undefined {
  const element = selector === undefined ? root.host : root.querySelector(selector);
  if (!element) return undefined;
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}
