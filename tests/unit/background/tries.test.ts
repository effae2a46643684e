import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FailingDocument } from '../../../src/background/documents';
import type { FailingTab } from '../../../src/background/failing-tab';
import { PLAIN } from '../../../src/background/look';
import { fakeBrowser, resetBrowser } from '../support/fake-browser';
import { AROUND, aDiagnosis } from '../support/samples';

/** What the background told the tab, and which alarms stand. */
const told: { type: string; body: { do: string } }[] = [];
const alarms = new Map<string, number>();

vi.mock('../../../src/platform/browser', () => ({
  browser: {
    ...fakeBrowser,
    alarms: {
      create: async (name: string, { when }: { when: number }) => void alarms.set(name, when),
      clear: async (name: string) => alarms.delete(name),
    },
    tabs: {
      get: async (id: number) => ({
        id,
        url: 'https://a.example/',
        active: true,
        incognito: false,
      }),
      sendMessage: async (_: number, message: (typeof told)[number]) => void told.push(message),
    },
    runtime: { id: 'x', getURL: () => 'chrome-extension://x/' },
  },
}));

const { onNet, onDue, onTried } = await import('../../../src/background/tries');
const { readFailingTab, writeFailingTab } = await import('../../../src/background/failing-tab');
const { writeDocument } = await import('../../../src/background/documents');
const { waitInTurn } = await import('../../../src/background/site-turns');

const NOW = 1_800_000_000_000;

const RESPONSE = {
  status: 502,
  reason: 'Bad Gateway',
  headers: [],
  method: 'GET',
  fromCache: false,
  serverAddress: 'unknown',
} as const;

const DOCUMENT: FailingDocument = {
  documentId: 'D',
  tabId: 7,
  requestId: 'R',
  address: 'https://a.example/',
  seenAt: NOW,
  isPrivate: false,
  response: RESPONSE,
  proxy: 'unknown',
  sameJar: true,
  askFrom: 'card',
  isAskedFor: false,
};

const TAB: FailingTab = {
  tabId: 7,
  isPrivate: false,
  incident: {
    id: 'R~D',
    site: 'a.example',
    address: 'https://a.example/',
    askedBy: 'get',
    firstSeenAt: NOW,
    lastSeenAt: NOW,
    statuses: [502],
    family: null,
    cause: null,
    tries: { ours: 0, visitors: 0 },
    lastTryAt: null,
    probeMisled: false,
    end: null,
  },
  documentId: 'D',
  diagnosis: aDiagnosis(),
  circumstances: AROUND,
  judged: true,
  step: { kind: 'wait', until: NOW + 5_000, why: 'backoff' },
  trying: null,
  stopped: false,
  dismissed: false,
  standIn: 'none',
  watched: false,
  expected: null,
  pose: null,
  outcome: null,
  look: PLAIN,
};

const probing = (since: number): FailingTab => ({
  ...TAB,
  trying: { how: 'probe', by: 'us', number: 1, since, probed: null },
});

beforeEach(async () => {
  resetBrowser();
  vi.stubGlobal('navigator', { ...navigator, onLine: true });
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  told.length = 0;
  alarms.clear();
  await writeDocument(DOCUMENT);
});

describe('a deadline', () => {
  test('that has not come starts nothing', async () => {
    expect(await onDue(TAB, DOCUMENT)).toMatchObject({ do: 'show' });
  });

  test('that has come starts one probe, whoever asks again', async () => {
    const step = await waitInTurn(TAB, 'new');
    vi.setSystemTime(step.until);
    expect(await onDue({ ...TAB, step }, DOCUMENT)).toMatchObject({
      do: 'probe',
      number: step.until,
    });
    const trying = await readFailingTab(7);
    if (trying === null) throw new Error('the try was not stored');
    expect(await onDue(trying, DOCUMENT)).toMatchObject({
      do: 'show',
      view: { next: { kind: 'trying' } },
    });
  });

  test('of an incident that a form began starts nothing, whatever is stored', async () => {
    vi.setSystemTime(NOW + 5_000);
    const form: FailingTab = { ...TAB, incident: { ...TAB.incident, askedBy: 'form' } };
    expect(await onDue(form, DOCUMENT)).toMatchObject({ do: 'show' });
    expect((await readFailingTab(7))?.trying ?? null).toBeNull();
  });
});

