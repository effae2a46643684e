import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FailingDocument } from '../../../src/background/documents';
import type { FailingTab } from '../../../src/background/failing-tab';
import { PLAIN } from '../../../src/background/look';
import type { Watch } from '../../../src/core/watches/watch';
import { fakeBrowser, resetBrowser } from '../support/fake-browser';
import { aDiagnosis, anIncident, NOON } from '../support/samples';

/** What the background did to browser and network, in order. */
const done: string[] = [];
let tabs: { id: number; url: string; incognito: boolean }[] = [];
/** Tabs that are closed, though something of them may still be on record. */
let closed: number[] = [];
let mayNotify = true;
let status = 502;

vi.mock('../../../src/platform/browser', () => ({
  browser: {
    ...fakeBrowser,
    alarms: {
      create: async (name: string) => void done.push(`alarm ${name}`),
      clear: async (name: string) => void done.push(`no alarm ${name}`),
    },
    action: {
      setBadgeText: async ({ text }: { text: string }) => void done.push(`badge ${text}`),
      setBadgeBackgroundColor: async () => undefined,
      setTitle: async () => undefined,
    },
    i18n: { getMessage: (key: string) => (key === 'languageTag' ? 'en' : key) },
    notifications: {
      getAll: async () => ({}),
      create: async (id: string) => void done.push(`notify ${id}`),
      clear: async (id: string) => void done.push(`clear ${id}`),
    },
    permissions: {
      contains: async ({ permissions }: { permissions?: string[] }) =>
        permissions === undefined || mayNotify,
    },
    tabs: {
      query: async () => tabs,
      get: async (id: number) => {
        if (closed.includes(id)) throw new Error(`No tab with id: ${id}`);
        return { id, active: true, windowId: 1 };
      },
      create: async ({ url, windowId }: { url: string; windowId: number }) =>
        void done.push(`open ${url} in ${windowId}`),
      update: async (id: number) => {
        done.push(`focus ${id}`);
        return { windowId: 1 };
      },
      reload: async (id: number) => void done.push(`reload ${id}`),
    },
    windows: {
      get: async () => ({ focused: false, state: 'normal' }),
      getAll: async () => [
        { id: 1, focused: false, incognito: false },
        { id: 2, focused: true, incognito: true },
      ],
      update: async () => undefined,
    },
    runtime: { id: 'x', getURL: (path: string) => `chrome-extension://x/${path}` },
  },
}));

const { canWatch, onNotification, onTabRecovered, openWatch, startWatch, tendWatches } =
  await import('../../../src/background/watches');
const { hold } = await import('../../../src/background/calm');
const { readWatches } = await import('../../../src/background/watches-store');
const { writeFailingTab } = await import('../../../src/background/failing-tab');

const ADDRESS = 'https://shop.example.org/cart';

function aTab(parts: Partial<FailingTab> = {}): FailingTab {
  return {
    tabId: 7,
    isPrivate: false,
    incident: anIncident({ address: ADDRESS }),
    documentId: 'D',
    diagnosis: aDiagnosis(),
    circumstances: {
      scheme: 'https',
      proxy: 'unknown',
      others: 'unknown',
      online: true,
      failingFamilies: [],
      serverAddress: 'unknown',
    },
    judged: true,
    step: { kind: 'stop', why: 'tried-enough' },
    trying: null,
    stopped: false,
    dismissed: false,
    standIn: 'none',
    watched: true,
    expected: null,
    pose: null,
    outcome: null,
    look: PLAIN,
    ...parts,
  };
}

const A_DOCUMENT: FailingDocument = {
  documentId: 'D',
  tabId: 7,
  requestId: 'R',
  address: ADDRESS,
  seenAt: NOON,
  isPrivate: false,
  response: {
    status: 502,
    reason: null,
    headers: [],
    method: 'GET',
    fromCache: false,
    serverAddress: 'unknown',
  },
  proxy: 'unknown',
  sameJar: true,
  askFrom: 'card',
  isAskedFor: false,
};

async function theWatch(): Promise<Watch> {
  const [watch] = await readWatches();
  if (watch === undefined) throw new Error('nothing is watched');
  return watch;
}

/** A watch whose next look is due. */
async function watchIsDue(): Promise<Watch> {
  await startWatch(aTab());
  const watch = await theWatch();
  vi.setSystemTime(watch.nextLookAt);
  done.length = 0;
  return watch;
}

beforeEach(() => {
  resetBrowser();
  vi.stubGlobal('navigator', { ...navigator, onLine: true });
  vi.stubGlobal('fetch', async () => {
    done.push('look');
    return new Response(null, { status });
  });
  vi.useFakeTimers({ now: NOON, toFake: ['Date'] });
  done.length = 0;
  tabs = [];
  closed = [];
  mayNotify = true;
  status = 502;
});

describe('a watch is begun', () => {
  test('for what a GET brought in an ordinary window, and for nothing else', async () => {
    expect(canWatch(aTab())).toBe('yes');
    expect(canWatch(aTab({ isPrivate: true }))).toBe('private');
    for (const askedBy of ['form', 'unseen'] as const) {
      const tab = aTab({ incident: anIncident({ askedBy }) });
      expect(canWatch(tab)).toBe('no');
      await startWatch(tab);
    }
    await startWatch(aTab({ isPrivate: true }));
    expect(fakeBrowser.storage.local.kept.size).toBe(0);
  });

  test('not where a site fails on purpose', () => {
    const retry = { automatic: false, notBeforeSeconds: null, why: 'deliberate' } as const;
    expect(canWatch(aTab({ diagnosis: aDiagnosis({ retry }) }))).toBe('no');
  });

  test('never by the background of private windows, which leaves the others alone too', async () => {
    await watchIsDue();
    fakeBrowser.extension.inIncognitoContext = true;
    await tendWatches();
    expect(done).toEqual([]);
  });
});

