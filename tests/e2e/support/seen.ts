import type { Tab } from './driver';

type Seeing = Pick<Tab, 'evaluate'>;

/** How a target may be smaller than the least: `spaced` asks for room around it instead (WCAG 2.5.8). */
interface Least {
  readonly px: number;
  readonly spaced: boolean;
}

/**
 * What is too small to be pressed in the story that is shown; one line each. Links within a sentence may be as
 * small as it is (WCAG 2.5.8), and the bars of the timeline too: all they say is in the table below as well.
 */
export function tooSmall(tab: Seeing, least: Least): Promise<string[]> {
  return tab.evaluate(({ px, spaced }) => {
    const host = [...document.querySelectorAll('#stage > div')].find(
      ({ shadowRoot }) => shadowRoot !== null,
    );
    const within = host?.shadowRoot ?? document;
    const all = [
      ...within.querySelectorAll<HTMLElement>(
        'button:not(.bar), a[href], input, select, textarea, summary',
      ),
    ]
      .filter((part) => part.checkVisibility() && part.closest('.skip, dialog') === null)
      .filter((part) => part.localName !== 'a' || getComputedStyle(part).display !== 'inline')
      // A label is pressed like what it names.
      .map((part) => ({ part, box: (part.closest('label') ?? part).getBoundingClientRect() }));
    const hasRoom = (of: DOMRect): boolean =>
      all.every(({ box }) => {
        if (box.top === of.top && box.left === of.left) return true;
        const x = of.left + of.width / 2;
        const y = of.top + of.height / 2;
        const dx = Math.max(box.left - x, 0, x - box.right);
        const dy = Math.max(box.top - y, 0, y - box.bottom);
        return Math.hypot(dx, dy) >= px / 2;
      });
    return all
      .filter(({ box }) => Math.min(box.width, box.height) < px - 0.5)
      .filter(({ box }) => !spaced || !hasRoom(box))
      .map(
        ({ part, box }) =>
          `${part.localName}.${part.className} "${part.textContent?.slice(0, 20)}" is ${Math.round(box.width)} by ${Math.round(box.height)} px`,
      );
  }, least);
}

/**
 * What shows no sign of having the keyboard's focus in the story that is shown; one line each. The last thing
 * that was pressed must have been a key, or browsers take the focus for one that needs no sign.
 */
export function unmarkedFocus(tab: Seeing): Promise<string[]> {
  return tab.evaluate(() => {
    const host = [...document.querySelectorAll('#stage > div')].find(
      ({ shadowRoot }) => shadowRoot !== null,
    );
    const within = host?.shadowRoot ?? document;
    const isOutlined = (part: Element | null): boolean => {
      if (part === null) return false;
      const { outlineStyle, outlineWidth, opacity } = getComputedStyle(part);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1.5 && opacity !== '0';
    };
    return [
      ...within.querySelectorAll<HTMLElement>(
        'button, a[href], input, select, textarea, summary, [tabindex="0"]',
      ),
    ]
      .filter((part) => part.checkVisibility() && !part.matches(':disabled'))
      .filter((part) => {
        part.focus({ preventScroll: true });
        // What can't be drawn itself, as an unseen radio button, has its mark beside or around it.
        return ![part, part.nextElementSibling, part.parentElement].some(isOutlined);
      })
      .map((part) => `${part.localName}.${part.className} "${part.textContent?.slice(0, 20)}"`);
  });
}

/** Buttons and fields whose edge is not drawn where colours are forced; one line each. */
export function unbordered(tab: Seeing): Promise<string[]> {
  return tab.evaluate(() => {
    const host = [...document.querySelectorAll('#stage > div')].find(
      ({ shadowRoot }) => shadowRoot !== null,
    );
    const within = host?.shadowRoot ?? document;
    return [
      ...within.querySelectorAll<HTMLElement>('button:not(.bar), .button, select, input, .card'),
    ]
      .filter((part) => part.checkVisibility() && getComputedStyle(part).opacity !== '0')
      .filter(
        (part) => !part.matches('[type="checkbox"]:not([role]), [type="radio"], [type="file"]'),
      )
      .filter((part) => {
        const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } =
          getComputedStyle(part);
        if (borderTopStyle === 'none' || borderTopWidth === '0px') return true;
        return borderTopColor === backgroundColor && !part.matches('.primary, [role="switch"]');
      })
      .map((part) => `${part.localName}.${part.className} "${part.textContent?.slice(0, 20)}"`);
  });
}

/** What moves in the story that is shown; one line each. */
export function moving(tab: Seeing): Promise<string[]> {
  return tab.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().endTime ?? 0) > 500)
      .map((animation) => `${(animation as CSSAnimation).animationName ?? 'a transition'} moves`),
  );
}
