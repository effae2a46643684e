import { render } from 'preact';
import type { Theme } from '../core/settings/theme';
import { documentAddress } from '../platform/document-status';
import { direction, language } from '../platform/i18n';
import { type Reply, request } from '../presence/background-link';
import type { Place, Shown } from '../presence/place';
import { Patience } from './footing';
import { type Host, makeHost } from './host';
import { Overlay } from './Overlay';
import { askAgain, loadAgain, rooted } from './own-page';
import { isComplete, readPage, untilJudgeable } from './read-page';
import { CARD_STYLE, PILL_STYLE } from './style';

/** A failing page, as a place for the card. */
export class InPage implements Place {
  #host: Host | null = null;
  readonly #patience = new Patience();
  readonly #theme: Theme;
  #isKept = false;

  /** `theme`: until the background has said what there is to show. */
  constructor(theme: Theme) {
    this.#theme = theme;
  }

  get mount(): HTMLElement | null {
    return this.#host?.mount ?? null;
  }

  get isKept(): boolean {
    return this.#isKept;
  }

  async ready(): Promise<void> {
    await rooted();
  }

  /** Reads the page, and tells what it says: in this very moment where all of it is there. */
  async report(): Promise<Reply> {
    if (!isComplete()) {
      await rooted();
      await untilJudgeable();
    }
    return await request('card/page', readPage());
  }

  draw(shown: Shown, onNewRoot: () => void): void {
    this.#host ??= makeHost({
      styles: [PILL_STYLE, CARD_STYLE],
      language: language(),
      direction: direction(),
      patience: this.#patience,
      onNewRoot: () => {
        this.remove();
        onNewRoot();
      },
    });
    render(<Overlay {...shown} theme={shown.view?.theme ?? this.#theme} />, this.#host.mount);
    if (shown.view === null) this.#host.keepSoon();
    else this.#host.keep();
  }

  remove(): void {
    this.#host?.remove();
    this.#host = null;
  }

  readonly ask = askAgain;

  async load(): Promise<void> {
    // Added just now, so that it is heard after the page's own.
    addEventListener('beforeunload', this.#onUnload, { once: true });
    // Firefox reloads no page any more that was kept once, whatever is answered (measured, 153).
    if (this.#isKept) this.open();
    else loadAgain();
  }

  /** Who answers "leave" takes this document away, and with it what is noted here. */
  readonly #onUnload = (event: BeforeUnloadEvent): void => {
    if (event.isTrusted && asksToStay(event)) this.#isKept = true;
  };

  open(): void {
    // Without the fragment, which would make it a jump within the page instead of a request.
    location.replace(documentAddress());
  }

  back(): (() => void) | null {
    return history.length > 1 ? () => history.back() : null;
  }
}

/** Whether the page has the browser ask (HTML, "prompt to unload"); scripts of old have a text for it. */
function asksToStay(event: BeforeUnloadEvent): boolean {
  return event.defaultPrevented || event.returnValue !== '';
}
