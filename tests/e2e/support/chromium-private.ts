import type { Readable, Writable } from 'node:stream';
import { BrowserProcess } from './browser-process';
import { HOST_SELECTOR } from './card';
import { CdpPipe } from './cdp';
import { ChromiumExtension } from './chromium-extension';
import { ifGone } from './chromium-gone';
import { ChromiumSession } from './chromium-session';
import { ChromiumTab } from './chromium-tab';
import { ChromiumWorker } from './chromium-worker';
import { ConsoleErrors } from './console-errors';
import type { ExtensionApi, Tab } from './driver';
import { pathOf } from './executable';
import { extensionDir } from './extension-dirs';
import { pollUntil } from './poll';

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
  readonly browserContextId: string;
}

const ARGS = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--enable-unsafe-extension-debugging',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--password-store=basic',
  '--use-mock-keychain',
  '--lang=en-US',
];

/**
 * A private window of Chromium. With `"incognito": "split"` the extension runs there a second time, in
 * a process that knows the private tabs only, while the first one knows the ordinary ones only. The
 * common driver pairs tabs through that first process, so this is a browser of its own, told apart by
 * the protocol's browser contexts.
 */
export class PrivateChromium {
  readonly name = 'chromium';
  readonly #process: BrowserProcess;
  readonly #cdp: CdpPipe;
  readonly #extension: ChromiumExtension;
  readonly #errors = new ConsoleErrors();
  /** The private windows' own. */
  readonly #worker = new ChromiumWorker();
  /** A page of the private windows' process. */
  #popup: ChromiumSession | undefined;

  private constructor(process: BrowserProcess, cdp: CdpPipe) {
    this.#process = process;
    this.#cdp = cdp;
    this.#extension = new ChromiumExtension(
      cdp,
      extensionDir('chromium'),
      this.#errors,
      process.profile,
    );
  }

  /** `profile`: a directory that outlives the browser. */
  static async launch(profile?: string): Promise<PrivateChromium> {
    const browser = new BrowserProcess('chromium-private', profile);
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const child = browser.start(
      pathOf('chromium'),
      [...ARGS, ...sandbox, `--user-data-dir=${browser.profile}`, 'about:blank'],
      ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    );
    const cdp = new CdpPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
    const launched = new PrivateChromium(browser, cdp);
    await cdp.send('Target.setDiscoverTargets', { discover: true });
    await launched.#extension.install();
    await launched.#extension.openPrivateWindow();
    await launched.#openPopup();
    return launched;
  }

  /** A page of the private window whose address begins like this, once it is there. */
  async page(beginning: string): Promise<ChromiumSession> {
    const { targetId } = await pollUntil(
      async () => {
        const all = await this.#targets();
        // chrome://extensions, the harness's own, is shown in the ordinary profile only.
        const ordinary = all.find(({ url }) => url.startsWith('chrome://extensions'));
        return all.find(
          ({ type, url, browserContextId }) =>
            type === 'page' &&
            url.startsWith(beginning) &&
            browserContextId !== ordinary?.browserContextId,
        );
      },
      { what: () => `a private page at ${beginning}` },
    );
    return await ChromiumSession.attach(this.#cdp, targetId);
  }

  /** The popup is answered by the private background: once it shows something, that one is awake. */
  async #openPopup(): Promise<void> {
    await this.#extension.run(
      (api, url: string) => api.windows.create({ incognito: true, url }).then(() => null),
      this.#popupAddress,
    );
    const page = await this.page(this.#popupAddress);
    const shown = () => page.run<boolean>(() => document.querySelector('main h1') !== null);
    await pollUntil(() => shown().catch(ifGone), { what: () => 'the private popup' });
    await this.#worker.watch(page);
    this.#popup = page;
  }

  get #popupAddress(): string {
    return `${this.#extension.origin}/src/popup/index.html`;
  }

  /** The popup in the private window, about the tab whose address begins like this. */
  async popup(about: string): Promise<ChromiumSession> {
    const page = await this.page(this.#popupAddress);
    const tabId = await pollUntil(() => page.run<number>(idOfTab, [about]).catch(ifGone), {
      what: () => `a tab at ${about}`,
    });
    await page.send('Page.navigate', { url: `${this.#popupAddress}?tab=${tabId}` });
    return page;
  }

  /** How many cards (or pills) stand in a page. */
  async cards(page: ChromiumSession): Promise<number> {
    const count = await page
      .run<number>((wanted: string) => document.querySelectorAll(wanted).length, [HOST_SELECTOR])
      .catch(ifGone);
    return count ?? 0;
  }

  /** What is on the disk, as the ordinary windows' process sees it. */
  async stored(): Promise<string> {
    return await this.#extension.run(async (api) =>
      JSON.stringify(await api.storage.local.get(null)),
    );
  }

  /** Puts something there, so that "unchanged" says more than "empty". */
  async store(items: object): Promise<void> {
    await this.#extension.run((api, all: object) => api.storage.local.set(all), items);
  }

  get extensionOrigin(): string {
    return this.#extension.origin;
  }

  /** Runs `fn` in a document of the ordinary windows' process. */
  background<T, A>(fn: (api: ExtensionApi, arg: A) => T | Promise<T>, arg?: A): Promise<T> {
    return this.#extension.run(fn, arg);
  }

  /** Puts the private windows' background to sleep. */
  stopBackground(): Promise<void> {
    return this.#worker.stop();
  }

  /** A new tab of the private window, in the foreground, at about:blank. */
  async newTab(): Promise<Tab> {
    return await this.#newTab('about:blank');
  }

  /** Opens origin + '/' + path in a new tab of the private window; resolves when it shows something. */
  async extensionPage(path: string): Promise<Tab> {
    const tab = await this.#newTab(`${this.#extension.origin}/${path}`);
    await tab.waitFor('body *');
    return tab;
  }

  async #newTab(url: string): Promise<Tab> {
    if (this.#popup === undefined) throw new Error('there is no private window');
    const known = new Set((await this.#targets()).map(({ targetId }) => targetId));
    const id = await this.#popup.run<number>(createTab, [url]);
    const { targetId } = await pollUntil(
      async () =>
        (await this.#targets()).find(
          (target) =>
            target.type === 'page' && !known.has(target.targetId) && target.url.startsWith(url),
        ),
      { what: () => `a private tab at ${url}` },
    );
    return await ChromiumTab.attach(this.#cdp, targetId, id, this.#errors);
  }

  /** Ends the browser as a person does. */
  async quit(): Promise<void> {
    await this.#cdp.send('Browser.close').catch(() => undefined);
    await this.#process.ended();
    await this.close();
  }

  async close(): Promise<void> {
    await this.#process.close();
  }

  async #targets(): Promise<TargetInfo[]> {
    const { targetInfos } = await this.#cdp.send('Target.getTargets');
    return targetInfos as TargetInfo[];
  }
}

/** Runs in a page of the extension: the tab opens in the window that the page is in. */
async function createTab(url: string): Promise<number> {
  const { chrome } = globalThis as unknown as {
    chrome: { tabs: { create(options: object): Promise<{ id: number }> } };
  };
  return (await chrome.tabs.create({ url })).id;
}

/** Runs in a page of the extension. */
async function idOfTab(beginning: string): Promise<number | undefined> {
  const { chrome } = globalThis as unknown as {
    chrome: { tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> } };
  };
  return (await chrome.tabs.query({})).find(({ url }) => url?.startsWith(beginning))?.id;
}
