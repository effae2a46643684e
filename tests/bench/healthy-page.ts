import { Chromium } from '../e2e/support/chromium';
import type { ChromiumSession } from '../e2e/support/chromium-session';
import type { Tab } from '../e2e/support/driver';
import { RawServer } from '../e2e/support/raw-server';
import { respond } from '../e2e/support/respond';
import { bareExtension, COUNTS, countingExtension, idleExtension } from './extensions';
import { estimate, type Measured } from './pairs';

/** At least 60 pairs are promised. */
const ROUNDS = 60;
/** Each with browsers of its own: of two that were started alike, one can be a tenth slower as long as it lives. */
const SETS = 10;
const WARM_UP = 2;
/** Navigations whose events are counted. */
const COUNTED = 20;

/**
 * A page that is well, by what it loads. Resources are scripts: 200 pictures are painted as they come, as often as it
 * happens, and the same load takes 2 or 6 seconds of the processor.
 */
const PAGES = [
  { name: '20 resources', path: '/20', resources: 20, frames: 0 },
  { name: '200 resources', path: '/200', resources: 200, frames: 0 },
  { name: '50 frames', path: '/frames', resources: 0, frames: 50 },
] as const;

export interface Footprint {
  readonly page: string;
  readonly navigations: number;
  /** Events that the background was given, by name. */
  readonly events: Readonly<Record<string, number>>;
  /** Bytes of scripts of ours that ran in the page or a frame of it, and of what of ours stands in its markup. */
  readonly bytes: number;
}

/**
 * What a page that is well costs with ours, beside a bare extension with the same permissions, and beside none.
 *
 * @param name of one of the pages
 */
export async function healthyPageCosts(name: (typeof PAGES)[number]['name']): Promise<Measured[]> {
  const server = await site();
  const { path = '/' } = PAGES.find((page) => page.name === name) ?? {};
  const rounds: Trio<Cost>[] = [];
  try {
    for (let set = 0; set < SETS; set += 1) {
      rounds.push(...(await roundsOf(server.url(path), set)));
    }
  } finally {
    await server.close();
  }
  return compared(rounds, name);
}

/** Rounds of one set of browsers. */
async function roundsOf(url: string, set: number): Promise<Trio<Cost>[]> {
  const browsers = {
    nothing: await Chromium.launch({ extension: idleExtension() }),
    bare: await Chromium.launch({ extension: bareExtension() }),
    ours: await Chromium.launch(),
  };
  try {
    const tabs = {
      nothing: await browsers.nothing.newTab(),
      bare: await browsers.bare.newTab(),
      ours: await browsers.ours.newTab(),
    };
    // The harness needed it to find the tab. It goes by itself, and then there is none.
    await browsers.nothing
      .background((api) => void api.management.uninstallSelf({ showConfirmDialog: false }))
      .catch(() => undefined);
    return await costsOf(browsers, tabs, url, set);
  } finally {
    await Promise.all(Object.values(browsers).map((browser) => browser.close()));
  }
}

/** What one load takes, in ms: from the navigation to the end of its load event, and of all the browser's processes. */
interface Cost {
  readonly load: number;
  readonly processor: number;
}

type Trio<T> = Record<'nothing' | 'bare' | 'ours', T>;
const TRIO = ['nothing', 'bare', 'ours'] as const;

async function costsOf(
  browsers: Trio<Chromium>,
  tabs: Trio<Tab>,
  url: string,
  set: number,
): Promise<Trio<Cost>[]> {
  const rounds: Trio<Cost>[] = [];
  for (let round = -WARM_UP; round < ROUNDS / SETS; round += 1) {
    // Whichever comes later finds the machine busier or calmer: they take turns.
    const first = Math.abs(round + set) % TRIO.length;
    const costs: Partial<Record<keyof Trio<Cost>, Cost>> = {};
    for (const which of [...TRIO.slice(first), ...TRIO.slice(0, first)]) {
      costs[which] = await costOf(browsers[which], tabs[which], url);
    }
    if (round >= 0) rounds.push(costs as Trio<Cost>);
  }
  return rounds;
}

async function costOf(browser: Chromium, tab: Tab, url: string): Promise<Cost> {
  const before = await browser.processorTime();
  const load = await loadTime(tab, url);
  return { load, processor: (await browser.processorTime()) - before };
}

