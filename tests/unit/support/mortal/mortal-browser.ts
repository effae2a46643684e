import 'fake-indexeddb/auto';
import { classifyStatus } from '../../../../src/core/watch/status-class';
import { PROTOCOL } from '../../../../src/protocol/envelope';
import { Area, alone } from '../fake-browser';
import { NOON } from '../samples';
import { type Bundled, bundle } from './bundled';
import { MortalDatabase } from './mortal-database';
import {
  type Call,
  EVENT,
  type Fault,
  type Listener,
  MortalWorker,
  ownCrypto,
} from './mortal-worker';
import { inPage, inPlace, Page, type SiteAnswer } from './page';
import type { CARD } from './page-script';
import { PlayedClock } from './played-clock';

export const OURS = 'chrome-extension://x/';
const STAND_IN = `${OURS}src/pages/stand-in/index.html`;
/** Chromium's shortest alarm. */
const SHORTEST_ALARM_MS = 30_000;
/** A document is shown this much later than its answer is told of. */
const COMMIT_MS = 5;

const AROUND = [
  'seam',
  'navigator',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'Date',
  'Math',
  'crypto',
  'fetch',
  'indexedDB',
  'BroadcastChannel',
  'console',
  'document',
  'addEventListener',
] as const;

const scripts = {
  background: await bundle('src/background/main.ts', AROUND),
  page: await bundle('tests/unit/support/mortal/page-script.ts', AROUND),
} satisfies Record<string, Bundled>;

export interface Tab {
  readonly id: number;
  readonly isPrivate: boolean;
  page: Page;
  badge: string | null;
}

/** A request that a site saw. */
export interface Asked {
  readonly at: number;
  readonly address: string;
  readonly method: string;
  /** `look`: the background's own. */
  readonly how: 'page' | 'probe' | 'look';
  readonly by: 'visitor' | 'us';
  /** What came of it; null for no answer. */
  readonly status: number | null;
}

/** What comes of a request: an answer, or an error of the browser's. */
export type Answer = SiteAnswer | { readonly error: string };

/** Who a message comes from: a document in a tab, or the popup. */
type From = Page | 'popup';

/**
 * A browser in memory with the built background in it, and the card as it ships in failing pages. It lives on
 * when the worker is stopped: what is stored stays, alarms ring, pages ask again, and the next event starts
 * another worker.
 */
export class MortalBrowser {
  readonly clock = new PlayedClock(NOON);
  readonly local = new Area();
  readonly session = new Area();
  readonly database = new MortalDatabase();
  readonly alarms = new Map<string, number>();
  readonly tabs = new Map<number, Tab>();
  readonly notifications = new Map<string, unknown>();
  readonly allowed = new Set(['<all_urls>', 'notifications', 'browsingData']);
  readonly asked: Asked[] = [];
  /** Events and messages that reached a worker. */
  readonly delivered = new Set<string>();
  /** Events of documents that the background ever listened to: it does while one is awaited. */
  readonly listenedTo = new Set<string>();
  /** Every alarm that was ever set. */
  readonly alarmsSet = new Set<string>();
  /** Documents that are well, into which a script of ours was put all the same. */
  readonly touched: Page[] = [];
  /** What the background said on the console as an error. */
  readonly errors: unknown[] = [];
  commonBadge = '';
  /** What a page of ours keeps in mind, from one message to the next. */
  noted = '';
  /** The tab that the visitor looks at. */
  inView = 0;
  isOnline = true;
  /** What a site answers. */
  site: (address: string, method: string) => Answer = () => ({ status: 502 });
  /** What a page's policies let its card read. */
  isReadable = true;
  calls = 0;
  /** How often the background was told of something. */
  told = 0;
  /** What befalls the background's calls. */
  befall: (call: Call) => Fault = () => null;
  #worker: MortalWorker | null = null;
  #numbers = 0;
  readonly #alarmOwners = new Map<string, object>();

  /** Begins the count of calls anew; the n-th is befallen by a fault. */
  faultAt(number: number, fault: Fault, names: (name: string) => boolean = () => true): void {
    this.calls = 0;
    this.befall = (call) => (call.number === number && names(call.name) ? fault : null);
  }

  /** Nothing befalls anyone from here on. */
  mend(): void {
    this.befall = () => null;
  }

  get isAwake(): boolean {
    return this.#worker?.state === 'lives';
  }

  /** The events that the background listens to, once it has started. */
  listeningTo(): string[] {
    const worker = this.#wake();
    return [...worker.listeners].filter(([, all]) => all.length > 0).map(([name]) => name);
  }

  /** The worker is stopped while it has nothing to do. */
  sleep(): void {
    this.#worker?.die();
  }

