import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyOf, setVersion, welcomeOf } from './built';
import type { CdpPipe } from './cdp';
import { ifGone } from './chromium-gone';
import { ChromiumSession } from './chromium-session';
import { ChromiumSettings } from './chromium-settings';
import { ChromiumWorker } from './chromium-worker';
import type { ConsoleErrors } from './console-errors';
import type { BrowserWish, ExtensionApi } from './driver';
import { pollUntil } from './poll';

/** The extension in Chromium: its installation, and a hidden document of it to call its API from. */
export class ChromiumExtension {
  readonly #cdp: CdpPipe;
  #dir: string;
  readonly #scratch: string;
  readonly #settings: ChromiumSettings;
  readonly #worker = new ChromiumWorker();
  #id = '';
  #page: Promise<ChromiumSession> | undefined;
  #pageTarget = '';
  #allowedInPrivate = false;
  #isCopy = false;

  /** `scratch`: a directory that goes with the browser. */
  constructor(cdp: CdpPipe, dir: string, errors: ConsoleErrors, scratch: string) {
    this.#cdp = cdp;
    this.#dir = dir;
    this.#scratch = scratch;
    this.#settings = new ChromiumSettings(cdp, errors);
  }

  get origin(): string {
    return `chrome-extension://${this.#id}`;
  }

  async install(): Promise<void> {
    await this.#settings.open();
    // There since the start, from before the browser was restarted.
    this.#id = (await this.#settings.installed(this.#dir)) ?? (await this.#loadNew());
    await this.#settings.collectErrors(this.#id);
    // The worker's first start must be over before a test may stop it, or have it hear of an answer.
    await this.#openedPage();
    await this.#worker.started();
  }