function compared(rounds: readonly Trio<Cost>[], name: string): Measured[] {
  const of = (
    what: keyof Cost,
    own: keyof Trio<Cost>,
    beside: keyof Trio<Cost>,
    atMost: number | null,
  ): Omit<Measured, 'name'> => ({
    ratio: estimate(rounds.map((round) => round[own][what] / round[beside][what])),
    microseconds: estimate(rounds.map((round) => round[own][what] * 1_000)),
    atMost,
  });
  return (['load', 'processor'] as const).flatMap((what) => {
    const which = what === 'load' ? name : `${name}, processor`;
    return [
      { name: `healthy page, ${which}: ours for bare`, ...of(what, 'ours', 'bare', 1.05) },
      { name: `healthy page, ${which}: ours for none`, ...of(what, 'ours', 'nothing', null) },
      { name: `healthy page, ${which}: bare for none`, ...of(what, 'bare', 'nothing', null) },
    ];
  });
}

/** Milliseconds from the navigation to the end of its load event, as the page itself was told. */
async function loadTime(tab: Tab, url: string): Promise<number> {
  await tab.goto(url);
  return await tab.evaluate(async () => {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    while (entry !== undefined && entry.loadEventEnd === 0) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    return entry?.loadEventEnd ?? Number.NaN;
  });
}

/** What ours is told, and what of it is in the page. */
export async function footprints(): Promise<Footprint[]> {
  const server = await site();
  const browser = await Chromium.launch({ extension: countingExtension() });
  try {
    const tab = await browser.newTab();
    const session = await browser.sessionWith(tab);
    const bytes = await scriptsOf(session, browser.extensionOrigin);
    const found: Footprint[] = [];
    for (const { name, path } of PAGES) {
      const before = await countsOf(browser);
      for (let n = 0; n < COUNTED; n += 1) await tab.goto(server.url(path));
      const after = await countsOf(browser);
      const markup = await tab.evaluate(() => document.documentElement.outerHTML);
      const events = Object.fromEntries(
        Object.entries(after)
          .map(([event, count]) => [event, count - (before[event] ?? 0)] as const)
          .filter(([event, count]) => count > 0 && event !== 'runtime.onMessage'),
      );
      const inMarkup = /backsoon/i.test(markup) ? markup.length : 0;
      found.push({ page: name, navigations: COUNTED, events, bytes: bytes() + inMarkup });
    }
    return found;
  } finally {
    await browser.close();
    await server.close();
  }
}

async function countsOf(browser: Chromium): Promise<Record<string, number>> {
  return await browser.background((api, question) => api.runtime.sendMessage(question), COUNTS);
}

/** Counts the bytes of an extension's scripts in a page, whatever world they run in. */
async function scriptsOf(session: ChromiumSession, origin: string): Promise<() => number> {
  let bytes = 0;
  session.on('Debugger.scriptParsed', ({ url, length, executionContextAuxData }) => {
    const { type } = (executionContextAuxData ?? {}) as { type?: string };
    if (String(url).startsWith(origin) || type === 'isolated') bytes += Number(length);
  });
  await session.send('Debugger.enable');
  return () => bytes;
}

async function site(): Promise<RawServer> {
  const server = await RawServer.start();
  const html = (body: string) =>
    respond({
      status: 200,
      reason: 'OK',
      headers: [
        ['Content-Type', 'text/html; charset=utf-8'],
        ['Cache-Control', 'no-store'],
      ],
      body: `<!doctype html><title>Well</title><h1>Well</h1>${body}`,
    });
  for (const { path, resources, frames } of PAGES) {
    const scripts = Array.from(
      { length: resources },
      (_, n) => `<script async src="/script?${n}"></script>`,
    );
    const inner = Array.from({ length: frames }, (_, n) => `<iframe src="/frame?${n}"></iframe>`);
    server.route(path, html([...scripts, ...inner].join('')));
  }
  server.route('/frame', html('<p>A frame'));
  server.route(
    '/script',
    respond({
      status: 200,
      reason: 'OK',
      headers: [
        ['Content-Type', 'text/javascript'],
        ['Cache-Control', 'no-store'],
      ],
      body: ';',
    }),
  );
  return server;
}
