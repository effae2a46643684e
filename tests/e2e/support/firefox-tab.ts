import { writeFile } from 'node:fs/promises';
import type { AccessibleNode } from './accessible';
import type { BidiClient } from './bidi';
import type { CardHandle, Modifier, Tab, TimeoutOption, Wait, WaitOption } from './driver';
import { firefoxAccessible } from './firefox-accessible';
import { FirefoxCardReach } from './firefox-card-reach';
import type { FirefoxChrome } from './firefox-chrome';
import { FirefoxContext, ifGone, isAborted, isErrorPage } from './firefox-context';
import { FirefoxInput } from './firefox-input';
import { shownDocument } from './firefox-tabs';
import { findTarget, visibleText } from './in-page';
import { settledCentre } from './pointing';
import { pollUntil } from './poll';
import { ShadowCard } from './shadow-card';

const NAVIGATION_TIMEOUT = 30_000;

export class FirefoxTab implements Tab {
  readonly id: number;
  readonly card: CardHandle;
  readonly #bidi: BidiClient;
  readonly #chrome: FirefoxChrome;
  readonly #context: FirefoxContext;
  readonly #input: FirefoxInput;
  #downloads = 0;
  dialogAnswer: 'accept' | 'dismiss' = 'accept';

  constructor(bidi: BidiClient, chrome: FirefoxChrome, contextId: string, id: number) {
    this.#bidi = bidi;
    this.#chrome = chrome;
    this.#context = new FirefoxContext(bidi, contextId);
    this.id = id;
    this.#input = new FirefoxInput(this.#context);
    this.card = new ShadowCard(new FirefoxCardReach(this.#context, this.#input));
    this.#listen(contextId);
  }

  get contextId(): string {
    return this.#context.id;
  }

  #listen(contextId: string): void {
    this.#bidi.on('browsingContext.downloadWillBegin', ({ context }) => {
      if (context === contextId) this.#downloads++;
    });
    this.#bidi.on('browsingContext.userPromptOpened', ({ context }) => {
      if (context !== contextId) return;
      void this.#context
        .send('browsingContext.handleUserPrompt', { accept: this.dialogAnswer === 'accept' })
        .catch(() => undefined);
    });
  }

  async goto(url: string, { wait = 'load' }: WaitOption = {}): Promise<void> {
    const current = await this.url();
    const sameDocument = url.includes('#') && withoutFragment(url) === withoutFragment(current);
    const navigate = (): Promise<unknown> =>
      this.#context.send('browsingContext.navigate', { url, wait: 'none' });
    if (!sameDocument) return this.#navigating(wait, navigate);
    await navigate();
    await pollUntil(async () => (await this.url()) === url, { what: () => `the address ${url}` });
  }

  async reload({ wait = 'load' }: WaitOption = {}): Promise<void> {
    await this.#navigating(wait, () =>
      this.#context.send('browsingContext.reload', { wait: 'none' }),
    );
  }

  back(options?: WaitOption): Promise<void> {
    return this.#travel(-1, options);
  }

  forward(options?: WaitOption): Promise<void> {
    return this.#travel(1, options);
  }

  #travel(delta: -1 | 1, { wait = 'load' }: WaitOption = {}): Promise<void> {
    return this.#navigating(wait, () =>
      this.#context.send('browsingContext.traverseHistory', { delta }),
    );
  }

  /**
   * Firefox itself is asked which document the tab shows: the protocol's own events leave out moz-extension: pages, and
   * its answer to "navigate" is an error for every page that ends as about:neterror.
   */
  async #navigating(wait: Wait, start: () => Promise<unknown>): Promise<void> {
    const before = await this.#shown();
    const downloads = this.#downloads;
    let outcome: 'aborted' | { readonly refused: unknown } | undefined;
    // Not awaited: for a body that keeps streaming the answer comes late, or never.
    start().catch((refused: unknown) => {
      if (isAborted(refused)) outcome = 'aborted';
      else if (!isErrorPage(refused)) outcome = { refused };
    });
    if (wait === 'none') return;
    const result = await pollUntil(
      async () => {
        if (typeof outcome === 'object') throw outcome.refused;
        const shown = await this.#shown();
        if (shown !== undefined && shown !== before) return 'new document';
        return outcome === 'aborted' || this.#downloads > downloads ? 'no document' : undefined;
      },
      { timeout: NAVIGATION_TIMEOUT, what: () => 'the tab to show the new document' },
    );
    if (wait === 'load' && result === 'new document') await this.#loaded();
  }

  #shown(): Promise<number | undefined> {
    return this.#chrome.run<number | undefined>(shownDocument, this.contextId);
  }

  async #loaded(): Promise<void> {
    await pollUntil(() => this.#context.run<boolean>(isLoaded).catch(ifGone), {
      timeout: NAVIGATION_TIMEOUT,
      what: () => 'the document to be loaded',
    });
  }

  async close(): Promise<void> {
    await this.#context.send('browsingContext.close', { promptUnload: false });
  }

  async activate(): Promise<void> {
    await this.#context.send('browsingContext.activate');
  }

  async url(): Promise<string> {
    const { contexts } = await this.#bidi.send('browsingContext.getTree', {
      root: this.contextId,
      maxDepth: 0,
    });
    return (contexts as { url: string }[])[0]?.url ?? '';
  }

  accessible(): Promise<AccessibleNode[]> {
    return firefoxAccessible(this.#chrome, this.contextId);
  }

  title(): Promise<string> {
    return this.#context.run<string>(() => document.title);
  }

  evaluate<T, A>(fn: (arg: A) => T | Promise<T>, arg?: A): Promise<T> {
    return this.#context.run<T>(fn as (...args: never[]) => unknown, [arg]);
  }

  async waitFor(selector: string, { timeout = 15_000 }: TimeoutOption = {}): Promise<void> {
    await pollUntil(
      () =>
        this.#context
          .run<boolean>((wanted: string) => document.querySelector(wanted) !== null, [selector])
          .catch(ifGone),
      { timeout, what: () => `an element ${selector}` },
    );
  }

  async text(selector: string): Promise<string> {
    await this.waitFor(selector);
    return (await this.#onDocument<string | undefined>(visibleText, selector)) ?? '';
  }

  async click(selector: string): Promise<void> {
    await this.#input.click(
      await settledCentre(() => this.#onDocument(findTarget, selector), selector),
    );
  }

  async type(selector: string, text: string): Promise<void> {
    await this.click(selector);
    await this.#input.type(text);
  }

  async press(key: string, modifiers: readonly Modifier[] = []): Promise<void> {
    await this.#input.press(key, modifiers);
  }

  async screenshot(path: string): Promise<void> {
    const { data } = await this.#context.send('browsingContext.captureScreenshot', {
      origin: 'viewport',
    });
    await writeFile(path, Buffer.from(String(data), 'base64'));
  }

  async setViewport(width: number, height: number): Promise<void> {
    await this.#context.send('browsingContext.setViewport', { viewport: { width, height } });
  }

  onDialog(action: 'accept' | 'dismiss'): void {
    this.dialogAnswer = action;
  }

  #onDocument<T>(fn: (...args: never[]) => unknown, ...values: unknown[]): Promise<T> {
    return this.#context.runSource<T>(`(...values) => (${fn})(document, ...values)`, values);
  }
}

/** about:neterror stays "interactive" for as long as one looks at it (measured in Firefox 153). */
function isLoaded(): boolean {
  return (
    document.readyState === 'complete' ||
    (document.readyState === 'interactive' && document.documentURI.startsWith('about:neterror'))
  );
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? url;
}