  /** The browser is closed and started again; its tabs are gone. */
  restart(): void {
    this.sleep();
    for (const tab of this.tabs.values()) this.#leave(tab.page);
    this.tabs.clear();
    this.session.kept.clear();
    this.tell('runtime.onStartup');
  }

  /** All that an onlooker could tell two browsers apart by. */
  describe(): string {
    const tabs = [...this.tabs.values()].map(({ id, badge, page }) => {
      const { documentId, address, status, shown, presence } = page;
      return { id, badge, documentId, address, status, view: shown?.view, is: presence !== null };
    });
    const { local, session, alarms, notifications, asked, commonBadge, isAwake } = this;
    const kept = [local.kept, session.kept, alarms, notifications].map((all) => [...all]);
    return JSON.stringify([kept, tabs, asked, commonBadge, isAwake, this.touched.length]);
  }

  async pass(ms: number): Promise<void> {
    await this.clock.pass(ms);
  }

  /** Sets the device's clock: alarms go by it, timers don't. */
  setClock(ms: number): void {
    this.clock.set(ms);
    for (const [name, when] of [...this.alarms]) this.#setAlarm(name, when);
  }

  /** Tells the background of an event, for which it is started if it sleeps. */
  tell(name: string, ...parts: unknown[]): unknown[] {
    const worker = this.#wake();
    const listeners = worker.listeners.get(name) ?? [];
    if (worker.state === 'lives') this.delivered.add(name);
    return [...listeners].map((listener) => listener(...(parts as never[])));
  }

  /** Opens a tab at an address. */
  open(id: number, address: string, { isPrivate = false, method = 'GET' } = {}): void {
    const page = this.#pageOf(id, 'about:blank', 'GET', 0, 'browsers');
    this.tabs.set(id, { id, isPrivate, page, badge: null });
    if (this.inView === 0) this.inView = id;
    this.load(id, address, 'visitor', method);
  }

