import type { IncidentRecord } from '../../src/core/history/record';
import { Chromium } from '../e2e/support/chromium';
import type { BrowserUnderTest, Tab } from '../e2e/support/driver';
import { anEndedIncident, fillHistory, tellBackground } from '../e2e/support/history';
import { estimate, type Measured } from './pairs';

const ROUNDS = 15;
const DAY = 86_400_000;
const MANY = 10_000;
const FEW = 100;

/** Milliseconds: from the navigation to the first paint, which has the first incidents on it; to all of it read. */
interface Opened {
  readonly painted: number;
  readonly whole: number;
  /** The longest task while the page is scrolled from top to bottom, the browser's own included; 0: none above 50 ms. */
  readonly scrolling: number;
}

/**
 * What the history page costs with a year of 10,000 incidents, against a year of 100: in two browsers that
 * run side by side, opened in turn. Needs `npm run build`.
 */
export async function historyPageCosts(): Promise<Measured[]> {
  const [few, many] = [await browserWith(FEW), await browserWith(MANY)];
  try {
    const rounds: { few: Opened; many: Opened }[] = [];
    // The first one warms either up: caches of code, of the database, of fonts.
    for (let round = -1; round < ROUNDS; round += 1) {
      const isFirst = round % 2 === 0;
      const before = isFirst ? await open(many) : null;
      const small = await open(few);
      const found = { few: small, many: before ?? (await open(many)) };
      if (round >= 0) rounds.push(found);
    }
    const compare = (name: string, of: 'painted' | 'whole', atMost: number | null): Measured => ({
      name,
      ratio: estimate(rounds.map((round) => round.many[of] / round.few[of])),
      microseconds: estimate(rounds.map((round) => round.many[of] * 1_000)),
      atMost,
    });
    const longest = estimate(rounds.map((round) => Math.max(50, round.many.scrolling)));
    const scrolled = estimate(rounds.map((round) => Math.max(50, round.many.scrolling) / 50));
    return [
      compare('history page, 10,000 for 100: first paint', 'painted', 1.5),
      compare('history page, 10,000 for 100: all of it', 'whole', null),
      {
        name: 'history page, scrolled: longest task for 50 ms',
        ratio: scrolled,
        microseconds: {
          median: longest.median * 1_000,
          low: longest.low * 1_000,
          high: longest.high * 1_000,
        },
        atMost: 1,
      },
    ];
  } finally {
    await Promise.all([few.close(), many.close()]);
  }
}

/** A browser with so many incidents of 200 sites, spread over a year. */
async function browserWith(count: number): Promise<BrowserUnderTest> {
  const under = await Chromium.launch();
  await tellBackground(under, 'history/keep', { days: 366, incidents: 20_000 });
  const now = Math.floor(Date.now() / 1_000) * 1_000;
  const records = Array.from({ length: count }, (_, n): IncidentRecord => {
    const at = now - Math.floor((n * 364 * DAY) / count) - 60_000;
    return anEndedIncident(at, {
      site: `site-${(n * 7_919) % 200}.example`,
      statuses: [502 + (n % 3)],
      family: n % 2 === 0 ? 'nginx' : null,
      end: { how: n % 5 === 0 ? 'left' : 'recovered', at: at + 30_000 + (n % 90) * 1_000 },
    });
  });
  for (let at = 0; at < count; at += 1_000) {
    await fillHistory(under, records.slice(at, at + 1_000));
  }
  return under;
}

async function open(under: BrowserUnderTest): Promise<Opened> {
  const tab = await under.extensionPage('src/pages/history/index.html?period=year');
  await tab.waitFor('main[aria-busy="false"] table.incidents', { timeout: 30_000 });
  const times = await tab.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return { painted: paint?.startTime ?? Number.NaN, whole: performance.now() };
  });
  const scrolling = await scroll(tab);
  await tab.close();
  return { ...times, scrolling };
}

/** Scrolls the page from top to bottom, a third of a window each frame. */
async function scroll(tab: Tab): Promise<number> {
  return await tab.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const tasks: number[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) tasks.push(duration);
        });
        observer.observe({ type: 'longtask' });
        const page = document.documentElement;
        const step = (): void => {
          const before = page.scrollTop;
          window.scrollBy({ top: innerHeight / 3, behavior: 'instant' });
          if (page.scrollTop > before) requestAnimationFrame(step);
          else {
            // What is observed is told in a task of its own, after the frame.
            setTimeout(() => {
              for (const { duration } of observer.takeRecords()) tasks.push(duration);
              observer.disconnect();
              resolve(Math.max(0, ...tasks));
            }, 100);
          }
        };
        requestAnimationFrame(step);
      }),
  );
}
