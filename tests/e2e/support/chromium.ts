import type { Readable, Writable } from 'node:stream';
import { BrowserProcess } from './browser-process';
import { CdpPipe } from './cdp';
import { ChromiumExtension } from './chromium-extension';
import { ifGone } from './chromium-gone';
import { ChromiumSession } from './chromium-session';
import { ChromiumTab } from './chromium-tab';
import { ConsoleErrors } from './console-errors';
import type {
  BrowserUnderTest,
  BrowserWish,
  ExtensionApi,
  LaunchOptions,
  NewTabOptions,
  Tab,
} from './driver';
import { pathOf } from './executable';
import { extensionDir } from './extension-dirs';
import { Lock } from './lock';
import { pollUntil } from './poll';

const ARGS = [
  '--headless=new',
  '--remote-debugging-pipe',
  // Extensions.loadUnpacked asks for it: https://chromedevtools.github.io/devtools-protocol/tot/Extensions/
  '--enable-unsafe-extension-debugging',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  // What is still asked for then: the time, hints for pages, who is signed in, parts of the browser.
  '--disable-features=NetworkTimeServiceQuerying,OptimizationHints',
  '--gaia-url=http://127.0.0.1:9',
  '--component-updater=url-source=http://127.0.0.1:9',
  '--no-first-run',
  '--no-default-browser-check',
  '--password-store=basic',
  '--use-mock-keychain',
  '--window-size=1280,800',
];

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

interface TabEntry {
  readonly id: number;
  readonly targetId: string;
}

export class Chromium implements BrowserUnderTest {
  readonly name = 'chromium';
  readonly #process: BrowserProcess;
  readonly #cdp: CdpPipe;
  readonly #extension: ChromiumExtension;
  readonly #errors: ConsoleErrors;
  /** Page targets that are tabs, in the order in which they came to be. */
  readonly #targets = new Map<string, TargetInfo>();
  readonly #tabs = new Map<string, ChromiumTab>();
  readonly #oneAtATime = new Lock();
  #scheme: 'light' | 'dark' | undefined;
  /** Those who were told that there is no network. */
  #offline: readonly ChromiumSession[] = [];

  private constructor(process: BrowserProcess, cdp: CdpPipe, extension: string) {
    this.#process = process;
    this.#cdp = cdp;
    this.#errors = new ConsoleErrors();
    this.#extension = new ChromiumExtension(cdp, extension, this.#errors, process.profile);
  }

  /** `switches`: what is on this browser's command line besides what all have. */
  static async launch(
    {
      profile,
      proxyPort,
      timeZone,
      language = 'en-US',
      clock,
      extension = extensionDir('chromium'),
    }: LaunchOptions = {},
    switches: readonly string[] = [],
  ): Promise<Chromium> {
    const browserProcess = new BrowserProcess('chromium', profile, timeZone, clock);
    try {
      const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      const child = browserProcess.start(
        pathOf('chromium'),
        [
          ...ARGS,
          ...sandbox,
          // Where the browser's own words are not installed in it, its menus stay English; extensions obey.
          `--lang=${language}`,
          ...switches,
          ...(proxyPort === undefined ? [] : throughProxy(proxyPort)),
          `--user-data-dir=${browserProcess.profile}`,
          'about:blank',
        ],
        ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      );
      const cdp = new CdpPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
      const browser = new Chromium(browserProcess, cdp, extension);
      await browser.#begin();
      return browser;
    } catch (error) {
      await browserProcess.close();
      throw error;
    }
  }

  get extensionOrigin(): string {
    return this.#extension.origin;
  }