  /** Loads an address in a tab. */
  load(id: number, address: string, by: Asked['by'], method = 'GET'): void {
    const tab = this.#tab(id);
    if (address.startsWith(OURS)) {
      const page = this.#pageOf(id, address, 'GET', 0, 'ours');
      this.clock.after(COMMIT_MS, tab, () => this.#commit(tab, page));
      return;
    }
    const answer = this.site(address, method);
    this.#ask(address, method, 'page', by, answer);
    const request = {
      requestId: String(this.#number()),
      tabId: id,
      url: address,
      method,
      timeStamp: this.clock.now,
      incognito: tab.isPrivate,
    };
    if ('error' in answer) {
      const page = this.#pageOf(id, address, method, 0, 'browsers');
      this.tell('webRequest.onErrorOccurred', { ...request, error: answer.error });
      this.clock.after(COMMIT_MS, tab, () => this.#commit(tab, page, answer.error));
      return;
    }
    const kind = answer.isEmpty === true ? 'browsers' : 'web';
    const page = this.#pageOf(id, address, method, answer.status, kind);
    this.tell('webRequest.onResponseStarted', {
      ...request,
      statusCode: answer.status,
      statusLine: `HTTP/1.1 ${answer.status} Said`,
      responseHeaders: Object.entries(answer.headers ?? {}).map(([name, value]) => ({
        name,
        value,
      })),
      fromCache: answer.isFromCache === true,
      ip: '192.0.2.1',
    });
    const error = kind === 'browsers' ? 'net::ERR_HTTP_RESPONSE_CODE_FAILURE' : undefined;
    this.clock.after(COMMIT_MS, tab, () => this.#commit(tab, page, error));
  }

  close(id: number): void {
    const tab = this.#tab(id);
    this.#leave(tab.page);
    this.tabs.delete(id);
    this.clock.forget(tab);
    this.tell('tabs.onRemoved', id, {});
  }

  /** The browser lets go of a tab's page to save memory: the tab stands there, its page doesn't. */
  discard(id: number): void {
    const { page } = this.#tab(id);
    page.heard.length = 0;
    page.presence = null;
    page.shown = null;
    this.clock.end(page);
  }

  lookAt(id: number): void {
    this.inView = id;
    this.tell('tabs.onActivated', { tabId: id, windowId: 1 });
  }

  /** What stands in a tab. */
  page(id: number): Page {
    return this.#tab(id).page;
  }

  /** Sends a message to the background; undefined where nobody answers. */
  async send(from: From, type: string, body: unknown): Promise<unknown> {
    const answer = (await this.#send(from, { v: PROTOCOL, type, body })) as
      | { type: string; body: unknown }
      | undefined;
    return answer;
  }

  async #send(from: From, message: unknown): Promise<unknown> {
    const worker = this.#wake();
    const [listener] = worker.listeners.get('runtime.onMessage') ?? [];
    if (worker.state !== 'lives' || listener === undefined) return undefined;
    this.delivered.add('runtime.onMessage');
    const { type, body } = message as { type: string; body: { command?: string } };
    this.delivered.add(type);
    if (body?.command !== undefined) this.delivered.add(`${type} ${body.command}`);
    return await new Promise((resolve) => {
      const tellNothing = (): void => resolve(undefined);
      worker.unanswered.add(tellNothing);
      const answer = (given: unknown): void => {
        worker.unanswered.delete(tellNothing);
        resolve(structuredClone(given));
      };
      const said = listener(
        structuredClone(message) as never,
        this.#senderOf(from) as never,
        answer as never,
      );
      // Chromium takes no promise: who will answer says so now.
      if (said !== true) answer(undefined);
    });
  }

  #senderOf(from: From): unknown {
    if (from === 'popup') return { id: 'x', url: `${OURS}src/popup/index.html` };
    const { documentId, address, tabId } = from;
    const tab = { id: tabId, incognito: this.tabs.get(tabId)?.isPrivate ?? false };
    return { id: 'x', url: address, frameId: 0, documentId, tab };
  }

  #tab(id: number): Tab {
    const tab = this.tabs.get(id);
    if (tab === undefined) throw new Error(`No tab with id: ${id}.`);
    return tab;
  }

  #pageOf(
    tabId: number,
    address: string,
    method: string,
    status: number,
    kind: Page['kind'],
  ): Page {
    const documentId = `D${this.#number()}`;
    return new Page({ documentId, tabId, address, method, status, kind });
  }

  #number(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  /** The document comes into the tab, in the place of the one before. */
  #commit(tab: Tab, page: Page, error?: string): void {
    if (!this.tabs.has(tab.id)) return;
    this.#leave(tab.page);
    tab.page = page;
    tab.badge = null;
    const details = {
      tabId: tab.id,
      frameId: 0,
      url: page.address,
      documentId: page.documentId,
      documentLifecycle: 'active',
      ...(error === undefined ? {} : { error }),
    };
    const name = `webNavigation.${error === undefined ? 'onCommitted' : 'onErrorOccurred'}`;
    // Heard by those who listen at this moment; nobody is started for it.
    const listeners = this.#worker?.listeners.get(name) ?? [];
    for (const [one, all] of this.#worker?.listeners ?? []) {
      if (one.startsWith('webNavigation.') && all.length > 0) this.listenedTo.add(one);
    }
    if (listeners.length > 0) this.delivered.add(name);
    for (const listener of [...listeners]) listener(details as never);
    if (page.address.startsWith(STAND_IN)) this.#putScript(page, false);
  }

