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
import { readPage, untilJudgeable } from './read-page';
import { STYLE } from './style';

/** A failing page, as a place for the card. */
export class InPage implements Place {
  #host: Host | null = null;
  readonly #patience = new Patience();
  readonly #theme: Theme;

  /** `theme`: until the background has said what there is to show. */
  constructor(theme: Theme) {
    this.#theme = theme;
  }

  get mount(): HTMLElement | null {
    return this.#host?.mount ?? null;
  }

  async ready(): Promise<void> {
    await rooted();
  }

  /** Reads the page, and tells what it says. */
  async report(): Promise<Reply> {
    await rooted();
    await untilJudgeable();
    return await request('card/page', readPage());
  }

  draw(shown: Shown, onNewRoot: () => void): void {
    this.#host ??= makeHost({
      style: STYLE,
      language: language(),
      direction: direction(),
      patience: this.#patience,
      onNewRoot: () => {
        this.remove();
        onNewRoot();
      },
    });
    render(<Overlay {...shown} theme={shown.view?.theme ?? this.#theme} />, this.#host.mount);
    this.#host.keep();
  }

  remove(): void {
    this.#host?.remove();
    this.#host = null;
  }

  readonly ask = askAgain;

  async load(): Promise<void> {
    loadAgain();
  }

  open(): void {
    // Without the fragment, which would make it a jump within the page instead of a request.
    location.replace(documentAddress());
  }

  back(): (() => void) | null {
    return history.length > 1 ? () => history.back() : null;
  }
}
