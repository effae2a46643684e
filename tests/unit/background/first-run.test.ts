import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser, resetBrowser } from '../support/fake-browser';
import { NOON } from '../support/samples';

const opened: string[] = [];
let installType = 'normal';

vi.mock('webextension-polyfill', async () => {
  const fake = (await import('../support/fake-browser')).fakeBrowser;
  const browser = {
    management: { getSelf: async () => ({ installType }) },
    runtime: {
      getManifest: () => ({ version: '0.2.0' }),
      getURL: (path: string) => `chrome-extension://x/${path}`,
    },
    tabs: { create: async ({ url }: { url: string }) => void opened.push(url) },
    windows: {
      getAll: async () => [{ id: 1, focused: true, incognito: false }],
      update: async () => undefined,
    },
  };
  return { default: Object.assign(fake, browser) };
});

const { onArrived } = await import('../../../src/background/first-run');
const { updatedTo, updateSeen } = await import('../../../src/background/updated');

const WELCOME = 'chrome-extension://x/src/pages/welcome/index.html';
const DAY = 86_400_000;

beforeEach(() => {
  resetBrowser();
  vi.useFakeTimers({ now: NOON, toFake: ['Date'] });
  opened.length = 0;
  installType = 'normal';
});

describe('an installation', () => {
  test.each(['normal', 'development', 'sideload', 'other'])(
    'opens the welcome page once (%s)',
    async (type) => {
      installType = type;
      await onArrived({ how: 'new' });
      expect(opened).toEqual([WELCOME]);
      expect(await updatedTo('ordinary')).toBeNull();
    },
  );

  test("opens nothing where an organisation's policy made it", async () => {
    installType = 'admin';
    await onArrived({ how: 'new' });
    expect(opened).toEqual([]);
  });

  test("opens nothing in the private windows' own process", async () => {
    fakeBrowser.extension.inIncognitoContext = true;
    await onArrived({ how: 'new' });
    expect(opened).toEqual([]);
  });
});

describe('an update', () => {
  test('opens nothing, and is news', async () => {
    await onArrived({ how: 'update', replaced: '0.1.0' });
    expect(opened).toEqual([]);
    expect(await updatedTo('ordinary')).toBe('0.2.0');
  });

  test('to the same version is none', async () => {
    await onArrived({ how: 'update', replaced: '0.2.0' });
    expect(await updatedTo('ordinary')).toBeNull();
  });

  test('is no news in private windows, which can also not take it off', async () => {
    await onArrived({ how: 'update', replaced: '0.1.0' });
    expect(await updatedTo('private')).toBeNull();
    await updateSeen('private');
    expect(await updatedTo('ordinary')).toBe('0.2.0');
  });

  test('is news until it was seen', async () => {
    await onArrived({ how: 'update', replaced: '0.1.0' });
    await updateSeen('ordinary');
    expect(await updatedTo('ordinary')).toBeNull();
  });

  test('is news for seven days', async () => {
    await onArrived({ how: 'update', replaced: '0.1.0' });
    vi.setSystemTime(NOON + 7 * DAY - 1);
    expect(await updatedTo('ordinary')).toBe('0.2.0');
    vi.setSystemTime(NOON + 7 * DAY);
    expect(await updatedTo('ordinary')).toBeNull();
  });
});
