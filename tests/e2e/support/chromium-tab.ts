import { writeFile } from 'node:fs/promises';
import type { AccessibleNode } from './accessible';
import type { CdpPipe } from './cdp';
import { chromiumAccessible } from './chromium-accessible';
import { ChromiumCardReach } from './chromium-card-reach';
import { ifGone } from './chromium-gone';
import { ChromiumInput } from './chromium-input';
import { reportPageErrors } from './chromium-page-errors';
import { ChromiumSession } from './chromium-session';
import type { ConsoleErrors } from './console-errors';
import type { CardHandle, Modifier, Tab, TimeoutOption, Wait, WaitOption } from './driver';
import { findTarget, visibleText } from './in-page';
import { settledCentre } from './pointing';
import { pollUntil } from './poll';
import { ShadowCard } from './shadow-card';

const NAVIGATION_TIMEOUT = 30_000;

interface History {
  readonly currentIndex: number;
  readonly entries: readonly { readonly id: number; readonly url: string }[];
}

export class ChromiumTab implements Tab {
  readonly id: number;
  readonly card: CardHandle;
  readonly #cdp: CdpPipe;
  readonly #session: ChromiumSession;
  readonly #targetId: string;
  readonly #input: ChromiumInput;
  /** Documents that this tab has shown, error pages and those from the back/forward cache included. */
  #commits = 0;
  #dialogAnswer: 'accept' | 'dismiss' = 'accept';

  private constructor(cdp: CdpPipe, session: ChromiumSession, targetId: string, id: number) {
    this.#cdp = cdp;
    this.#session = session;
    this.#targetId = targetId;
    this.id = id;
    this.#input = new ChromiumInput(session);
    this.card = new ShadowCard(new ChromiumCardReach(session, targetId, this.#input));
  }

  static async attach(
    cdp: CdpPipe,
    targetId: string,
    id: number,
    errors: ConsoleErrors,
  ): Promise<ChromiumTab> {
    const session = await ChromiumSession.attach(cdp, targetId);
    const tab = new ChromiumTab(cdp, session, targetId, id);
    await tab.#listen(errors);
    return tab;
  }

  async #listen(errors: ConsoleErrors): Promise<void> {
    this.#session.on('Page.frameNavigated', ({ frame }) => {
      if (!(frame as { parentId?: string }).parentId) this.#commits++;
    });
    this.#session.on('Page.javascriptDialogOpening', () => {
      void this.#session
        .send('Page.handleJavaScriptDialog', { accept: this.#dialogAnswer === 'accept' })
        .catch(() => undefined);
    });
    reportPageErrors(this.#session, errors);
    await Promise.all([this.#session.send('Page.enable'), this.#session.send('Runtime.enable')]);
  }

  async goto(url: string, { wait = 'load' }: WaitOption = {}): Promise<void> {
    await this.#navigating(wait, async () => {
      const { loaderId, errorText } = await this.#session.send('Page.navigate', { url });
      // No loader: the same document at another #fragment, which the history tells of a little later.
      if (loaderId === undefined) {
        await pollUntil(async () => (await this.url()) === new URL(url).href, {
          what: () => `the address ${url}`,
        });
      }
      // ERR_ABORTED: an answer that replaces no document, as 204.
      return loaderId !== undefined && errorText !== 'net::ERR_ABORTED';
    });
  }

  async reload({ wait = 'load' }: WaitOption = {}): Promise<void> {
    await this.#navigating(wait, () => this.#session.send('Page.reload').then(() => true));
  }

  back(options?: WaitOption): Promise<void> {
    return this.#travel(-1, options);
  }

  forward(options?: WaitOption): Promise<void> {
    return this.#travel(1, options);
  }