  #leave(page: Page): void {
    page.happen('pagehide');
    page.heard.length = 0;
    page.shown = null;
    page.presence = null;
    this.clock.end(page);
  }

  #putScript(page: Page, isQuiet: boolean): void {
    if (page.presence === null) {
      const { CARD: script } = scripts.page(this.#aroundPage(page)) as { CARD: typeof CARD };
      const failing = page.kind === 'ours' ? standsFor(page.address) : page.address;
      const ways = {
        probe: async () => {
          if (!this.isReadable && page.kind === 'web') return { kind: 'unreadable' } as const;
          return this.#probe(failing, 'probe');
        },
        load: () => this.load(page.tabId, failing, 'us'),
      };
      const place = page.kind === 'ours' ? inPlace : inPage;
      page.presence = new script.Presence(place(page, ways, script), isQuiet);
    }
    void page.presence.report();
  }

  #probe(address: string, how: 'probe' | 'look') {
    const answer = this.site(address, 'GET');
    this.#ask(address, 'GET', how, 'us', answer);
    if ('error' in answer) return { kind: 'silent' } as const;
    return { kind: 'answered', status: answer.status } as const;
  }

  #ask(address: string, method: string, how: Asked['how'], by: Asked['by'], answer: Answer): void {
    const status = 'status' in answer ? answer.status : null;
    this.asked.push({ at: this.clock.now, address, method, how, by, status });
  }

  #aroundPage(page: Page): Record<string, unknown> {
    return {
      ...this.#globals(page),
      seam: {
        browser: {
          runtime: {
            id: 'x',
            getURL: (path: string) => OURS + path,
            sendMessage: async (message: unknown) => {
              const answer = await this.#send(page, message);
              // A page that is gone hears nothing.
              return page.presence === null ? await new Promise(() => undefined) : answer;
            },
            onMessage: { addListener: (listener: Listener) => page.heard.push(listener) },
            connect: ({ name }: { name: string }) => {
              this.tell('runtime.onConnect', { name, sender: this.#senderOf(page) });
              return { disconnect: () => undefined };
            },
          },
          i18n: { getMessage: wordOf },
        },
      },
      addEventListener: page.listen,
      document: { addEventListener: page.listen, hidden: false },
    };
  }

  #globals(context: object): Record<string, unknown> {
    const math = Object.create(Math, { random: { value: () => this.#draw() } });
    return { ...this.clock.timers(context), Math: math, navigator: this.#navigator(), console };
  }

  #navigator() {
    const isOnline = (): boolean => this.isOnline;
    return {
      locks: { request: alone() },
      get onLine() {
        return isOnline();
      },
    };
  }

  #seed = 1;
  /** The same in every run (a linear congruential generator). */
  #draw(): number {
    this.#seed = (this.#seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return this.#seed / 2 ** 32;
  }

  #wake(): MortalWorker {
    this.clock.stir();
    this.told += 1;
    if (this.#worker?.state === 'lives') return this.#worker;
    const worker = new MortalWorker(
      (name, parts) => {
        this.calls += 1;
        return this.befall({ name, parts, number: this.calls });
      },
      (one) => {
        this.clock.end(one);
        this.database.leave(one);
      },
    );
    this.#worker = worker;
    const ask = (address: string): Response => {
      const answer = this.#probe(address, 'look');
      if (answer.kind === 'silent') throw new TypeError('Failed to fetch');
      return new Response(null, { status: answer.status });
    };
    const says = (...parts: unknown[]): void => {
      if (worker.state === 'lives') this.errors.push(parts);
    };
    scripts.background({
      ...this.#globals(worker),
      seam: { browser: worker.see(this.#offers()) },
      crypto: ownCrypto(() => `uuid-${this.#number()}`),
      fetch: async (address: string) => await worker.fetch(ask, [address]),
      indexedDB: this.database.for(worker),
      BroadcastChannel: class {
        postMessage(): void {}
        close(): void {}
      },
      console: { error: says, warn: says },
    });
    return worker;
  }

  #setAlarm(name: string, when: number): void {
    this.#clearAlarm(name);
    this.alarms.set(name, when);
    this.alarmsSet.add(name);
    const owner = { name };
    this.#alarmOwners.set(name, owner);
    this.clock.after(Math.max(when - this.clock.now, SHORTEST_ALARM_MS), owner, () => {
      this.alarms.delete(name);
      this.delivered.add(`alarm ${kindOfAlarm(name)}`);
      this.tell('alarms.onAlarm', { name });
    });
  }

  #clearAlarm(name: string): void {
    this.alarms.delete(name);
    this.clock.forget(this.#alarmOwners.get(name) ?? {});
  }

  #facts({ id, isPrivate, page }: Tab) {
    return {
      id,
      url: page.address,
      active: id === this.inView,
      incognito: isPrivate,
      index: id,
      windowId: isPrivate ? 2 : 1,
    };
  }

  /** The browser, as far as the background knows it. */
  #offers(): unknown {
    return {
      storage: {
        local: areaOf(this.local),
        session: areaOf(this.session),
        managed: {
          get: () => {
            throw new Error('Managed storage manifest not found');
          },
        },
      },
      alarms: {
        create: (name: string, { when }: { when: number }) => this.#setAlarm(name, when),
        clear: (name: string) => this.#clearAlarm(name),
        onAlarm: EVENT,
      },
      tabs: this.#offersTabs(),
      windows: {
        get: (id: number) => ({ id, focused: id === 1, state: 'normal' }),
        getAll: () => [
          { id: 1, focused: true, incognito: false },
          { id: 2, focused: false, incognito: true },
        ],
        create: () => undefined,
        update: () => undefined,
      },
      action: this.#offersAction(),
      webRequest: { onResponseStarted: EVENT, onErrorOccurred: EVENT },
      webNavigation: {
        getFrame: ({ tabId }: { tabId: number }) => {
          const { page } = this.#tab(tabId);
          const { documentId, address, kind } = page;
          return { documentId, url: address, errorOccurred: kind === 'browsers' };
        },
        getAllFrames: ({ tabId }: { tabId: number }) =>
          this.tabs.has(tabId) ? [{ frameId: 0 }] : null,
        onCommitted: EVENT,
        onErrorOccurred: EVENT,
      },
      scripting: { executeScript: (injection: Injection) => this.#execute(injection) },
      runtime: {
        id: 'x',
        getURL: (path: string) => OURS + path,
        getManifest: () => ({ version: '2.0' }),
        onMessage: EVENT,
        onConnect: EVENT,
        onInstalled: EVENT,
        onStartup: EVENT,
      },
      permissions: {
        contains: ({ permissions = [], origins = [] }: Record<string, string[] | undefined>) =>
          [...permissions, ...origins].every((name) => this.allowed.has(name)),
        onAdded: EVENT,
        onRemoved: EVENT,
      },
      notifications: {
        getAll: () => Object.fromEntries(this.notifications),
        create: (id: string, what: unknown) => void this.notifications.set(id, what),
        clear: (id: string) => this.notifications.delete(id),
        onClicked: EVENT,
      },
      contextMenus: { removeAll: () => undefined, create: () => undefined, onClicked: EVENT },
      commands: { getAll: () => [], onCommand: EVENT },
      management: { getSelf: () => ({ installType: 'normal' }) },
      browsingData: { remove: () => undefined },
      extension: { inIncognitoContext: false },
      i18n: { getMessage: wordOf },
    };
  }

  #offersTabs() {
    return {
      get: (id: number) => this.#facts(this.#tab(id)),
      query: () => [...this.tabs.values()].map((tab) => this.#facts(tab)),
      create: ({ url }: { url: string }) => {
        const id = Math.max(...this.tabs.keys(), 100) + 1;
        this.open(id, url);
        return { id };
      },
      update: (id: number, { url }: { url?: string }) => {
        const tab = this.#tab(id);
        if (url !== undefined) this.load(id, url, 'us');
        return this.#facts(tab);
      },
      reload: (id: number) => {
        const { page } = this.#tab(id);
        this.load(id, page.address, 'us', page.method);
      },
      sendMessage: (id: number, message: unknown, { documentId }: { documentId: string }) => {
        const { page } = this.#tab(id);
        if (page.documentId !== documentId || page.heard.length === 0) {
          throw new Error('Could not establish connection. Receiving end does not exist.');
        }
        // The page hears it in its own time, and the background doesn't wait for what it does.
        this.clock.after(0, { context: page }, () => page.hear(message));
      },
      onRemoved: EVENT,
      onActivated: EVENT,
    };
  }

  #offersAction() {
    return {
      setBadgeText: ({ tabId, text }: { tabId?: number; text: string | null }) => {
        if (tabId === undefined) this.commonBadge = text ?? '';
        else this.#tab(tabId).badge = text;
      },
      getBadgeText: ({ tabId }: { tabId?: number }) =>
        (tabId === undefined ? null : this.#tab(tabId).badge) ?? this.commonBadge,
      setBadgeBackgroundColor: () => undefined,
      setBadgeTextColor: () => undefined,
      setTitle: () => undefined,
      openPopup: () => undefined,
    };
  }

  #execute({ target, files, func, args = [] }: Injection): unknown {
    const { page } = this.#tab(target.tabId);
    const { documentIds = [page.documentId] } = target;
    if (!documentIds.includes(page.documentId)) throw new Error('No document with such an id');
    if (page.kind !== 'web') throw new Error('Cannot access contents of the page');
    const result =
      func === undefined ? this.#file(page, files ?? []) : page.run(String(func), args);
    return [{ frameId: 0, documentId: page.documentId, result }];
  }

  /** What the scripts do that are put into pages (`overlay/main.tsx`, `overlay/copy-details.ts`). */
  #file(page: Page, files: readonly string[]): null {
    const kind = classifyStatus(page.status);
    if (files.includes('copy.js')) page.world.backsoonOffered = () => 'copied';
    if (!files.includes('card.js')) return null;
    if (kind === 'other') this.touched.push(page);
    else this.#putScript(page, kind === 'perhaps');
    return null;
  }
}

interface Injection {
  readonly target: { readonly tabId: number; readonly documentIds?: string[] };
  readonly files?: readonly string[];
  readonly func?: unknown;
  readonly args?: readonly unknown[];
}

function areaOf(area: Area) {
  return {
    get: async (keys: string | string[] | null) => await area.get(keys),
    set: async (values: Record<string, unknown>) => await area.set(values),
    remove: async (keys: string[]) => await area.remove(keys),
    getKeys: () => [...area.kept.keys()],
  };
}

function standsFor(url: string): string {
  return decodeURIComponent(url.slice(url.indexOf('#') + 1));
}

/** Words are their own names; the language is English. */
function wordOf(key: string): string {
  return key === 'languageTag' ? 'en' : key;
}

/** The alarms of tabs are one kind. */
export function kindOfAlarm(name: string): string {
  return name.replace(/\d+$/, '<tab>');
}