describe('a look', () => {
  test('is left to a tab that tries by itself, as long as it is there', async () => {
    await watchIsDue();
    const step = { kind: 'wait', until: NOON + 900_000, why: 'asked-to-wait' } as const;
    await writeFailingTab(aTab({ step }));
    await tendWatches();
    expect(done).not.toContain('look');

    closed = [7];
    vi.setSystemTime((await theWatch()).nextLookAt);
    await tendWatches();
    expect(done).toContain('look');
  });

  test('is stored, and the next alarm set, before anyone is asked', async () => {
    await watchIsDue();
    let stored: Watch | undefined;
    vi.stubGlobal('fetch', async () => {
      stored = await theWatch();
      done.push('look');
      return new Response(null, { status });
    });
    await tendWatches();
    expect(stored).toMatchObject({ looks: 1, end: null });
    expect(done.indexOf('alarm watches')).toBeLessThan(done.indexOf('look'));
  });

  test('that could not be stored is not made', async () => {
    await watchIsDue();
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error('full'));
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    await tendWatches();
    expect(done).not.toContain('look');
  });

  test('is made once, however many wake the background at once', async () => {
    await watchIsDue();
    status = 200;
    await Promise.all([tendWatches(), tendWatches(), tendWatches()]);
    expect(done.filter((what) => what === 'look')).toHaveLength(1);
    expect(done.filter((what) => what.startsWith('notify'))).toHaveLength(1);
    expect((await theWatch()).end).toMatchObject({ how: 'back', told: true, seen: false });
  });

  test('is left to a tab of that address that tries by itself', async () => {
    await watchIsDue();
    await writeFailingTab(aTab({ step: { kind: 'wait', until: NOON + 9e6, why: 'backoff' } }));
    await tendWatches();
    expect(done).not.toContain('look');
    expect((await theWatch()).nextLookAt).toBeGreaterThan(Date.now());
  });

  test('waits for the network', async () => {
    await watchIsDue();
    vi.stubGlobal('navigator', { ...navigator, onLine: false });
    await tendWatches();
    expect(done).not.toContain('look');
    expect((await theWatch()).looks).toBe(0);
  });
});

describe('the news', () => {
  test('without leave for notifications are on the badge', async () => {
    await watchIsDue();
    mayNotify = false;
    status = 200;
    await tendWatches();
    expect(done.filter((what) => what.startsWith('notify'))).toEqual([]);
    expect(done).toContain('badge 1');
  });

  test('of a tab that recovered where nobody looks are told', async () => {
    await watchIsDue();
    await onTabRecovered(aTab());
    expect(done.filter((what) => what.startsWith('notify'))).toHaveLength(1);
    // Another tab of the same address, a moment later.
    await onTabRecovered(aTab({ tabId: 8 }));
    expect(done.filter((what) => what.startsWith('notify'))).toHaveLength(1);
  });

  test('of a page that waits for its card, which was left open, are told', async () => {
    await watchIsDue();
    const trying = { how: 'reload', by: 'us', number: 1, since: NOON, probed: 200 } as const;
    const order = await hold(aTab({ trying }), A_DOCUMENT);
    expect(order).toMatchObject({ do: 'show', view: { next: { kind: 'back' } } });
    expect(done.filter((what) => what.startsWith('notify'))).toHaveLength(1);
  });

  test('of a private tab are nobody’s business', async () => {
    const { id } = await watchIsDue();
    await onTabRecovered(aTab({ isPrivate: true }));
    expect(await theWatch()).toMatchObject({ id, end: null });
  });
});

describe('a click on the notification', () => {
  test('opens the address in an ordinary window, once, and forgets it', async () => {
    const { id } = await watchIsDue();
    await onNotification(`back:${id}`);
    await onNotification(`back:${id}`);
    expect(done.filter((what) => what.startsWith('open'))).toEqual([`open ${ADDRESS} in 1`]);
    expect(await readWatches()).toEqual([]);
  });

  test('goes to the tab that shows it already, but to none of a private window', async () => {
    const { id } = await watchIsDue();
    tabs = [
      { id: 5, url: ADDRESS, incognito: true },
      { id: 6, url: `${ADDRESS}#part`, incognito: false },
    ];
    await openWatch(id);
    expect(done).toContain('focus 6');
    expect(done.filter((what) => /^(?:open|reload)/.test(what))).toEqual([]);
  });

  test('loads a tab again that still shows the failure, unless a form brought it', async () => {
    tabs = [{ id: 7, url: ADDRESS, incognito: false }];
    const { id } = await watchIsDue();
    await writeFailingTab(aTab());
    await openWatch(id);
    expect(done).toContain('reload 7');

    const second = await watchIsDue();
    const incident = anIncident({ address: ADDRESS, askedBy: 'form' });
    await writeFailingTab(aTab({ incident }));
    await openWatch(second.id);
    expect(done).toContain(`open ${ADDRESS} in 1`);
    expect(done).not.toContain('reload 7');
  });

  test('of another kind is none of ours', async () => {
    await watchIsDue();
    await onNotification('else');
    expect(await readWatches()).toHaveLength(1);
  });
});
