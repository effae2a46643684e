import { BidiError } from './bidi';
import { HOST_SELECTOR } from './card';
import { type FirefoxContext, ifGone, type RemoteValue } from './firefox-context';
import type { FirefoxInput } from './firefox-input';
import type { Point } from './pointing';
import type { CardReach } from './shadow-card';

/** A sandbox of the harness: pages can replace document.querySelector in their own world. */
const SANDBOX = 'backsoon-harness';

export class FirefoxCardReach implements CardReach {
  readonly #context: FirefoxContext;
  readonly #input: FirefoxInput;

  constructor(context: FirefoxContext, input: FirefoxInput) {
    this.#context = context;
    this.#input = input;
  }

  async countHosts(): Promise<number> {
    const count = await this.#context
      .run<number>(
        (selector: string) => document.querySelectorAll(selector).length,
        [HOST_SELECTOR],
        SANDBOX,
      )
      .catch(ifGone);
    return count ?? 0;
  }

  async withRoot<T>(
    fn: (root: ShadowRoot, ...values: never[]) => T | Promise<T>,
    ...values: unknown[]
  ): Promise<{ value: T } | undefined> {
    const sharedId = await this.#root().catch(ifGone);
    if (sharedId === undefined) return undefined;
    try {
      return {
        value: await this.#context.runWith<T>(
          { sharedId },
          fn as (...args: never[]) => unknown,
          values,
          SANDBOX,
        ),
      };
    } catch (error) {
      // The function's own errors are the test's; only a document that was left counts as "no card".
      if (error instanceof BidiError && error.code === 'the function threw') throw error;
      return ifGone(error);
    }
  }

  clickAt(point: Point): Promise<void> {
    return this.#input.click(point);
  }

  moveTo(point: Point): Promise<void> {
    return this.#input.move(point);
  }

  /** The protocol hands out closed roots too: https://w3c.github.io/webdriver-bidi/#type-script-NodeProperties */
  async #root(): Promise<string | undefined> {
    const host = await this.#context.call(
      `() => document.querySelector(${JSON.stringify(HOST_SELECTOR)})`,
      [],
      SANDBOX,
    );
    return (host.value as { shadowRoot?: RemoteValue | null } | undefined)?.shadowRoot?.sharedId;
  }
}