  async #load(): Promise<string> {
    const { id } = await this.#cdp.send('Extensions.loadUnpacked', { path: this.#dir });
    return String(id);
  }

  /** Loads what isn't installed yet. It greets, with a page that tests should not meet. */
  async #loadNew(): Promise<string> {
    const id = await this.#load();
    const welcome = welcomeOf(this.#dir, `chrome-extension://${id}`);
    if (welcome === null) return id;
    await pollUntil(() => this.#targetAt(welcome), { what: () => 'the welcome page' });
    // Chromium forgets a wish to close that comes while the document is taking over.
    await pollUntil(
      async () => {
        const targetId = await this.#targetAt(welcome);
        if (targetId === undefined) return true;
        await this.#cdp.send('Target.closeTarget', { targetId }).catch(() => undefined);
        return false;
      },
      { what: () => 'the welcome page to be closed' },
    );
    return id;
  }

  async #targetAt(address: string): Promise<string | undefined> {
    const { targetInfos } = await this.#cdp.send('Target.getTargets');
    const all = targetInfos as { targetId: string; url: string }[];
    return all.find(({ url }) => url === address)?.targetId;
  }

  async reinstall(): Promise<void> {
    await this.#uninstall();
    await this.install();
  }

  async #uninstall(): Promise<void> {
    await this.#closePage();
    await this.#cdp.send('Extensions.uninstall', { id: this.#id });
    this.#allowedInPrivate = false;
  }

  /**
   * Another version over this one. Unpacked, an extension is known by its folder, so it is installed from
   * a folder of the test's own first.
   */
  async update(version: string): Promise<void> {
    if (!this.#isCopy) {
      await this.#uninstall();
      this.#dir = copyOf(this.#dir, this.#scratch);
      this.#isCopy = true;
      await this.install();
    }
    await this.#closePage();
    setVersion(this.#dir, version);
    await this.#load();
    await this.install();
  }

  /** Runs `fn` in the hidden page, which is not the background and does not keep it awake. */
  async run<T, A>(fn: (api: ExtensionApi, arg: A) => T | Promise<T>, arg?: A): Promise<T> {
    const page = await this.#openedPage();
    const { objectId = '' } = await page.object('chrome');
    return page.runWith<T>(objectId, fn as (...args: never[]) => unknown, [arg]);
  }

  async stopWorker(): Promise<void> {
    await this.#openedPage();
    await this.#worker.stop();
  }

  async workerRunning(): Promise<boolean> {
    await this.#openedPage();
    return this.#worker.running();
  }

  async choose(what: BrowserWish): Promise<void> {
    const tab = await this.run((api) =>
      api.tabs.query({ active: true, lastFocusedWindow: true }).then(([one]: unknown[]) => one),
    );
    const worker = await this.workerSession();
    await worker.run(tellWorker as (...args: never[]) => unknown, [what, tab]);
    await worker.detach();
  }

  /** What the worker holds once its garbage is collected, in bytes. */
  async workerHeap(): Promise<number> {
    const worker = await this.workerSession();
    try {
      await worker.send('HeapProfiler.collectGarbage');
      return Number((await worker.send('Runtime.getHeapUsage')).usedSize);
    } finally {
      await worker.detach();
    }
  }

  /** Attached to the worker, which is woken for it. A debugger keeps it awake. */
  async workerSession(): Promise<ChromiumSession> {
    // A question that it doesn't know wakes it.
    await this.run((api) => api.runtime.sendMessage({ v: 0, type: 'wake', body: null }));
    const { targetInfos } = await this.#cdp.send('Target.getTargets', {
      filter: [{ type: 'service_worker' }],
    });
    const own = (targetInfos as { targetId: string; url: string }[]).find(({ url }) =>
      url.startsWith(this.origin),
    );
    if (own === undefined) throw new Error('The worker does not run');
    return await ChromiumSession.attach(this.#cdp, own.targetId);
  }

  fetchErrors(): Promise<void> {
    return this.#settings.fetchErrors();
  }

  /** What the person does on chrome://extensions. */
  async setHostAccess(hostAccess: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void> {
    await this.#settings.configure(this.#id, { hostAccess });
  }

  /**
   * What the person answers when asked. The question itself is a window of the browser's own, which automation can't
   * reach; but what was granted once is granted again without it, and what was required before counts as granted. So a
   * copy of the extension is installed with the permission required, and again as it is. Storage is empty after it.
   */
  async allowNotifications(): Promise<void> {
    if (await this.run((api) => api.permissions.contains({ permissions: ['notifications'] })))
      return;
    await this.#closePage();
    await this.#cdp.send('Extensions.uninstall', { id: this.#id });
    this.#dir = copyOf(this.#dir, this.#scratch);
    const path = join(this.#dir, 'manifest.json');
    const manifest = readFileSync(path, 'utf8');
    const { permissions, optional_permissions: _, ...rest } = JSON.parse(manifest);
    writeFileSync(
      path,
      JSON.stringify({ ...rest, permissions: [...permissions, 'notifications'] }),
    );
    await this.#loadNew();
    writeFileSync(path, manifest);
    await this.#load();
    await this.install();
  }

  async disallowNotifications(): Promise<void> {
    await this.run((api) => api.permissions.remove({ permissions: ['notifications'] }));
  }

  /** Allowing the extension in private windows restarts it, so that is done only for the tests that need it. */
  async openPrivateWindow(): Promise<void> {
    if (!this.#allowedInPrivate) {
      const page = await this.#openedPage();
      await this.#settings.configure(this.#id, { incognitoAccess: true });
      this.#allowedInPrivate = true;
      // The restart takes the API from the documents of before.
      await pollUntil(() => page.run<boolean>(isOrphan).catch(() => true), {
        what: () => 'the extension to restart',
      });
      await this.#closePage();
    }
    await this.run((api) =>
      api.windows.create({ incognito: true, url: 'about:blank' }).then(() => undefined),
    );
  }

  #openedPage(): Promise<ChromiumSession> {
    this.#page ??= this.#openPage();
    return this.#page;
  }

  async #closePage(): Promise<void> {
    this.#page = undefined;
    await this.#cdp
      .send('Target.closeTarget', { targetId: this.#pageTarget })
      .catch(() => undefined);
  }

  async #openPage(): Promise<ChromiumSession> {
    // A hidden target has no tab, so the extension under test cannot count or meet it. The manifest is a plain document
    // that every extension has, without scripts of its own, and with the extension's origin it gets the extension's API.
    const url = `${this.origin}/manifest.json`;
    const { targetId } = await this.#cdp.send('Target.createTarget', { url, hidden: true });
    this.#pageTarget = String(targetId);
    const page = await ChromiumSession.attach(this.#cdp, this.#pageTarget);
    await pollUntil(
      async () => {
        const state = await page.run<'ready' | 'failed' | 'loading'>(pageState).catch(ifGone);
        // The extension was still starting.
        if (state === 'failed') await page.send('Page.navigate', { url });
        return state === 'ready';
      },
      { what: () => 'the extension API in the hidden page' },
    );
    await this.#worker.watch(page);
    return page;
  }
}

function tellWorker(what: BrowserWish, tab: unknown): void {
  const { chrome } = globalThis as unknown as {
    chrome: Record<string, Record<string, { dispatch: (...args: unknown[]) => void }>>;
  };
  if ('command' in what) chrome.commands?.onCommand?.dispatch(what.command, tab);
  else chrome.contextMenus?.onClicked?.dispatch({ menuItemId: what.menuItem }, tab);
}

function pageState(): 'ready' | 'failed' | 'loading' {
  if (location.protocol === 'chrome-error:') return 'failed';
  const { chrome } = globalThis as unknown as { chrome?: { tabs?: object } };
  return chrome?.tabs === undefined ? 'loading' : 'ready';
}

function isOrphan(): boolean {
  return (
    (globalThis as unknown as { chrome?: { runtime?: { id?: string } } }).chrome?.runtime?.id ===
    undefined
  );
}