  async #travel(step: -1 | 1, { wait = 'load' }: WaitOption = {}): Promise<void> {
    const { currentIndex, entries } = await this.#history();
    const entry = entries[currentIndex + step];
    if (!entry)
      throw new Error(`The tab's history has no entry ${step < 0 ? 'before' : 'after'} this one`);
    await this.#navigating(wait, () =>
      this.#session.send('Page.navigateToHistoryEntry', { entryId: entry.id }).then(() => true),
    );
  }

  /** Chromium refuses to answer ("Not attached to an active page") while the next document is taking over. */
  #history(): Promise<History> {
    return pollUntil(
      () =>
        this.#session
          .send('Page.getNavigationHistory')
          .then((history) => history as unknown as History)
          .catch(ifGone),
      {
        what: () => "the tab's history",
      },
    );
  }

  /** `start` asks the browser and says whether a new document is to come. */
  async #navigating(wait: Wait, start: () => Promise<boolean>): Promise<void> {
    const before = this.#commits;
    const started = start();
    if (wait === 'none') {
      // Answered only when the server answers, or never when another navigation takes over.
      started.catch(() => undefined);
      return;
    }
    if (!(await started)) return;
    await pollUntil(() => this.#commits > before, {
      timeout: NAVIGATION_TIMEOUT,
      what: () => 'the tab to show the new document',
    });
    if (wait === 'load') await this.#loaded();
  }

  async #loaded(): Promise<void> {
    await pollUntil(
      () => this.#run<boolean>(() => document.readyState === 'complete').catch(ifGone),
      {
        timeout: NAVIGATION_TIMEOUT,
        what: () => 'the document to be loaded',
      },
    );
  }

  async close(): Promise<void> {
    // Chromium forgets a wish to close that comes while the next document is taking over, so it is told again.
    await pollUntil(
      async () => {
        if (!(await this.#exists())) return true;
        await this.#cdp
          .send('Target.closeTarget', { targetId: this.#targetId })
          .catch(() => undefined);
        return false;
      },
      { what: () => 'the tab to be closed' },
    );
  }

  async #exists(): Promise<boolean> {
    const { targetInfos } = await this.#cdp.send('Target.getTargets');
    return (targetInfos as { targetId: string }[]).some(
      ({ targetId }) => targetId === this.#targetId,
    );
  }

  async activate(): Promise<void> {
    await this.#session.send('Page.bringToFront');
  }

  async url(): Promise<string> {
    const { currentIndex, entries } = await this.#history();
    return entries[currentIndex]?.url ?? '';
  }

  accessible(): Promise<AccessibleNode[]> {
    return chromiumAccessible(this.#session);
  }

  title(): Promise<string> {
    return this.#run<string>(() => document.title);
  }

  evaluate<T, A>(fn: (arg: A) => T | Promise<T>, arg?: A): Promise<T> {
    return this.#run<T>(fn as (...args: never[]) => unknown, arg);
  }

  async waitFor(selector: string, { timeout = 15_000 }: TimeoutOption = {}): Promise<void> {
    await pollUntil(
      () =>
        this.#run<boolean>(
          (wanted: string) => document.querySelector(wanted) !== null,
          selector,
        ).catch(ifGone),
      {
        timeout,
        what: () => `an element ${selector}`,
      },
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
    const { data } = await this.#session.send('Page.captureScreenshot', { format: 'png' });
    await writeFile(path, Buffer.from(String(data), 'base64'));
  }

  async setViewport(width: number, height: number): Promise<void> {
    await this.#session.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
  }

  async setColorScheme(scheme: 'light' | 'dark'): Promise<void> {
    await this.#session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: scheme }],
    });
  }

  onDialog(action: 'accept' | 'dismiss'): void {
    this.#dialogAnswer = action;
  }

  async #onDocument<T>(fn: (...args: never[]) => unknown, ...values: unknown[]): Promise<T> {
    const { objectId = '' } = await this.#session.object('document');
    return this.#session.runWith<T>(objectId, fn, values);
  }

  #run<T>(fn: (...args: never[]) => unknown, ...values: unknown[]): Promise<T> {
    return this.#session.run<T>(fn, values);
  }
}
