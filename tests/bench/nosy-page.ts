import { Chromium } from '../e2e/support/chromium';
import { RawServer } from '../e2e/support/raw-server';
import { respond } from '../e2e/support/respond';
import { estimate, type Measured } from './pairs';

const PROBES = 400;
/** An extension's id as Chromium makes them, of one that nobody has. */
const NOBODY = 'chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh';
/** What every extension has, and one that is certainly not there. */
const FILES = ['/manifest.json', '/background.js', '/nothing.png'];

/**
 * How long a page waits until it is refused a file of ours, beside one of an extension that isn't there: where that can
 * be told apart, a page can tell that Backsoon is installed, though it gets nothing.
 */
export async function nosyPageCosts(): Promise<Measured[]> {
  const server = await RawServer.start();
  server.route(
    '/',
    respond({
      status: 200,
      reason: 'OK',
      headers: [['Content-Type', 'text/html']],
      body: '<h1>Nosy</h1>',
    }),
  );
  const browser = await Chromium.launch();
  try {
    const tab = await browser.newTab(server.url('/'));
    const measured: Measured[] = [];
    for (const file of FILES) {
      const times = await tab.evaluate(refusals, {
        ours: browser.extensionOrigin + file,
        nobodys: NOBODY + file,
        probes: PROBES,
      });
      measured.push({
        name: `refused ${file}, ours for nobody's`,
        ratio: estimate(times.map(({ ours, nobodys }) => ours / nobodys)),
        microseconds: estimate(times.map(({ ours }) => ours * 1_000)),
        atMost: null,
      });
    }
    return measured;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Runs in the page: asks for either in turn, ten times each, as its clock is coarse. Milliseconds for one. */
async function refusals({
  ours,
  nobodys,
  probes,
}: {
  readonly ours: string;
  readonly nobodys: string;
  readonly probes: number;
}): Promise<{ ours: number; nobodys: number }[]> {
  const times: { ours: number; nobodys: number }[] = [];
  const timeOf = async (url: string): Promise<number> => {
    const start = performance.now();
    for (let n = 0; n < 10; n += 1) await fetch(url).catch(() => undefined);
    return (performance.now() - start) / 10;
  };
  for (let probe = 0; probe < probes; probe += 10) {
    const isFirst = probe % 20 === 0;
    const before = isFirst ? await timeOf(ours) : 0;
    const other = await timeOf(nobodys);
    const own = isFirst ? before : await timeOf(ours);
    times.push({ ours: own, nobodys: other });
  }
  return times;
}
