import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FailingDocument } from '../../../src/background/documents';
import { type Background, FailingSite, type FakeTab } from '../support/failing-site';
import { fakeBrowser, resetBrowser } from '../support/fake-browser';
import { aResponse, NOON } from '../support/samples';

const site = new FailingSite();

vi.mock('../../../src/platform/browser', () => ({ browser: site.browser }));
vi.mock('../../../src/platform/frames', () => ({ HEARS_COMMITS: true }));
vi.mock('../../../src/background/on-demand/card', () => ({ script: { files: ['card.js'] } }));
vi.mock('../../../src/background/copy-file', () => ({ COPY_FILE: 'copy.js' }));
let draws: () => number = Math.random;
vi.mock('../../../src/platform/random', () => ({ random: () => draws(), makeSalt: () => 'salt' }));

const { onCardRequest, onTabGone } = await import('../../../src/background/card-requests');
const { beginOrContinue, endIncident } = await import('../../../src/background/failures');
const { readFailingTab } = await import('../../../src/background/failing-tab');
const { writeDocument } = await import('../../../src/background/documents');
const { onLookedAt } = await import('../../../src/background/site-turns');
const { forgetSites } = await import('../../../src/background/site-store');
const { lockTab } = await import('../../../src/background/tab-lock');
const { onNet } = await import('../../../src/background/tries');

function aDocument({ id, address, isPrivate }: FakeTab, documentId: string): FailingDocument {
  return {
    documentId,
    tabId: id,
    requestId: documentId,
    address,
    seenAt: Date.now(),
    isPrivate,
    response: aResponse(),
    proxy: 'unknown',
    sameJar: true,
    askFrom: 'card',
    isAskedFor: false,
  };
}

const background: Background = {
  failed: async (tab, documentId) => {
    const document = aDocument(tab, documentId);
    await lockTab(tab.id, async () => {
      await writeDocument(document);
      await beginOrContinue(document);
    });
  },
  answered: async ({ id }) => {
    await lockTab(id, async () => {
      const tab = await readFailingTab(id);
      if (tab !== null) await endIncident(tab, 'recovered');
    });
  },
  request: async ({ id, address, isPrivate, documentId }, request) =>
    await onCardRequest(request, {
      tabId: id,
      frameId: 0,
      documentId,
      address,
      ownPage: false,
      isPrivate,
    }),
  alarm: onNet,
  closed: async (tabId) => {
    await onTabGone(tabId);
    await forgetSites();
  },
  lookedAt: onLookedAt,
};

const addressOf = (id: number): string => `https://shop.example.org/${id}`;

/** So many tabs of the site, each with an address of its own; the first is in view. */
async function openTabs(count: number): Promise<void> {
  for (let id = 1; id <= count; id += 1) await site.open(id, addressOf(id));
}

const MINUTE = 60_000;

/** Numbers from 0 to 1 that are the same in every run (a linear congruential generator). */
function drawsOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const deadlines = (): number[] =>
  [...site.tabs.values()].map(({ view }) =>
    view?.next.kind === 'wait' ? view.next.until : Number.NaN,
  );

beforeEach(() => {
  resetBrowser();
  draws = drawsOf(1);
  site.begin(background);
  // Work that is cut off says so.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  return () => vi.useRealTimers();
});

describe('ten tabs of a failing site', () => {
  test('count down to one deadline, and one of them asks', async () => {
    await openTabs(10);
    await site.pass(100);
    expect(new Set(deadlines()).size).toBe(1);
    await site.pass((deadlines()[0] ?? 0) - Date.now());
    expect(site.asked).toHaveLength(1);
    await site.pass(100);
    expect(new Set(deadlines()).size).toBe(1);
  });

  test('make the requests of one, in the mean of many minutes', async () => {
    const requests = async (count: number): Promise<number> => {
      let sum = 0;
      for (let seed = 1; seed <= 30; seed += 1) {
        resetBrowser();
        site.begin(background);
        draws = drawsOf(seed);
        await openTabs(count);
        await site.pass(MINUTE);
        sum += site.asked.length;
      }
      return sum;
    };
    const one = await requests(1);
    expect(one).toBeGreaterThan(30);
    expect(await requests(10)).toBeLessThanOrEqual(1.3 * one);
  }, 120_000);

  test('are all back within ten seconds of the first, each by a probe of its own', async () => {
    await openTabs(10);
    await site.pass(2 * MINUTE);
    const mended = Date.now();
    site.isWell = (_, at) => at >= mended;
    const before = site.asked.length;
    await site.pass(2 * MINUTE);
    const after = site.asked.slice(before);
    const back = after.filter(({ how }) => how === 'page').map(({ at }) => at);
    expect(back).toHaveLength(10);
    expect(Math.max(...back) - Math.min(...back)).toBeLessThanOrEqual(10_000);
    expect(after.filter(({ how }) => how === 'probe')).toHaveLength(10);
  });

  test('each ask in turn, and one path that stays broken strands nobody', async () => {
    await openTabs(2);
    site.isWell = (address) => address === addressOf(2);
    await site.pass(11 * MINUTE);
    expect(site.tabs.get(2)?.isBack).toBe(true);
    expect(site.tabs.get(1)?.isBack).toBe(false);
    const rest = site.asked.length;
    await site.pass(11 * MINUTE);
    expect(site.asked.length).toBeGreaterThan(rest);
  });

  test('of a private window ask by turns of their own, of which nothing stays', async () => {
    await openTabs(2);
    await site.open(3, addressOf(3), true);
    await site.pass(100);
    const [first, second, secret] = deadlines();
    expect(first).toBe(second);
    expect(secret).not.toBe(first);
    expect(JSON.stringify([...fakeBrowser.storage.local.kept])).not.toContain('shop.example.org/3');
    await site.pass(MINUTE);
    await site.close(3);
    const keys = [...fakeBrowser.storage.session.kept.keys()];
    expect(keys.filter((key) => key.startsWith('private'))).toEqual([]);
    expect(keys).toContain('site:shop.example.org');
  });
});