describe('a pause', () => {
  const offline = (): void => void vi.stubGlobal('navigator', { ...navigator, onLine: false });
  const PAUSED: FailingTab = { ...TAB, step: { kind: 'pause', why: 'offline' } };

  test('begins where the device is offline, and is looked at again by itself', async () => {
    offline();
    const order = await onTried(probing(NOW), DOCUMENT, 1, { kind: 'silent' });
    expect(order).toMatchObject({ view: { next: { kind: 'pause', why: 'offline' } } });
    expect(alarms.get('due:7')).toBeGreaterThan(NOW);
  });

  test('does not concern what runs on this device or network', async () => {
    offline();
    for (const serverAddress of ['loopback', 'private'] as const) {
      const near: FailingTab = { ...probing(NOW), circumstances: { ...AROUND, serverAddress } };
      const order = await onTried(near, DOCUMENT, 1, { kind: 'answered', status: 502 });
      expect(order).toMatchObject({ view: { next: { kind: 'wait' } } });
    }
  });

  test('goes on while the device is offline, and starts nothing', async () => {
    offline();
    expect(await onDue(PAUSED, DOCUMENT)).toMatchObject({ view: { next: { kind: 'pause' } } });
  });

  test('ends with a try within ten seconds, however long it failed before', async () => {
    const tries = { ours: 30, visitors: 0 };
    await writeFailingTab({ ...PAUSED, incident: { ...PAUSED.incident, tries } });
    await onNet(7);
    expect(told).toMatchObject([{ body: { do: 'show', view: { next: { kind: 'wait' } } } }]);
    const step = (await readFailingTab(7))?.step;
    expect(step?.kind === 'wait' && step.until).toBeLessThanOrEqual(NOW + 10_000);
  });
});

describe('a try', () => {
  test('that found a failure leads to the next deadline', async () => {
    await writeFailingTab(probing(NOW));
    const order = await onTried(probing(NOW), DOCUMENT, 1, { kind: 'answered', status: 503 });
    expect(order).toMatchObject({
      do: 'show',
      view: { status: 503, tries: 1, next: { kind: 'wait' } },
    });
    expect(alarms.get('due:7')).toBeGreaterThan(NOW);
  });

  test('that found anything else has the page loaded again', async () => {
    for (const status of [200, 0, 404, 401]) {
      const order = await onTried(probing(NOW), DOCUMENT, 1, { kind: 'answered', status });
      expect(order.do).toBe('reload');
    }
  });

  test('of another number, which was given up, changes nothing', async () => {
    const order = await onTried(probing(NOW), DOCUMENT, 9, { kind: 'answered', status: 200 });
    expect(order.do).toBe('show');
  });
});

describe('the net', () => {
  test('wakes the card when its deadline may have passed', async () => {
    const step = await waitInTurn(TAB, 'new');
    await writeFailingTab({ ...TAB, step });
    vi.setSystemTime(step.until);
    await onNet(7);
    expect(told.map(({ body }) => body.do)).toEqual(['wake']);
    // It may not be heard of again.
    expect(alarms.get('due:7')).toBeGreaterThan(step.until);
  });

  test('leaves a try alone that is still under way', async () => {
    await writeFailingTab(probing(NOW - 10_000));
    await onNet(7);
    expect((await readFailingTab(7))?.trying).not.toBeNull();
    expect(alarms.get('due:7')).toBeGreaterThan(NOW);
  });

  test('gives up a try that got lost, and counts on', async () => {
    await writeFailingTab(probing(NOW - 61_000));
    await onNet(7);
    const after = await readFailingTab(7);
    expect(after?.trying).toBeNull();
    expect(after?.step).toMatchObject({ kind: 'wait' });
    expect(told).toMatchObject([{ type: 'card/order', body: { do: 'show' } }]);
  });

  test('gives up a reload that was ordered and never came', async () => {
    await writeFailingTab({
      ...TAB,
      trying: { how: 'reload', by: 'us', number: 1, since: NOW - 61_000, probed: 200 },
    });
    await onNet(7);
    expect((await readFailingTab(7))?.trying).toBeNull();
  });

  test('of a tab that nothing is known of asks nobody for anything', async () => {
    await onNet(8);
    expect(told).toEqual([]);
    expect(alarms.size).toBe(0);
  });
});
