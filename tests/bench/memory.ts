import { Chromium } from '../e2e/support/chromium';
import type { ChromiumSession } from '../e2e/support/chromium-session';
import type { Tab } from '../e2e/support/driver';
import { pollUntil } from '../e2e/support/poll';
import { RawServer } from '../e2e/support/raw-server';
import { respond } from '../e2e/support/respond';

const INCIDENTS = 1_000;
const FAILING_TABS = 200;
const NAVIGATIONS = 10_000;

/** Heap of the background's worker without code, in KB after a collection, beside what it was before. */
export interface MemoryUse {
  readonly name: string;
  readonly kilobytes: number;
  readonly beside: number;
  /** How much it may have grown; null where one only wants to know. */
  readonly atMost: number | null;
}

/**
 * What a worker holds that is never put to sleep: a debugger keeps it awake, so whatever it doesn't let go of
 * is counted here, though a sleep of any visitor's browser would free it.
 */
export async function memoryUse(): Promise<MemoryUse[]> {
  const server = await RawServer.start();
  server.route(
    '/well',
    respond({ status: 200, reason: 'OK', headers: HTML, body: '<h1>Well</h1>' }),
  );
  server.route(
    '/failing',
    respond({
      status: 502,
      reason: 'Bad Gateway',
      headers: HTML,
      body: '<h1>502 Bad Gateway</h1>',
    }),
  );
  try {
    return [await navigations(server), await incidents(server), await failingTabs(server)];
  } finally {
    await server.close();
  }
}

const HTML = [['Content-Type', 'text/html']] as const;
/** Grown by less than this over 10,000 navigations, in KB: 50 bytes for each. */
const GROWTH_KB = 500;

async function navigations(server: RawServer): Promise<MemoryUse> {
  return await withWorker(async (browser, heap) => {
    const tab = await browser.newTab();
    // What is made once is made by then.
    await visit(tab, server.url('/well'), 200);
    const beside = await heap();
    await visit(tab, server.url('/well'), NAVIGATIONS);
    return {
      name: `after ${NAVIGATIONS} navigations`,
      kilobytes: await heap(),
      beside,
      atMost: GROWTH_KB,
    };
  });
}

async function incidents(server: RawServer): Promise<MemoryUse> {
  return await withWorker(async (browser, heap) => {
    const tab = await browser.newTab();
    const fail = async (): Promise<void> => {
      await tab.goto(server.url('/failing'), { wait: 'commit' });
      await tab.waitFor('[data-backsoon]');
      await tab.goto(server.url('/well'), { wait: 'commit' });
    };
    for (let n = 0; n < 20; n += 1) await fail();
    const beside = await heap();
    for (let n = 0; n < INCIDENTS; n += 1) await fail();
    return {
      name: `after ${INCIDENTS} incidents`,
      kilobytes: await heap(),
      beside,
      atMost: GROWTH_KB,
    };
  });
}

async function failingTabs(server: RawServer): Promise<MemoryUse> {
  return await withWorker(async (browser, heap) => {
    const first = await browser.newTab(server.url('/failing'));
    await first.waitFor('[data-backsoon]');
    const beside = await heap();
    await browser.background(
      async (api, { url, count }) => {
        for (let n = 0; n < count; n += 1) await api.tabs.create({ url, active: false });
      },
      { url: server.url('/failing'), count: FAILING_TABS - 1 },
    );
    await pollUntil(
      async () =>
        (await browser.background(async (api) => {
          const kept: Record<string, unknown> = await api.storage.session.get(null);
          return Object.keys(kept).filter((key) => key.startsWith('tab:')).length;
        })) === FAILING_TABS,
      { timeout: 240_000, what: () => `${FAILING_TABS} failing tabs` },
    );
    return {
      name: `with ${FAILING_TABS} failing tabs`,
      kilobytes: await heap(),
      beside,
      atMost: null,
    };
  });
}

async function visit(tab: Tab, url: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await tab.goto(url, { wait: 'commit' });
}

async function withWorker(
  work: (browser: Chromium, heap: () => Promise<number>) => Promise<MemoryUse>,
): Promise<MemoryUse> {
  const browser = await Chromium.launch();
  try {
    const worker = await browser.workerSession();
    return await work(browser, () => heapOf(worker));
  } finally {
    await browser.close();
  }
}

/** Nothing that the background still waits for once an incident is over takes longer than 10 s. */
const OVER_MS = 12_000;

async function heapOf(worker: ChromiumSession): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, OVER_MS));
  const snapshot = await snapshotOf(worker);
  return bytesKept(snapshot) / 1_000;
}

/** As the browser writes it: the fields of all nodes in one row of numbers. */
interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      /** The names of the types, and what else the fields are. */
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
}

/** What is left after a collection. */
async function snapshotOf(worker: ChromiumSession): Promise<HeapSnapshot> {
  const chunks: string[] = [];
  const stop = worker.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    chunks.push(String(chunk));
  });
  await worker.send('HeapProfiler.collectGarbage');
  await worker.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  stop();
  return JSON.parse(chunks.join(''));
}

/**
 * All but code: what runs often is compiled once more, 170 functions between the 120th and the 620th incident, and
 * that levels off. What is kept by mistake is never code.
 */
function bytesKept({ snapshot, nodes }: HeapSnapshot): number {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const code = types[0].indexOf('code');
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (nodes[at + type] !== code) bytes += nodes[at + size] ?? 0;
  }
  return bytes;
}
