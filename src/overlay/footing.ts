/**
 * Where the host stands in a page that may not want it: in the top layer, on top of what else is
 * there, and there again when the page took it out.
 */

/**
 * How often a page's doings may still be undone. Then the page has its way: no duel goes on for ever.
 * One for the life of a document, however many hosts it sees.
 */
export class Patience {
  #left = 20;

  get over(): boolean {
    return this.#left <= 0;
  }

  spend(): void {
    this.#left -= 1;
  }
}

/** What the root element can say that hides everything in it or makes it deaf, the top layer too. */
const ROOT_TRAPS: readonly (readonly [property: string, trap: string, remedy: string])[] = [
  ['display', 'none', 'block'],
  ['content-visibility', 'hidden', 'visible'],
  ['interactivity', 'inert', 'auto'],
];

export interface Footing {
  /** Makes sure that the host stands, is shown and can be clicked, as far as the page lets it. */
  keep(): void;
  remove(): void;
}

/**
 * Puts a host into the document and guards it. `attributes`: all that it shall have. `onNewRoot`: the
 * page wrote itself anew, which takes every listener off, those inside the host too: make another.
 */
export function stand(
  element: HTMLElement,
  mount: HTMLElement,
  attributes: Readonly<Record<string, string>>,
  patience: Patience,
  onNewRoot: () => void,
): Footing {
  const firstRoot = document.documentElement;
  let carrier: Element | null = null;
  let left = false;

  // Called again by what it changes itself, and then finds nothing to do.
  const guard = new MutationObserver(() => keep());

  const keep = (): void => {
    const page = document.documentElement;
    // While a page writes itself anew it has no root for a moment; the guard tells of the next one.
    if (left || page === null || patience.over) return;
    if (page !== firstRoot) {
      patience.spend();
      onNewRoot();
      return;
    }
    freeRoot(page);
    const isNew = carrier === null;
    const changed = restore(element, attributes);
    // Not visible: it had gone into a dialog, which was closed.
    const gone = !element.isConnected || !element.checkVisibility();
    if (!isNew && (changed || gone)) patience.spend();
    if (gone) putInto(carrierIn(page));
    show(element);
    undoZoom(element, mount);
    if (hit() !== element) climb();
  };

  const putInto = (next: Element): void => {
    const before = carrier;
    carrier = next;
    next.append(element);
    if (before !== null && before !== next && before.namespaceURI === SVG) before.remove();
    watch();
  };

  /** The page's own busy inside is not looked at. */
  const watch = (): void => {
    guard.disconnect();
    guard.observe(document, { childList: true });
    guard.observe(element, { attributes: true });
    for (const parent of [document.documentElement, carrier, carrier?.parentNode]) {
      if (parent != null && parent !== document) guard.observe(parent, { childList: true });
    }
    document.addEventListener('toggle', keep, { capture: true });
    document.addEventListener('fullscreenchange', keep);
  };

  /** What a click in the middle of the card would hit; the host itself where nobody can tell. */
  const hit = (): Element | null => {
    const { x, y, width, height } = (mount.firstElementChild ?? mount).getBoundingClientRect();
    const [middle, centre] = [x + width / 2, y + height / 2];
    const inView = middle >= 0 && centre >= 0 && middle < innerWidth && centre < innerHeight;
    if (width === 0 || height === 0 || !inView) return element;
    return document.elementFromPoint(middle, centre);
  };

  /** Over what came into the top layer later; out of the inertness that a modal dialog brings. */
  const climb = (): void => {
    patience.spend();
    const inside = (mount.getRootNode() as ShadowRoot).activeElement;
    raise(element);
    const above = hit();
    if (above !== element) {
      const dialogs = document.querySelectorAll('dialog:modal');
      const dialog = above?.closest('dialog:modal') ?? [...dialogs].at(-1);
      if (dialog !== undefined) {
        putInto(dialog);
        show(element);
      }
    }
    if (inside instanceof HTMLElement) inside.focus({ preventScroll: true });
  };

  keep();
  return {
    keep,
    remove: () => {
      left = true;
      guard.disconnect();
      document.removeEventListener('toggle', keep, { capture: true });
      document.removeEventListener('fullscreenchange', keep);
      element.remove();
      if (carrier?.namespaceURI === SVG && carrier !== document.documentElement) carrier.remove();
    },
  };
}

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Where the host hangs. Firefox opens a popover directly below an `<svg>` root, and never renders it
 * (measured, 153); inside a `<foreignObject>` both browsers do.
 */
function carrierIn(page: Element): Element {
  if (page.namespaceURI !== SVG || page.localName !== 'svg') return page;
  const carrier = document.createElementNS(SVG, 'foreignObject');
  page.append(carrier);
  return carrier;
}

/** `*{display:none!important}` and its like reach the root element, and with it the top layer. */
function freeRoot(page: Element): void {
  const { style } = page as Partial<HTMLElement>;
  const computed = getComputedStyle(page);
  for (const [property, trap, remedy] of ROOT_TRAPS) {
    if (computed.getPropertyValue(property) === trap)
      style?.setProperty(property, remedy, 'important');
  }
  page.removeAttribute('inert');
}

/** Gives an element exactly these attributes. Whether that changed anything. */
function restore(element: Element, attributes: Readonly<Record<string, string>>): boolean {
  let changed = false;
  for (const name of element.getAttributeNames()) {
    if (name in attributes) continue;
    element.removeAttribute(name);
    changed = true;
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) === value) continue;
    element.setAttribute(name, value);
    changed = true;
  }
  return changed;
}

/** Into the top layer. A page can forbid that (`beforetoggle`); then the highest `z-index` has to do. */
function show(element: HTMLElement): void {
  try {
    if (!element.matches(':popover-open')) element.showPopover();
  } catch {
    // Taken out by the page at this very moment: the guard tells.
  }
}

/** To the top of the top layer: the last to come is the highest. */
function raise(element: HTMLElement): void {
  try {
    element.hidePopover();
  } catch {
    // It was not open.
  }
  show(element);
}

/** A `zoom` of the page's root multiplies every size below it. */
function undoZoom(element: HTMLElement, mount: HTMLElement): void {
  const zoom = (element as { currentCSSZoom?: number }).currentCSSZoom ?? 1;
  mount.style.setProperty('zoom', zoom > 0 ? String(1 / zoom) : '1');
}