describe('one tab that is lost strands nobody', () => {
  const lose: [string, (id: number) => Promise<void>][] = [
    ['closed', async (id) => await site.close(id)],
    ['stopped', async (id) => await site.press(id, 'stop')],
    [
      'discarded',
      async (id) => {
        const tab = site.tabs.get(id);
        if (tab !== undefined) tab.isDiscarded = true;
      },
    ],
  ];
  test.each(lose)('when it is %s: another asks, at the same time', async (_, loseTab) => {
    await openTabs(3);
    await site.pass(100);
    const [deadline = 0] = deadlines();
    const kept = JSON.stringify([...fakeBrowser.storage.session.kept]);
    const scout = Number(/"turn":\{"id":"(\d)"/.exec(kept)?.[1]);
    await loseTab(scout);
    await site.pass(deadline - Date.now() + 3_000);
    expect(site.asked.map(({ tabId }) => tabId)).not.toContain(scout);
    expect(site.asked.length).toBeGreaterThanOrEqual(1);
    expect(site.asked[0]?.at).toBeLessThanOrEqual(deadline + 1_500);
  });

  test('one that is stopped stays so when the others come back', async () => {
    await openTabs(3);
    await site.press(2, 'stop');
    site.isWell = () => true;
    await site.pass(MINUTE);
    expect([...site.tabs.values()].map(({ isBack }) => isBack)).toEqual([true, false, true]);
  });
});

describe('the visitor', () => {
  test('who tries one tab is answered at once, and brings the others back too', async () => {
    await openTabs(3);
    site.isWell = () => true;
    await site.press(3, 'try-now');
    expect(site.tabs.get(3)?.isBack).toBe(true);
    await site.pass(10_000);
    expect([...site.tabs.values()].map(({ isBack }) => isBack)).toEqual([true, true, true]);
  });

  test('who tries costs the site’s budget nothing', async () => {
    await openTabs(1);
    for (let press = 0; press < 5; press += 1) await site.press(1, 'try-now');
    expect(site.asked).toHaveLength(5);
    const kept = JSON.stringify([...fakeBrowser.storage.session.kept]);
    expect(kept).toContain('"tries":0,"owedUntil":0');
  });

  test('who comes to a tab that waits for long sees a shorter wait', async () => {
    site.inView = 9;
    await openTabs(2);
    draws = () => 0.99;
    await site.pass(MINUTE);
    expect((deadlines()[0] ?? 0) - Date.now()).toBeGreaterThan(2 * MINUTE);
    await site.lookAt(2);
    await site.pass(100);
    const [one, other] = deadlines();
    expect(one).toBe(other);
    expect((one ?? 0) - Date.now()).toBeLessThan(90_000);
  });

  test('who sleeps finds no burst on waking', async () => {
    await openTabs(10);
    await site.pass(1_000);
    const before = site.asked.length;
    site.sleep(8 * 60 * MINUTE);
    const woken = Date.now();
    await site.pass(1_900);
    expect(site.asked).toHaveLength(before);
    await site.pass(2 * MINUTE);
    const after = site.asked.slice(before).map(({ at }) => at - woken);
    expect(after[0]).toBeGreaterThanOrEqual(2_000);
    expect(after[0]).toBeLessThanOrEqual(10_000);
    expect(after.length).toBeLessThanOrEqual(8);
  });
});

describe('a worker that is stopped at any step', () => {
  /** Plays three tabs until the site is well again, with a stop at the n-th call of the background. */
  async function play(stopAt: number): Promise<boolean> {
    resetBrowser();
    site.begin(background);
    draws = drawsOf(7);
    await openTabs(3);
    await site.pass(100);
    site.calls = 0;
    site.stopAt = stopAt;
    site.isWell = (_, at) => at >= NOON + 20_000;
    await site.pass(15 * MINUTE);
    return site.calls >= stopAt;
  }

  test('brings everything back all the same, and asks nothing twice', async () => {
    let stop = 1;
    while (await play(stop)) {
      const back = [...site.tabs.values()].map(({ isBack }) => isBack);
      expect(back, `stopped at call ${stop}`).toEqual([true, true, true]);
      const probes = site.asked.filter(({ how }) => how === 'probe');
      const during = probes.filter(({ at }) => at < NOON + 20_000).map(({ at }) => at);
      const gaps = during.slice(1).map((at, before) => at - (during[before] ?? 0));
      expect(Math.min(...gaps, 2_000), `stopped at call ${stop}`).toBeGreaterThanOrEqual(2_000);
      for (const { id } of site.tabs.values()) {
        const loads = site.asked.filter(({ how, tabId }) => how === 'page' && tabId === id);
        expect(loads, `stopped at call ${stop}`).toHaveLength(1);
      }
      stop += 1;
    }
    expect(stop).toBeGreaterThan(100);
  }, 240_000);
});
