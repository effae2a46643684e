import { vi } from 'vitest';
import type { CardOrder, CardRequest, CardView } from '../../../src/protocol/card';
import { gate } from '../../e2e/support/gate';
import { fakeBrowser, freeLocks } from './fake-browser';
import { NOON } from './samples';

/** What the background is of which a browser like this runs: its modules, once they are imported. */
export interface Background {
  /** The address failed in a new document of a tab. */
  failed(tab: FakeTab, documentId: string): Promise<void>;
  /** The address answered well, and its document stands there. */
  answered(tab: FakeTab): Promise<void>;
  request(tab: FakeTab, request: CardRequest): Promise<CardOrder>;
  alarm(tabId: number): Promise<void>;
  closed(tabId: number): Promise<void>;
  lookedAt(tabId: number): Promise<void>;
}

export interface FakeTab {
  readonly id: number;
  readonly address: string;
  readonly isPrivate: boolean;
  documentId: string | null;
  view: CardView | null;
  /** Whether its page is well. */
  isBack: boolean;
  /** Discarded: the tab stands there, its page and card don't. */
  isDiscarded: boolean;
  loads: number;
  timer: object | null;
}

interface Event {
  readonly at: number;
  readonly run: () => Promise<void>;
  readonly owner: object;
}

/** A request that the site saw. */
export interface Asked {
  readonly at: number;
  readonly tabId: number;
  readonly address: string;
  readonly how: 'probe' | 'page';
}

/** A card that got no answer asks again after this, in ms (see `overlay/background-link.ts`). */
const ASK_AGAIN_MS = 5_000;
/** Chromium's shortest alarm. */
const SHORTEST_ALARM_MS = 30_000;

/**
 * A failing site, some tabs with cards, and a browser whose background can be stopped at any call that it
 * makes. Time is played: cards and alarms do what they do in a browser, in the order of their times.
 */
export class FailingSite {
  readonly asked: Asked[] = [];
  readonly tabs = new Map<number, FakeTab>();
  /** What an address answers at a time. */
  isWell: (address: string, at: number) => boolean = () => false;
  inView = 1;
  /** The background is stopped at its call of this number, counted from `count`. */
  stopAt = Number.POSITIVE_INFINITY;
  calls = 0;
  #isStopped = false;
  #stop = gate();
  #events: Event[] = [];
  readonly #alarms = new Map<string, object>();
  #background: Background | null = null;

