import { Chromium } from '../e2e/support/chromium';
import type { Tab } from '../e2e/support/driver';
import { pollUntil } from '../e2e/support/poll';
import { RawServer } from '../e2e/support/raw-server';
import { respond } from '../e2e/support/respond';
import { shippedSource } from '../e2e/support/shipped';
import { elementExtension } from './extensions';
import { estimate, type Measured } from './pairs';

const ROUNDS = 40;
const WARM_UP = 3;
/** How much slower the page's processor is made, for those who have such a one. */
const THROTTLED = 4;

/** Milliseconds from the navigation until it was on the screen. */
interface Sight {
  readonly pill: number;
  readonly card: number;
}

/**
 * How soon one sees something on a failing page: the pill and the card, with the background awake and asleep, beside
 * an extension that puts one element into every page at commit; and the stand-in, beside the pill.
 */
export async function firstSightCosts(): Promise<Measured[]> {
  const server = await RawServer.start();
  server.route(
    '/bare',
    failing('<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>'),
  );
  server.route('/empty', respond({ status: 502, reason: 'Bad Gateway', body: '' }));
  server.route('/well', respond({ status: 200, reason: 'OK', body: '<h1>Well</h1>' }));
  const bare = await Chromium.launch({ extension: elementExtension() });
  const ours = await Chromium.launch();
  try {
    return [
      ...(await sights(bare, ours, server, null)),
      ...(await sights(bare, ours, server, THROTTLED)),
    ];
  } finally {
    await Promise.all([bare.close(), ours.close()]);
    await server.close();
  }
}

async function sights(
  bare: Chromium,
  ours: Chromium,
  server: RawServer,
  throttled: number | null,
): Promise<Measured[]> {
  // The stand-in has a tab of its own: the page after it gets a new process, and what follows would be slower for it.
  const tabs = { bare: await bare.newTab(), ours: await ours.newTab(), empty: await ours.newTab() };
  if (throttled !== null) {
    for (const [browser, tab] of [
      [bare, tabs.bare],
      [ours, tabs.ours],
      [ours, tabs.empty],
    ] as const) {
      const session = await browser.sessionWith(tab);
      await session.send('Emulation.setCPUThrottlingRate', { rate: throttled });
    }
  }
  const url = server.url('/bare');
  const rounds: { element: number; awake: Sight; asleep: Sight; standIn: number }[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const begin = async (tab: Tab) => await rest(tab, server.url('/well'));
    const element = async () => {
      await begin(tabs.bare);
      return await elementSeen(tabs.bare, url);
    };
    const before = round % 2 === 0 ? await element() : null;
    // Awake: it has just heard of a page that is well.
    await begin(tabs.ours);
    const awake = await sight(tabs.ours, url);
    const beside = before ?? (await element());
    await begin(tabs.empty);
    const standIn = await standInSeen(tabs.empty, server.url('/empty'));
    await tabs.empty.goto(server.url('/well'));
    await begin(tabs.ours);
    await ours.stopBackground();
    const asleep = await sight(tabs.ours, url);
    if (round >= 0) rounds.push({ element: beside, awake, asleep, standIn });
  }
  await Promise.all(Object.values(tabs).map((tab) => tab.close()));
  const how = throttled === null ? '' : `, page ${throttled} times slower`;
  const measured = (
    name: string,
    own: (round: (typeof rounds)[number]) => number,
    beside: (round: (typeof rounds)[number]) => number,
    atMost: number,
  ): Measured => ({
    name: `${name}${how}`,
    ratio: estimate(rounds.map((round) => own(round) / beside(round))),
    microseconds: estimate(rounds.map((round) => own(round) * 1_000)),
    atMost: throttled === null ? atMost : null,
  });
  return [
    measured(
      'pill, awake, for one bare element',
      (r) => r.awake.pill,
      (r) => r.element,
      1.3,
    ),
    measured(
      'pill, asleep for awake',
      (r) => r.asleep.pill,
      (r) => r.awake.pill,
      2,
    ),
    measured(
      'card for pill, awake',
      (r) => r.awake.card,
      (r) => r.awake.pill,
      1.5,
    ),
    measured(
      'card for pill, asleep',
      (r) => r.asleep.card,
      (r) => r.asleep.pill,
      1.5,
    ),
    measured(
      'stand-in for pill, awake',
      (r) => r.standIn,
      (r) => r.awake.pill,
      3,
    ),
  ];
}

/** How long after a failure there is still something to do about it, in ms: the badge is looked at once more. */
const AFTERWARDS_MS = 400;

/** Goes to a page that is well, and waits until nothing is left of what was before: each sight begins there. */
async function rest(tab: Tab, well: string): Promise<void> {
  await tab.activate();
  await tab.goto(well);
  await tab.evaluate(
    (ms: number) =>
      new Promise<void>((resolve) => setTimeout(() => requestIdleCallback(() => resolve()), ms)),
    AFTERWARDS_MS,
  );
}

/** Both of one navigation: the pill stands at commit, the card once the background has judged the page. */
async function sight(tab: Tab, url: string): Promise<Sight> {
  await tab.goto(url);
  return await tab.evaluate(async () => {
    const { sight } = globalThis as unknown as Seen;
    return { pill: await sight.element, card: await sight.card };
  });
}

async function elementSeen(tab: Tab, url: string): Promise<number> {
  await tab.goto(url);
  return await tab.evaluate(() => (globalThis as unknown as Seen).sight.element);
}

/**
 * From the order to navigate to the first paint of the page of ours that stands in: as the browser tells it, which is
 * when it was on the screen, and so a little later than what the pill is measured by.
 */
async function standInSeen(tab: Tab, url: string): Promise<number> {
  const start = performance.timeOrigin + performance.now();
  await tab.goto(url, { wait: 'none' });
  await pollUntil(async () => (await tab.url()).startsWith('chrome-extension:'), {
    what: () => 'the stand-in',
  });
  const painted = await tab.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((entries) => {
          const [paint] = entries.getEntriesByName('first-contentful-paint');
          if (paint !== undefined) resolve(performance.timeOrigin + paint.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  return painted - start;
}

/** What the failing page finds out about itself, in ms since its navigation. */
interface Seen {
  readonly sight: { readonly element: Promise<number>; readonly card: Promise<number> };
}

/**
 * Runs in the page: looks once a frame for an element of either extension and for the card, and once it is there takes
 * the time when the page is done with that frame, its style, layout and paint. (The compositor and the screen come after.)
 */
function watchSight(): void {
  const painted = (is: () => boolean): Promise<number> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      const look = (): void => {
        // Heard after the frame that it was sent in.
        if (is()) port2.postMessage(null);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  // Where the card reaches and the pill does not.
  const card = () => document.elementFromPoint(innerWidth - 300, 120);
  Object.assign(globalThis, {
    sight: {
      element: painted(() => document.querySelector('[data-bare], [data-backsoon]') !== null),
      card: painted(() => card()?.hasAttribute('data-backsoon') === true),
    },
  });
}

function failing(body: string) {
  return respond({
    status: 502,
    reason: 'Bad Gateway',
    headers: [['Content-Type', 'text/html']],
    body: `<html><head><title>502 Bad Gateway</title><script>(${shippedSource(String(watchSight))})()</script></head><body>${body}</body></html>`,
  });
}
