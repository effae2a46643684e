import type { CardPose } from '../protocol/card';

/**
 * Whether the visitor is using the card: the pointer is over it, the keyboard's focus is in it, or
 * they read what else they can do. A click alone leaves a focus behind that isn't shown, and isn't
 * meant: there the pointer tells. On a page that is all ours the pointer rests somewhere. In a tab that
 * nobody sees, nobody does.
 */
export function isInUse(mount: HTMLElement, remediesOpen: boolean): boolean {
  if (document.hidden) return false;
  return (
    remediesOpen ||
    mount.querySelector('.backsoon:not(.in-place):hover') !== null ||
    focused(mount)?.matches(':focus-visible') === true
  );
}

/** How the visitor has the card. `shape`: what they made of it themselves; null where they didn't. */
export function readPose(
  mount: HTMLElement,
  shape: CardPose['shape'],
  remediesOpen: boolean,
): CardPose {
  const focus = focused(mount);
  const scrolled = Math.max(0, Math.round(mount.querySelector('.card')?.scrollTop ?? 0));
  return { shape, remediesOpen, focus: focus === null ? null : nameOf(focus), scroll: scrolled };
}

/** Puts focus and scroll back as they were, if nothing else has the focus by now. */
export function resume(mount: HTMLElement, { focus, scroll }: CardPose): void {
  const card = mount.querySelector<HTMLElement>('.card');
  if (card !== null) card.scrollTop = scroll;
  const page = document.activeElement;
  if (focus === null || (page !== null && page !== document.body)) return;
  const controls = [...mount.querySelectorAll<HTMLElement>('button')];
  const heir = controls.find((control) => nameOf(control) === focus) ?? card ?? controls[0];
  heir?.focus({ preventScroll: true });
}

/** What has the focus inside the closed root, or on the page. */
export function focused(mount: HTMLElement): Element | null {
  return (mount.getRootNode() as Document | ShadowRoot).activeElement;
}

/** The card itself has no name of its own among its controls. */
function nameOf(element: Element): string {
  if (element.localName !== 'button') return '';
  return (element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 200);
}