  /** The browser as the background sees it. Each call of it is a step at which it can be stopped. */
  readonly browser = {
    ...fakeBrowser,
    storage: {
      local: this.#counted(fakeBrowser.storage.local),
      session: this.#counted(fakeBrowser.storage.session),
    },
    alarms: this.#counted({
      create: async (name: string, { when }: { when: number }) => this.#setAlarm(name, when),
      clear: async (name: string) => void this.#clear(name),
    }),
    tabs: this.#counted({
      get: async (id: number) => this.#factsOf(id),
      query: async () => [...this.tabs.values()].map(({ id }) => this.#factsOf(id)),
      sendMessage: async (id: number, message: { body: CardOrder }) => this.#tell(id, message.body),
    }),
    windows: this.#counted({ get: async () => ({ focused: true, state: 'normal' }) }),
    action: {
      getBadgeText: async () => '',
      setBadgeText: async () => undefined,
      setBadgeBackgroundColor: async () => undefined,
      setTitle: async () => undefined,
    },
    i18n: { getMessage: (key: string) => key },
    runtime: { id: 'x', getURL: () => 'chrome-extension://x/' },
  };

  begin(background: Background): void {
    this.#background = background;
    this.asked.length = 0;
    this.tabs.clear();
    this.#events = [];
    this.#alarms.clear();
    this.isWell = () => false;
    this.inView = 1;
    this.stopAt = Number.POSITIVE_INFINITY;
    this.calls = 0;
    this.#isStopped = false;
    this.#stop = gate();
    vi.useFakeTimers({ now: NOON });
  }

  /** Opens a tab at an address that fails, and waits until its card has been judged. */
  async open(id: number, address: string, isPrivate = false): Promise<FakeTab> {
    const tab: FakeTab = {
      id,
      address,
      isPrivate,
      documentId: null,
      view: null,
      isBack: false,
      isDiscarded: false,
      loads: 0,
      timer: null,
    };
    this.tabs.set(id, tab);
    await this.#load(tab);
    return tab;
  }

  async close(id: number): Promise<void> {
    this.tabs.delete(id);
    await this.#run(() => this.#worker.closed(id));
  }

  async lookAt(id: number): Promise<void> {
    this.inView = id;
    await this.#run(() => this.#worker.lookedAt(id));
  }

  async press(id: number, command: 'try-now' | 'stop' | 'resume'): Promise<void> {
    const tab = this.tabs.get(id);
    if (tab?.view == null) throw new Error(`tab ${id} has no card`);
    const { incidentId } = tab.view;
    await this.#send(tab, { type: 'card/command', body: { incidentId, command } });
  }

  /** All that happens in the next `ms`. */
  async pass(ms: number): Promise<void> {
    const end = Date.now() + ms;
    for (;;) {
      const next = this.#events.toSorted((one, other) => one.at - other.at)[0];
      if (next === undefined || next.at > end) break;
      this.#events = this.#events.filter((event) => event !== next);
      await vi.advanceTimersByTimeAsync(Math.max(0, next.at - Date.now()));
      await next.run();
    }
    await vi.advanceTimersByTimeAsync(Math.max(0, end - Date.now()));
  }

  /** Puts the device to sleep: nothing happens, and the clock goes on. */
  sleep(ms: number): void {
    vi.setSystemTime(Date.now() + ms);
  }

  get #worker(): Background {
    if (this.#background === null) throw new Error('no background');
    return this.#background;
  }

  /** Any event wakes the worker. One that is stopped at it takes its timers with it. */
  async #run<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.#isStopped) {
      const time = Date.now();
      vi.clearAllTimers();
      vi.setSystemTime(time);
      freeLocks();
      this.#isStopped = false;
      this.#stop = gate();
    }
    let result: T | null = null;
    const done = work().then((found) => {
      result = found;
    });
    // What was stopped is never done.
    await Promise.race([done, this.#stop.opened]);
    await vi.advanceTimersByTimeAsync(0);
    return result;
  }

  #counted<T extends object>(api: T): T {
    return new Proxy(api, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...parts: unknown[]) => {
          this.calls += 1;
          if (this.calls === this.stopAt) {
            this.#isStopped = true;
            this.#stop.open();
          }
          // Whoever is stopped doesn't learn of it: nothing comes after this.
          if (this.#isStopped) return await new Promise(() => undefined);
          return await Reflect.apply(member, target, parts);
        };
      },
    });
  }

  #factsOf(id: number) {
    const tab = this.tabs.get(id);
    if (tab === undefined) throw new Error('no such tab');
    return {
      id,
      url: tab.address,
      active: id === this.inView,
      incognito: tab.isPrivate,
      index: id,
      windowId: 1,
    };
  }

  #at(at: number, owner: object, run: () => Promise<void>): void {
    this.#events.push({ at, owner, run });
  }

  #forget(owner: object | null): void {
    this.#events = this.#events.filter((event) => event.owner !== owner);
  }

  #setAlarm(name: string, when: number): void {
    this.#clear(name);
    const owner = { name };
    this.#alarms.set(name, owner);
    this.#at(Math.max(when, Date.now() + SHORTEST_ALARM_MS), owner, async () => {
      this.#alarms.delete(name);
      await this.#run(() => this.#worker.alarm(Number(name.replace('due:', ''))));
    });
  }

  #clear(name: string): void {
    this.#forget(this.#alarms.get(name) ?? null);
    this.#alarms.delete(name);
  }

  async #tell(id: number, order: CardOrder): Promise<void> {
    const tab = this.tabs.get(id);
    if (tab === undefined || tab.documentId === null || tab.isDiscarded || tab.isBack) {
      throw new Error('nobody listens');
    }
    // The page hears it in its own time, and the background doesn't wait for what it does.
    this.#at(Date.now(), tab, () => this.#obey(tab, order));
  }

  async #load(tab: FakeTab): Promise<void> {
    const page = this.isWell(tab.address, Date.now());
    tab.loads += 1;
    tab.documentId = `${tab.id}-${tab.loads}`;
    tab.view = null;
    this.#forget(tab);
    if (page) {
      tab.isBack = true;
      await this.#run(() => this.#worker.answered(tab));
      return;
    }
    const { documentId } = tab;
    await this.#run(() => this.#worker.failed(tab, documentId));
    await this.#insist(tab, {
      type: 'card/page',
      body: {
        status: 502,
        address: tab.address,
        title: '502 Bad Gateway',
        text: '502 Bad Gateway',
        markup: '',
      },
    });
  }

  async #send(tab: FakeTab, request: CardRequest): Promise<boolean> {
    const order = await this.#run(() => this.#worker.request(tab, request));
    if (order !== null) await this.#obey(tab, order);
    return order !== null;
  }

  async #insist(tab: FakeTab, request: CardRequest, more = 2): Promise<void> {
    const isAnswered = await this.#send(tab, request);
    if (isAnswered || more === 0) return;
    this.#at(Date.now() + ASK_AGAIN_MS, tab, () => this.#insist(tab, request, more - 1));
  }

  /** What the card does (`overlay/presence.tsx`), as far as the background can tell. */
  async #obey(tab: FakeTab, order: CardOrder): Promise<void> {
    if (order.do === 'leave') {
      tab.view = null;
      return;
    }
    if (order.do === 'wake') return await this.#wake(tab);
    this.#show(tab, order.view);
    if (order.do === 'reload') {
      this.#ask(tab, 'page');
      return await this.#load(tab);
    }
    if (order.do !== 'probe') return;
    this.#ask(tab, 'probe');
    const status = this.isWell(tab.address, Date.now()) ? 200 : 502;
    const { incidentId } = order.view;
    const { number } = order;
    await this.#insist(tab, {
      type: 'card/tried',
      body: { incidentId, number, outcome: { kind: 'answered', status } },
    });
  }

  #ask(tab: FakeTab, how: Asked['how']): void {
    this.asked.push({ at: Date.now(), tabId: tab.id, address: tab.address, how });
  }

  #show(tab: FakeTab, view: CardView): void {
    tab.view = view;
    this.#forget(tab.timer);
    tab.timer = null;
    if (view.next.kind !== 'wait') return;
    tab.timer = { of: tab.id };
    this.#at(Math.max(view.next.until, Date.now()), tab.timer, () => this.#due(tab));
  }

  async #wake(tab: FakeTab): Promise<void> {
    const next = tab.view?.next;
    const isAhead = next?.kind === 'wait' && Date.now() < next.until;
    const asks = next?.kind === 'wait' || next?.kind === 'pause' || next?.kind === 'trying';
    if (asks && !isAhead) await this.#due(tab);
  }

  async #due(tab: FakeTab): Promise<void> {
    if (tab.view === null || tab.isDiscarded || tab.isBack || !this.tabs.has(tab.id)) return;
    const { incidentId } = tab.view;
    const isAnswered = await this.#send(tab, { type: 'card/due', body: { incidentId } });
    if (isAnswered) return;
    tab.timer = { of: tab.id };
    this.#at(Date.now() + ASK_AGAIN_MS, tab.timer, () => this.#wake(tab));
  }
}
