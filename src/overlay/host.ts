/**
 * The element that carries the card in a page that isn't ours and may be hostile: its inside in a
 * closed shadow root, its look out of reach of the page's styles. Where it stands is `footing.ts`.
 */
import { type Footing, type Patience, stand } from './footing';

/** How tests and tools find the host. Its content is closed to the page. */
export const HOST_ATTRIBUTE = 'data-backsoon';

const XHTML = 'http://www.w3.org/1999/xhtml';

/** The host as it is made; whatever else the page writes on it is taken off again. */
const ATTRIBUTES: Readonly<Record<string, string>> = { [HOST_ATTRIBUTE]: '', popover: 'manual' };

export interface Host extends Footing {
  /** Where the card is rendered. */
  readonly mount: HTMLElement;
}

export interface HostOptions {
  /** Style sheets: of the pill, and what the card needs beyond that. */
  readonly styles: readonly [pill: string, card: string];
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly patience: Patience;
  /** This host is of no use any more: make another. */
  readonly onNewRoot: () => void;
}

/** Makes the host and puts it into the document, which has a root. Once the card is rendered in it, have it kept. */
export function makeHost({ styles, language, direction, patience, onNewRoot }: HostOptions): Host {
  // XML and SVG documents make elements of no namespace, which can be neither popovers nor hosts.
  const element = document.createElementNS(XHTML, 'div') as HTMLElement;
  const root = element.attachShadow({ mode: 'closed' });
  const mount = document.createElementNS(XHTML, 'div') as HTMLElement;
  mount.lang = language;
  mount.dir = direction;
  // The visitor's own text size, where no rule of the page reaches: sizes are meant against that, not
  // against what the page sets for its root.
  mount.style.font = 'medium serif';
  // As it is almost everywhere: changed when the page turns out to be zoomed (`footing.ts`).
  mount.style.setProperty('zoom', '1');
  root.append(mount);
  keepToOurselves(root);

  const unread = [...styles];
  const dress = (): void => {
    const style = unread.shift();
    if (style === undefined) return;
    adopt(root, inPixels(style, Number.parseFloat(getComputedStyle(mount).fontSize) || 16));
  };
  return { mount, ...stand(element, mount, ATTRIBUTES, patience, dress, onNewRoot) };
}

/** A constructable sheet: it passes the page's Content-Security-Policy. */
function adopt(root: ShadowRoot, style: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** Turns `rem`, which is the page's, into pixels. */
function inPixels(style: string, base: number): string {
  return style.replace(/(\d*\.?\d+)rem\b/g, (_, size: string) => `${Number(size) * base}px`);
}

const EVENTS =
  'click dblclick auxclick contextmenu mousedown mouseup pointerdown pointerup ' +
  'touchstart touchend keydown keyup keypress beforeinput input change focusin focusout wheel';

/**
 * What happens in the card stays in the card: events that a script made are ignored, and real ones
 * don't reach the page's own handlers on their way out.
 */
function keepToOurselves(root: ShadowRoot): void {
  for (const type of EVENTS.split(' ')) {
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
