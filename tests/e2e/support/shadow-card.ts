import type { Box, CardHandle } from './card';
import { HOST_SELECTOR } from './card';
import { boxOf, findTarget, visibleText } from './in-page';
import { type Point, settledCentre } from './pointing';
import { pollUntil } from './poll';

/** What a browser must be able to do for {@link ShadowCard}. */
export interface CardReach {
  /** Runs a function with the closed root of the first host element; undefined when there is none. */
  withRoot<T>(
    fn: (root: ShadowRoot, ...values: never[]) => T | Promise<T>,
    ...values: unknown[]
  ): Promise<{ readonly value: T } | undefined>;
  countHosts(): Promise<number>;
  clickAt(point: Point): Promise<void>;
  moveTo(point: Point): Promise<void>;
}

export class ShadowCard implements CardHandle {
  readonly #reach: CardReach;

  constructor(reach: CardReach) {
    this.#reach = reach;
  }

  async exists(): Promise<boolean> {
    return (await this.count()) > 0;
  }

  count(): Promise<number> {
    return this.#reach.countHosts();
  }

  async evaluate<T, A>(fn: (root: ShadowRoot, arg: A) => T | Promise<T>, arg?: A): Promise<T> {
    return this.#require(fn as (root: ShadowRoot) => T | Promise<T>, arg);
  }

  async text(): Promise<string> {
    return (await this.#require(visibleText)) ?? '';
  }

  waitFor(
    predicate: string | RegExp | ((text: string) => boolean),
    { timeout = 15_000 } = {},
  ): Promise<string> {
    let last: string | undefined;
    return pollUntil(
      async () => {
        last = (await this.#reach.withRoot(visibleText))?.value;
        return satisfies(last ?? '', predicate) ? { text: last ?? '' } : undefined;
      },
      {
        timeout,
        what: () =>
          `a card with ${predicate}; ${last === undefined ? 'there is no card' : `it says: ${last}`}`,
      },
    ).then(({ text }) => text);
  }

  async click(selector: string): Promise<void> {
    await this.#reach.clickAt(await this.#centre(selector));
  }

  async hover(selector: string): Promise<void> {
    await this.#reach.moveTo(await this.#centre(selector));
  }

  async box(selector?: string): Promise<Box> {
    const box = await this.#require(boxOf, selector);
    if (!box) throw new Error(`There is no ${selector} in the card`);
    return box;
  }

  #centre(selector: string): Promise<Point> {
    return settledCentre(
      async () => (await this.#reach.withRoot(findTarget, selector))?.value,
      `${selector} in the card`,
    );
  }

  async #require<T>(
    fn: (root: ShadowRoot, ...values: never[]) => T | Promise<T>,
    ...values: unknown[]
  ): Promise<T> {
    const answer = await this.#reach.withRoot<T>(fn, ...values);
    if (!answer)
      throw new Error(`There is no card: no ${HOST_SELECTOR} with a shadow root in the document`);
    return answer.value;
  }
}

function satisfies(
  text: string,
  predicate: string | RegExp | ((text: string) => boolean),
): boolean {
  if (typeof predicate === 'string') return text.includes(predicate);
  return predicate instanceof RegExp ? predicate.test(text) : predicate(text);
}
