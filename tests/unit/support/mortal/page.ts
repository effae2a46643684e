import { Script } from 'node:vm';
import type { Reply } from '../../../../src/presence/background-link';
import type { Place, Shown } from '../../../../src/presence/place';
import type { Presence } from '../../../../src/presence/presence';
import type { TryOutcome } from '../../../../src/protocol/card';
import type { StandInAnswer } from '../../../../src/protocol/stand-in';
import type { Listener } from './mortal-worker';
import type { CARD } from './page-script';

/** What a server says to a request. */
export interface SiteAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The browser shows a page of its own for it: the body is empty. */
  readonly isEmpty?: boolean;
  readonly isFromCache?: boolean;
}

/** What a tab shows. */
export class Page {
  readonly documentId: string;
  readonly tabId: number;
  /** Where it was asked for. */
  readonly address: string;
  readonly method: string;
  readonly status: number;
  /** `browsers`: the browser's own page about an error. `ours`: a page of the extension. */
  readonly kind: 'web' | 'browsers' | 'ours';
  /** What its scripts hear of the background. */
  readonly heard: Listener[] = [];
  /** Its globals, as scripts of the extension's see them. */
  readonly world: Record<string, unknown> = {};
  /** What stands in it; null for nothing. */
  shown: Shown | null = null;
  presence: Presence | null = null;
  readonly #events = new Map<string, Listener[]>();

  constructor(
    parts: Pick<Page, 'documentId' | 'tabId' | 'address' | 'method' | 'status' | 'kind'>,
  ) {
    this.documentId = parts.documentId;
    this.tabId = parts.tabId;
    this.address = parts.address;
    this.method = parts.method;
    this.status = parts.status;
    this.kind = parts.kind;
  }

  /** The card's word, or the stand-in's, on what comes next; null where none stands. */
  get next() {
    return this.shown?.view?.next ?? null;
  }

  readonly listen = (name: string, listener: Listener): void => {
    const all = this.#events.get(name) ?? [];
    this.#events.set(name, all.includes(listener) ? all : [...all, listener]);
  };

  /** The background's word arrives here. */
  hear(message: unknown): void {
    for (const listener of this.heard) listener(structuredClone(message) as never);
  }

  happen(name: string): void {
    const event = { isTrusted: true, persisted: false };
    for (const listener of this.#events.get(name) ?? []) listener(event as never);
  }

  /** Runs a function of the extension's here: its source is all that travels. */
  run(source: string, parts: readonly unknown[]): unknown {
    const timing = { responseStatus: this.status, name: this.address };
    const performance = {
      getEntriesByType: (type: string) => (type === 'navigation' ? [timing] : []),
    };
    const made = new Script(`(function (performance, globalThis) { return (${source}); })`);
    const make = made.runInThisContext() as (
      ...around: unknown[]
    ) => (...all: unknown[]) => unknown;
    return structuredClone(make(performance, this.world)(...structuredClone(parts)));
  }
}

/** What a page can do about its address. */
export interface Ways {
  readonly probe: () => Promise<TryOutcome>;
  readonly load: () => void;
}

const PAGE = {
  title: '502 Bad Gateway',
  text: '502 Bad Gateway',
  markup: '<h1>502 Bad Gateway</h1>',
};

/** A failing page, as a place for the card: nothing is drawn, but what would be is kept. */
export function inPage(page: Page, ways: Ways, { request }: typeof CARD): Place {
  return placeOf(page, {
    report: async () => {
      const { status, address } = page;
      return await request('card/page', { status, address, ...PAGE });
    },
    ask: ways.probe,
    load: async () => ways.load(),
    open: () => ways.load(),
  });
}

/** The stand-in, as a place for the card (see `pages/stand-in/in-place.tsx`). */
export function inPlace(page: Page, ways: Ways, { ask }: typeof CARD): Place {
  const send = async (type: string, body: unknown): Promise<StandInAnswer | null> => {
    const sent = await ask(type, body);
    const isAnswer = sent.ok && sent.answer.type === 'stand-in/answer';
    return isAnswer ? (sent.answer.body as StandInAnswer) : null;
  };
  const load = async (): Promise<void> => {
    await send('stand-in/going', {});
    ways.load();
  };
  const heed = async (answer: StandInAnswer | null): Promise<Reply> => {
    if (answer === null) return { do: 'nothing' };
    if (answer.do === 'show') return answer;
    await load();
    return { do: 'done' };
  };
  return placeOf(page, {
    report: async () => {
      const said = await send('stand-in/hello', {});
      if (said?.do !== 'look') return await heed(said);
      return await heed(await send('stand-in/found', { outcome: await ways.probe(), headers: [] }));
    },
    ask: ways.probe,
    load,
    open: () => void load(),
  });
}

/** Where nothing is drawn there is nothing to find. */
const NOTHING_DRAWN = {
  querySelector: () => null,
  querySelectorAll: () => [],
  getRootNode: () => ({ activeElement: null }),
} as unknown as HTMLElement;

function placeOf(page: Page, its: Pick<Place, 'report' | 'ask' | 'load' | 'open'>): Place {
  return {
    ...its,
    get mount() {
      return page.shown === null ? null : NOTHING_DRAWN;
    },
    ready: async () => undefined,
    draw: (shown) => {
      page.shown = shown;
    },
    remove: () => {
      page.shown = null;
    },
    back: () => null,
    isKept: false,
  };
}
