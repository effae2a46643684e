/**
 * The element that carries the card in a page that isn't ours and may be hostile: in the top layer,
 * its inside in a closed shadow root, its look out of reach of the page's styles.
 */

/** How tests and tools find the host. Its content is closed to the page. */
export const HOST_ATTRIBUTE = 'data-backsoon';

const XHTML = 'http://www.w3.org/1999/xhtml';

export interface Host {
  /** Where the card is rendered. */
  readonly mount: HTMLElement;
  /** Whether the host still stands in the document. */
  isThere(): boolean;
  /** Puts it back, if the page took it out. */
  putBack(): void;
  remove(): void;
}

/** Makes the host and puts it into the document. `style`: the card's whole style sheet. */
export function makeHost(style: string, language: string, direction: 'ltr' | 'rtl'): Host {
  // XML and SVG documents make elements of no namespace, which can be neither popovers nor hosts.
  const element = document.createElementNS(XHTML, 'div') as HTMLElement;
  element.setAttribute(HOST_ATTRIBUTE, '');
  element.setAttribute('popover', 'manual');
  const root = element.attachShadow({ mode: 'closed' });
  const mount = document.createElementNS(XHTML, 'div') as HTMLElement;
  mount.lang = language;
  mount.dir = direction;
  root.append(mount);
  keepToOurselves(root);

  const carrier = carrierIn(document.documentElement);

  const put = (): void => {
    const page = document.documentElement;
    // `*{display:none!important}` hides the root element too, and with it the top layer.
    if (getComputedStyle(page).display === 'none') {
      page.style?.setProperty('display', 'block', 'important');
    }
    carrier.append(element);
    element.showPopover?.();
  };
  put();
  // Sizes are meant against the visitor's own text size, not against what the page sets for its root.
  adopt(root, `:host{font-size:medium!important}`);
  adopt(root, inPixels(style, Number.parseFloat(getComputedStyle(element).fontSize) || 16));
  return {
    mount,
    isThere: () => element.isConnected,
    putBack: () => {
      if (!element.isConnected) put();
    },
    remove: () => {
      element.remove();
      if (carrier !== document.documentElement) carrier.remove();
    },
  };
}

/**
 * Where the host hangs. Firefox opens a popover directly below an `<svg>` root, and never renders it
 * (measured, 153); inside a `<foreignObject>` both browsers do.
 */
function carrierIn(page: Element): Element {
  const { namespaceURI, localName } = page;
  if (namespaceURI !== 'http://www.w3.org/2000/svg' || localName !== 'svg') return page;
  const carrier = document.createElementNS(namespaceURI, 'foreignObject');
  page.append(carrier);
  return carrier;
}

/** A constructable sheet passes the page's Content-Security-Policy; older Firefox needs the element. */
function adopt(root: ShadowRoot, style: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    if (root.adoptedStyleSheets.length > 0) return;
  } catch {
    // Firefox before 153 refuses it from a content script.
  }
  const element = document.createElementNS(XHTML, 'style');
  element.textContent = style;
  root.prepend(element);
}

/** Turns `rem`, which is the page's, into pixels. */
function inPixels(style: string, base: number): string {
  return style.replace(/(\d*\.?\d+)rem\b/g, (_, size: string) => `${Number(size) * base}px`);
}

const EVENTS = [
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'touchstart',
  'touchend',
  'keydown',
  'keyup',
  'keypress',
  'beforeinput',
  'input',
  'change',
  'focusin',
  'focusout',
  'wheel',
] as const;

/**
 * What happens in the card stays in the card: events that a script made are ignored, and real ones
 * don't reach the page's own handlers on their way out.
 */
function keepToOurselves(root: ShadowRoot): void {
  for (const type of EVENTS) {
    root.addEventListener(
      type,
      (event) => {
        if (event.isTrusted) return;
        event.stopImmediatePropagation();
        event.preventDefault();
      },
      { capture: true },
    );
    root.addEventListener(type, (event) => event.stopPropagation());
  }
}