  async #begin(): Promise<void> {
    this.#cdp.on('Target.targetCreated', ({ targetInfo }) =>
      this.#noteTarget(targetInfo as TargetInfo),
    );
    this.#cdp.on('Target.targetInfoChanged', ({ targetInfo }) =>
      this.#noteTarget(targetInfo as TargetInfo),
    );
    this.#cdp.on('Target.targetDestroyed', ({ targetId }) => {
      this.#targets.delete(String(targetId));
      this.#tabs.delete(String(targetId));
    });
    await this.#cdp.send('Target.setDiscoverTargets', { discover: true });
    await this.#extension.install();
  }

  #noteTarget(info: TargetInfo): void {
    // Hidden pages of the harness have the type "other".
    if (info.type === 'page') this.#targets.set(info.targetId, info);
  }

  newTab(url?: string, options: NewTabOptions = {}): Promise<Tab> {
    return this.#oneAtATime.run(async () => {
      const known = new Set((await this.#entries()).map(({ targetId }) => targetId));
      if (options.private) await this.#extension.openPrivateWindow();
      else await this.#cdp.send('Target.createTarget', { url: 'about:blank' });
      const entry = await pollUntil(
        async () => (await this.#entries()).find(({ targetId }) => !known.has(targetId)),
        {
          what: () => 'the new tab',
        },
      );
      const tab = await this.#attach(entry);
      if (url !== undefined) await tab.goto(url, options);
      return tab;
    });
  }

  tabs(): Promise<Tab[]> {
    return this.#oneAtATime.run(async () => {
      const tabs: Tab[] = [];
      for (const entry of await this.#entries()) tabs.push(await this.#attach(entry));
      return tabs;
    });
  }

  async extensionPage(path: string): Promise<Tab> {
    const tab = await this.newTab();
    await tab.goto(`${this.extensionOrigin}/${path}`, { wait: 'commit' });
    await pollUntil(() => tab.evaluate(() => document.readyState !== 'loading'), {
      what: () => `${path} to be interactive`,
    });
    return tab;
  }

  background<T, A>(fn: (api: ExtensionApi, arg: A) => T | Promise<T>, arg?: A): Promise<T> {
    return this.#extension.run(fn, arg);
  }

  stopBackground(): Promise<void> {
    return this.#extension.stopWorker();
  }

  backgroundRunning(): Promise<boolean> {
    return this.#extension.workerRunning();
  }

  choose(what: BrowserWish): Promise<void> {
    return this.#extension.choose(what);
  }

  /** What the background holds once its garbage is collected, in bytes. */
  backgroundHeap(): Promise<number> {
    return this.#extension.workerHeap();
  }

  withdrawHostAccess(): Promise<void> {
    return this.#extension.setHostAccess('ON_CLICK');
  }

  grantHostAccess(): Promise<void> {
    return this.#extension.setHostAccess('ON_ALL_SITES');
  }

  allowNotifications(): Promise<void> {
    return this.#extension.allowNotifications();
  }

  disallowNotifications(): Promise<void> {
    return this.#extension.disallowNotifications();
  }

  reinstall(): Promise<void> {
    return this.#extension.reinstall();
  }

  update(version: string): Promise<void> {
    return this.#extension.update(version);
  }

  async setColorScheme(scheme: 'light' | 'dark'): Promise<void> {
    this.#scheme = scheme;
    await Promise.all([...this.#tabs.values()].map((tab) => tab.setColorScheme(scheme)));
  }

  async setOnline(online: boolean): Promise<void> {
    const conditions = {
      offline: !online,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    };
    if (!online) this.#offline = await this.#everyContext();
    for (const session of this.#offline) {
      await session.send('Network.emulateNetworkConditions', conditions).catch(ifGone);
    }
  }

  /**
   * Workers and pages, each with a session of its own. A worker that has one is not put to sleep. Workers
   * first: they are what a page asks when it hears that it is online again.
   */
  async #everyContext(): Promise<ChromiumSession[]> {
    const { targetInfos } = await this.#cdp.send('Target.getTargets');
    const all = targetInfos as TargetInfo[];
    const targets = ['service_worker', 'page'].flatMap((wanted) =>
      all.filter(({ type }) => type === wanted),
    );
    const sessions = await Promise.all(
      targets.map(({ targetId }) => ChromiumSession.attach(this.#cdp, targetId)),
    );
    await Promise.all(sessions.map((session) => session.send('Network.enable')));
    return sessions;
  }

  /** The extension's own storage has so much room from now on, in bytes; for as long as the browser runs. */
  async limitStorage(quotaSize: number): Promise<void> {
    const page = [...this.#targets.keys()][0];
    if (page === undefined) throw new Error('Chromium has no page');
    // The limit holds while this session does.
    const session = await ChromiumSession.attach(this.#cdp, page);
    await session.send('Storage.overrideQuotaForOrigin', {
      origin: this.extensionOrigin,
      quotaSize,
    });
  }

  /** A session of one's own with a tab's page: what no story of a visitor needs, and a bench does. */
  async sessionWith({ id }: Tab): Promise<ChromiumSession> {
    const entry = (await this.#entries()).find((one) => one.id === id);
    if (entry === undefined) throw new Error(`Chromium has no tab ${id}`);
    return await ChromiumSession.attach(this.#cdp, entry.targetId);
  }

  /** The same with the extension's worker, which runs and is kept awake as long as the session lasts. */
  async workerSession(): Promise<ChromiumSession> {
    return await this.#extension.workerSession();
  }

  /** Processor time that all of its processes have taken so far, in ms; Linux counts in steps of 10. */
  async processorTime(): Promise<number> {
    const { processInfo } = await this.#cdp.send('SystemInfo.getProcessInfo');
    const seconds = (processInfo as { cpuTime: number }[]).map(({ cpuTime }) => cpuTime);
    return 1_000 * seconds.reduce((sum, one) => sum + one, 0);
  }

  consoleErrors(): string[] {
    return this.#errors.list();
  }

  async settleConsoleErrors(): Promise<void> {
    await this.#extension.fetchErrors();
  }

  clearConsoleErrors(): void {
    this.#errors.clear();
  }

  async quit(): Promise<void> {
    await this.#cdp.send('Browser.close').catch(() => undefined);
    await this.#process.ended();
    await this.close();
  }

  async close(): Promise<void> {
    await this.#process.close();
  }

  /**
   * Pairs the protocol's targets with the extension's tab ids. No API tells which belong together (chrome.debugger would,
   * with a permission that the product does not have), but both are made in the same order: oldest with oldest.
   */
  async #entries(): Promise<TabEntry[]> {
    return pollUntil(
      async () => {
        const ids: number[] = await this.#extension.run(async (api) =>
          (await api.tabs.query({})).map((tab: { id: number }) => tab.id),
        );
        const targets = [...this.#targets.keys()];
        if (ids.length !== targets.length) return undefined;
        ids.sort((a, b) => a - b);
        return targets.map((targetId, index) => ({ targetId, id: ids[index] ?? -1 }));
      },
      {
        what: () =>
          `as many tabs as page targets (${[...this.#targets.values()].map(({ url }) => url).join(', ')})`,
      },
    );
  }

  async #attach(entry: TabEntry): Promise<ChromiumTab> {
    const known = this.#tabs.get(entry.targetId);
    if (known) return known;
    const tab = await ChromiumTab.attach(this.#cdp, entry.targetId, entry.id, this.#errors);
    this.#tabs.set(entry.targetId, tab);
    if (this.#scheme) await tab.setColorScheme(this.#scheme);
    return tab;
  }
}

function throughProxy(port: number): string[] {
  return [`--proxy-server=http://127.0.0.1:${port}`, '--ignore-certificate-errors'];
}
