import type { BidiClient } from './bidi';
import { BidiError } from './bidi';
import { FirefoxContext } from './firefox-context';

/**
 * Firefox's own scope ("chrome", open with --remote-allow-system-access): the switches that only a person has, and what
 * no web-facing protocol tells.
 */
export class FirefoxChrome {
  readonly #bidi: BidiClient;
  #window: FirefoxContext | undefined;

  constructor(bidi: BidiClient) {
    this.#bidi = bidi;
  }

  async run<T>(fn: (...args: never[]) => unknown, ...values: unknown[]): Promise<T> {
    try {
      return await (await this.window()).run<T>(fn, values);
    } catch (error) {
      if (!(error instanceof BidiError) || error.code !== 'no such frame') throw error;
      // The window that was used is closed: any other will do.
      this.#window = undefined;
      return (await this.window()).run<T>(fn, values);
    }
  }

  async window(): Promise<FirefoxContext> {
    if (!this.#window) {
      const { contexts } = await this.#bidi.send('browsingContext.getTree', {
        'moz:scope': 'chrome',
      });
      const [first] = contexts as { context: string }[];
      if (!first) throw new Error('Firefox has no window');
      this.#window = new FirefoxContext(this.#bidi, first.context);
    }
    return this.#window;
  }
}
