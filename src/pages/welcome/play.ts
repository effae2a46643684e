import { now } from '../../platform/clock';
import { openGeneralDetails } from '../../platform/own-pages';
import { announce } from '../../presence/announce';
import { focused, isInUse } from '../../presence/pose';
import type { ExampleProps } from './ExampleWindow';
import { AT_REST, dueAt, type Example, type ExampleEvent, step, viewOf } from './example';

/** Plays the example: lets its time go by, and hears the buttons. */
export class Play {
  readonly #onChange: () => void;
  #example: Example = AT_REST;
  #announcement = '';
  #due: ReturnType<typeof setTimeout> | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;

  /** `onChange` draws what `shown` tells, before it returns. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  shown(): ExampleProps {
    return {
      example: this.#example,
      now: now(),
      announcement: this.#announcement,
      onCommand: (command) => {
        if (command === 'details') void openGeneralDetails();
        else this.#does({ kind: 'command', command });
      },
      onFold: () => this.#reshape({ kind: 'fold' }),
      onUnfold: () => this.#reshape({ kind: 'unfold' }),
      onRemedies: () => this.#does({ kind: 'remedies' }),
      onAgain: () => this.#reshape({ kind: 'again' }),
    };
  }

  /** Begins once the example has come to the middle of the window, however small that is. */
  beginInView(): void {
    const window = document.querySelector('.window');
    if (window === null) return;
    const seen = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting !== true) return;
        seen.disconnect();
        this.#does({ kind: 'begin' });
      },
      { rootMargin: '-35% 0px' },
    );
    seen.observe(window);
  }

  #does(event: ExampleEvent): void {
    const at = now();
    const [before, after] = [this.#example, step(this.#example, event, at)];
    this.#example = after;
    const view = viewOf(after, at);
    const beforehand = viewOf(before, at);
    // A card that stands there from the start is no news.
    if (view !== null && beforehand !== null) {
      this.#announcement = announce(view, beforehand) ?? this.#announcement;
    }
    this.#draw();
    this.#arm();
  }

  /** What was pressed is gone; the focus goes to what took its place. */
  #reshape(event: ExampleEvent): void {
    this.#does(event);
    this.#root()?.querySelector<HTMLElement>('.card, .pill')?.focus({ preventScroll: true });
  }

  #draw(): void {
    const mount = this.#root();
    const before = mount === null ? null : focused(mount);
    this.#onChange();
    if (before?.isConnected !== false) return;
    const heir = mount?.querySelector<HTMLElement>('.card');
    (heir ?? document.querySelector<HTMLElement>('.again'))?.focus({ preventScroll: true });
  }

  #arm(): void {
    clearTimeout(this.#due);
    clearInterval(this.#tick);
    const due = dueAt(this.#example);
    if (due === null) return;
    this.#due = setTimeout(() => this.#onTime(), Math.max(0, due - now()));
    if (this.#example.part.kind === 'wait') {
      this.#tick = setInterval(() => this.#onChange(), 1_000);
    }
  }

  #onTime(): void {
    const mount = this.#root();
    const inUse = mount !== null && isInUse(mount, this.#example.remediesOpen);
    this.#does({ kind: 'time', inUse });
  }

  #root(): HTMLElement | null {
    const root = document.querySelector('.shadow-host')?.shadowRoot;
    return root?.querySelector<HTMLElement>('div') ?? null;
  }
}
