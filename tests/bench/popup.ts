import { Chromium } from '../e2e/support/chromium';
import type { BrowserUnderTest } from '../e2e/support/driver';
import { anEndedIncident, fillHistory } from '../e2e/support/history';
import { estimate, type Measured } from './pairs';

const FEW = 10;
const MANY = 10_000;
const ROUNDS = 31;
const SITES = 200;
/** So many are put into the history at once: the background has other things to do. */
const STEP = 1_000;
const MINUTE = 60_000;

/** Milliseconds from the navigation: to the first paint, which has the tab on it; to the history's being there. */
interface Opened {
  readonly tab: number;
  readonly list: number;
}

interface Case {
  readonly under: BrowserUnderTest;
  readonly about: number;
}

async function prepare(incidents: number): Promise<Case> {
  const under = await Chromium.launch();
  const about = await under.newTab();
  const now = Date.now();
  const records = Array.from({ length: incidents }, (_, at) => {
    const site = `site-${at % SITES}.example.org`;
    const address = `https://${site}/page/${at}`;
    return anEndedIncident(now - (at + 5) * MINUTE, { id: `${at}`, site, address });
  });
  let added = 0;
  for (let at = 0; at < incidents; at += STEP) {
    added += await fillHistory(under, records.slice(at, at + STEP));
  }
  if (added !== incidents) throw new Error(`${added} of ${incidents} incidents were kept`);
  return { under, about: about.id };
}

async function open({ under, about }: Case): Promise<Opened> {
  const popup = await under.extensionPage(`src/popup/index.html?tab=${about}`);
  await popup.waitFor('.history .line');
  const opened = await popup.evaluate(async () => {
    const list = performance.now();
    const lines = document.querySelectorAll('.line').length;
    // The paint is told of after it was made.
    const tab = await new Promise<number>((resolve) => {
      new PerformanceObserver((entries) => {
        const [paint] = entries.getEntriesByName('first-contentful-paint');
        if (paint !== undefined) resolve(paint.startTime);
      }).observe({ type: 'paint', buffered: true });
    });
    return { tab, list, lines };
  });
  await popup.close();
  if (opened.lines > 50) throw new Error(`the popup loaded ${opened.lines} incidents`);
  return opened;
}

/** What opening the popup costs with a full history, against one that has hardly begun, in the same minute. */
export async function popupCosts(): Promise<Measured[]> {
  const few = await prepare(FEW);
  const many = await prepare(MANY);
  try {
    await open(few);
    await open(many);
    const rounds: { few: Opened; many: Opened }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      // Whichever comes second finds the machine busier or calmer: they take turns.
      const first = round % 2 === 0 ? await open(few) : null;
      const second = await open(many);
      rounds.push({ few: first ?? (await open(few)), many: second });
    }
    const measured = (name: string, part: keyof Opened): Measured => ({
      name,
      ratio: estimate(rounds.map((round) => round.many[part] / round.few[part])),
      microseconds: estimate(rounds.map((round) => round.many[part] * 1_000)),
      atMost: 1.2,
    });
    return [
      measured('the popup shows the tab, 10,000 to 10 incidents', 'tab'),
      measured('the popup shows the history, 10,000 to 10', 'list'),
    ];
  } finally {
    await few.under.close();
    await many.under.close();
  }
}
