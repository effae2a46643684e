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

/**
 * What the root element can say that hides everything in it or makes it deaf, the top layer too. Filters
 * do so in Firefox (measured, 153); those that leave everything to be read are the page's own business.
 */
const ROOT_TRAPS: readonly (readonly [property: string, trap: RegExp, remedy: string])[] = [
  ['display', /^none$/, 'block'],
  ['content-visibility', /^hidden$/, 'visible'],
  ['interactivity', /^inert$/, 'auto'],
  ['filter', /opacity|blur|brightness|contrast|url/, 'none'],
];

/** When the host is looked after once its first pill was drawn, in ms: that is painted by then. */
const AFTER_PAINT_MS = 50;

export interface Footing {
  /** Makes sure that the host stands, is shown and can be clicked, as far as the page lets it. */
  keep(): void;
  /**
   * The same once what was drawn is painted: the look has the whole page laid out, for which nobody should have to
   * wait. The page can have the timer taken away, so this is for what is soon drawn over.
   */
  keepSoon(): void;
  remove(): void;
}

/**
 * Puts a host into the document and guards it. What may cover it is looked for at the first `keep`: before it has its
 * inside, and with it a size, there is nothing to be found.
 *
 * `attributes`: all that it shall have. `dress`: reads the next of the host's style sheets: the
 * pill's when it is shown, the card's once that is painted, or the card is to be kept.
 * `onNewRoot`: the page wrote itself anew, which takes every listener off, those inside the host too: make another.
 */
export function stand(
  element: HTMLElement,
  mount: HTMLElement,
  attributes: Readonly<Record<string, string>>,
  patience: Patience,
  dress: () => void,
  onNewRoot: () => void,
): Footing {
  const firstRoot = document.documentElement;
  /** Where it hangs by right, and where it hangs now. */
  let home: Element | null = null;
  let carrier: Element | null = null;
  /** What can't be helped: nothing is tried again until something else covers the card. */
  let unbeaten: Element | null | undefined;
  let left = false;
  let isShown = false;
  let soon: ReturnType<typeof setTimeout> | undefined;

  // Called again by what it changes itself, and then finds nothing to do.
  const guard = new MutationObserver(() => {
    if (soon === undefined) keep();
    // The page is still being built, and all of it would be laid out for a look that comes in a moment.
    else if (isToStand()) stay();
  });

  /** Whether there is anything to keep, and a page to keep it in. */
  const isToStand = (): boolean => {
    const page = document.documentElement;
    // While a page writes itself anew it has no root for a moment; the guard tells of the next one.
    if (left || page === null || patience.over) return false;
    if (page === firstRoot) return true;
    patience.spend();
    onNewRoot();
    return false;
  };

  const keep = (): void => {
    clearTimeout(soon);
    soon = undefined;
    if (!isToStand()) return;
    appear();
    dress();
    stay();
    climb();
  };

  /** Where it hangs, with what it has. */
  const stay = (): void => {
    const changed = restore(element, attributes);
    // Taken out, with what it hung in or without, or moved to where it isn't shown.
    const moved = carrier !== null && element.parentNode !== carrier;
    const gone = moved || (carrier !== null && !element.isConnected);
    if (changed || gone) patience.spend();
    const isHome = carrier !== null && carrier === home;
    // Away from home it stays as long as it must, and is seen there.
    const isAway = carrier?.matches(':modal') === true && element.checkVisibility();
    if (gone || !(isHome || isAway)) putInto(homeIn(firstRoot));
  };

  const homeIn = (page: Element): Element => {
    if (home?.isConnected !== true) home = carrierIn(page);
    return home;
  };

  const putInto = (next: Element): void => {
    carrier = next;
    next.append(element);
    if (isShown) show(element);
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
    document.addEventListener('toggle', onToggle, { capture: true });
    document.addEventListener('fullscreenchange', keep);
  };

  const onToggle = (event: Event): void => {
    if (event.target !== element) keep();
  };

  /** What a click in the middle of the card would hit; the host itself where nobody can tell. */
  const hit = (): Element | null => {
    const { x, y, width, height } = (mount.firstElementChild ?? mount).getBoundingClientRect();
    const [middle, centre] = [x + width / 2, y + height / 2];
    const inView = middle >= 0 && centre >= 0 && middle < innerWidth && centre < innerHeight;
    if (width === 0 || height === 0 || !inView) return element;
    return document.elementFromPoint(middle, centre);
  };

  /**
   * Over what came into the top layer later. What is modal, a dialog or an element that fills the
   * screen, makes all outside of it inert, even what stands above: there only its inside is left.
   */
  const climb = (): void => {
    const above = hit();
    if (above === element || above === unbeaten) return;
    patience.spend();
    const inside = (mount.getRootNode() as ShadowRoot).activeElement;
    raise(element);
    // Where popovers are forbidden the last in the document is the highest, and the body may have come after it.
    if (carrier !== null && carrier.lastElementChild !== element && hit() !== element) {
      putInto(carrier);
    }
    const modal = hit() === element ? null : highestModal(above);
    if (modal !== null) putInto(modal);
    // A video has no inside that is shown. Visible above it is better than nothing.
    if (modal !== null && hit() !== element) putInto(homeIn(document.documentElement));
    const after = hit();
    unbeaten = after === element ? undefined : after;
    if (inside instanceof HTMLElement) inside.focus({ preventScroll: true });
  };

  /** One computation of the page's style is for all of this. */
  const appear = (): void => {
    isShown = true;
    show(element);
    freeRoot(firstRoot);
    // The names that are ours: it may not have been there yet when they were taken off what had them (`main.tsx`).
    for (const name of Object.keys(attributes)) firstRoot.removeAttribute(name);
    undoZoom(element, mount);
    dress();
  };

  restore(element, attributes);
  putInto(homeIn(firstRoot));
  // That computation belongs to the frame in which it is painted; done before, it may have that frame missed.
  if (document.hidden) appear();
  else {
    requestAnimationFrame(() => {
      if (left) return;
      appear();
      setTimeout(dress, 0);
    });
  }
  return {
    keep,
    keepSoon: () => {
      clearTimeout(soon);
      soon = setTimeout(keep, AFTER_PAINT_MS);
    },
    remove: () => {
      left = true;
      clearTimeout(soon);
      guard.disconnect();
      document.removeEventListener('toggle', onToggle, { capture: true });
      document.removeEventListener('fullscreenchange', keep);
      element.remove();
      if (home !== null && home !== firstRoot) home.remove();
    },
  };
}

/** The modal element that is hit, or the last there is. */
function highestModal(above: Element | null): Element | null {
  return above?.closest(':modal') ?? [...document.querySelectorAll(':modal')].at(-1) ?? null;
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
    if (!trap.test(computed.getPropertyValue(property))) continue;
    // A transition is above all that is important (CSS Cascade 5, section 6.1).
    style?.setProperty('transition', 'none', 'important');
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
