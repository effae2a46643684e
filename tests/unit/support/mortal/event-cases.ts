import { expect } from 'vitest';
import { type Case, failing, standing, twoFailing, untilDue } from './cases';
import { aRecord, historyOf, SHOP, SLOW, shopSays, WATCH, WELL, watchesOf } from './device';
import { type MortalBrowser, OURS } from './mortal-browser';

const OLD_LIST = [aRecord('older', 'older.example')];

/** The address of a watch is to be looked at soon. */
async function watchIsDue(browser: MortalBrowser): Promise<void> {
  const due = { ...WATCH, notBefore: null, nextLookAt: browser.clock.now + 40_000 };
  await browser.local.set({ watches: { version: 1, value: [due] } });
  // Whatever wakes the background sets the alarm.
  browser.tell('tabs.onActivated', { tabId: 9, windowId: 1 });
  await browser.pass(38_000);
}

async function isBack(browser: MortalBrowser, told: boolean): Promise<void> {
  const end = { how: 'back' as const, at: browser.clock.now, told, seen: false };
  await browser.local.set({ watches: { version: 1, value: [{ ...WATCH, end }] } });
}

/** The cases of all that the browser tells of. */
export const EVENT_CASES: readonly Case[] = [
  {
    name: 'a page fails',
    covers: ['webRequest.onResponseStarted', 'webNavigation.onCommitted', 'card/page'],
    act: (browser) => browser.open(1, SHOP),
    lasts: 1_500,
  },
  {
    name: 'a page fails that only a gateway can have made',
    covers: ['webRequest.onResponseStarted', 'card/page'],
    prepare: (browser) => {
      shopSays(browser, { status: 500, headers: { server: 'nginx' } });
    },
    act: (browser) => browser.open(1, SHOP),
    lasts: 1_500,
  },
  {
    name: 'the answer to a form is a failure',
    covers: ['webRequest.onResponseStarted'],
    act: (browser) => browser.open(1, SHOP, { method: 'POST' }),
    lasts: 1_500,
  },
  {
    name: 'a page fails in a private window',
    covers: ['webRequest.onResponseStarted'],
    act: (browser) => browser.open(1, SHOP, { isPrivate: true }),
    lasts: 1_500,
    isPrivate: true,
  },
  {
    name: 'a page fails without a body',
    covers: ['webNavigation.onErrorOccurred', 'stand-in/hello'],
    prepare: (browser) => {
      shopSays(browser, { status: 502, isEmpty: true });
    },
    act: (browser) => browser.open(1, SHOP),
    lasts: 1_500,
  },
  {
    name: 'the visitor’s proxy does not bring a page',
    covers: ['webRequest.onErrorOccurred', 'stand-in/hello'],
    prepare: (browser) => {
      shopSays(browser, { error: 'net::ERR_TUNNEL_CONNECTION_FAILED' });
    },
    act: (browser) => browser.open(1, SHOP),
    lasts: 1_500,
  },
  {
    name: 'a page is well',
    covers: ['webRequest.onResponseStarted'],
    act: (browser) => browser.open(1, WELL),
  },
  {
    name: 'a page that failed is well',
    covers: ['webRequest.onResponseStarted', 'runtime.onConnect'],
    prepare: async (browser) => {
      await twoFailing(browser);
      const { site } = browser;
      browser.site = (address) => (address === SHOP ? { status: 200 } : site(address, 'GET'));
    },
    act: (browser) => browser.load(1, SHOP, 'visitor'),
    lasts: 1_500,
  },
  {
    name: 'the visitor goes from a page that failed to one that is well',
    covers: ['webRequest.onResponseStarted', 'runtime.onConnect'],
    prepare: failing,
    act: (browser) => browser.load(1, WELL, 'visitor'),
    lasts: 4_000,
  },
  {
    name: 'the visitor goes from a page that failed to one of ours',
    covers: ['runtime.onConnect'],
    prepare: failing,
    act: (browser) => browser.load(1, `${OURS}src/pages/history/index.html`, 'visitor'),
    lasts: 1_500,
  },
  {
    name: 'a try is due and fails',
    covers: ['card/due', 'card/tried'],
    prepare: twoFailing,
    lasts: untilDue,
  },
  {
    name: 'a try is due that only the background can make',
    covers: ['card/due', 'card/tried'],
    prepare: async (browser) => {
      browser.isReadable = false;
      await failing(browser);
    },
    lasts: untilDue,
  },
  {
    name: 'a try is due and finds the site back',
    covers: ['card/due', 'card/tried', 'webRequest.onResponseStarted'],
    prepare: async (browser) => {
      await twoFailing(browser);
      shopSays(browser, { status: 200 });
    },
    lasts: (browser) => untilDue(browser) + 1_500,
  },
  {
    name: 'a stand-in’s try is due and finds the site back',
    covers: ['card/due', 'card/tried', 'stand-in/going'],
    prepare: async (browser) => {
      await standing(browser);
      shopSays(browser, { status: 200 });
    },
    lasts: (browser) => untilDue(browser) + 1_500,
  },
  {
    name: 'a tab waits whose page the browser has let go of',
    covers: ['alarms.onAlarm', 'alarm due:<tab>'],
    prepare: async (browser) => {
      await twoFailing(browser);
      browser.discard(1);
      browser.discard(2);
      await browser.pass(28_000);
    },
    lasts: 10_000,
  },
  {
    name: 'a watch is due and its site fails',
    covers: ['alarms.onAlarm', 'alarm watches'],
    prepare: watchIsDue,
    lasts: 5_000,
    changes: ['watches'],
    done: (browser) => expect(watchesOf(browser)).toMatchObject([{ address: SLOW, end: null }]),
  },
  {
    name: 'a watch is due and its site is back',
    covers: ['alarms.onAlarm', 'alarm watches'],
    prepare: async (browser) => {
      await watchIsDue(browser);
      browser.site = () => ({ status: 200 });
    },
    lasts: 5_000,
    changes: ['watches'],
  },
  {
    name: 'what was deleted can’t be had back any more',
    covers: ['alarms.onAlarm', 'alarm history-undo'],
    prepare: async (browser) => {
      browser.open(9, WELL);
      await browser.pass(100);
      const all = { tabId: 9, what: { kind: 'all' } };
      void browser.send('popup', 'history/forget', all);
      await browser.pass(55_000);
    },
    lasts: 8_000,
    changes: ['history'],
  },
  {
    name: 'one of two failing tabs is closed',
    covers: ['tabs.onRemoved'],
    prepare: twoFailing,
    act: (browser) => browser.close(1),
  },
  {
    name: 'the only failing tab is closed',
    covers: ['tabs.onRemoved'],
    prepare: failing,
    act: (browser) => browser.close(1),
  },
  {
    name: 'a failing tab comes into view',
    covers: ['tabs.onActivated'],
    prepare: async (browser) => {
      browser.inView = 9;
      await twoFailing(browser);
      await browser.pass(60_000);
    },
    act: (browser) => browser.lookAt(2),
  },
  {
    name: 'a tab that is back comes into view',
    covers: ['tabs.onActivated'],
    prepare: async (browser) => {
      await failing(browser);
      browser.inView = 9;
      shopSays(browser, { status: 200 });
      await browser.pass(untilDue(browser) + 1_000);
    },
    act: (browser) => browser.lookAt(1),
  },
  {
    name: 'the browser starts again',
    covers: ['runtime.onStartup'],
    prepare: failing,
    act: (browser) => browser.restart(),
  },
  {
    name: 'the extension is installed',
    covers: ['runtime.onInstalled'],
    act: (browser) => void browser.tell('runtime.onInstalled', { reason: 'install' }),
  },
  {
    name: 'the extension is updated from one that kept less',
    covers: ['runtime.onInstalled'],
    prepare: async (browser) => {
      const settings = { on: true, autoRetry: true, noRetry: [], leftAlone: ['quiet.example'] };
      await browser.local.set({
        settings: { version: 1, value: settings },
        history: { version: 1, value: OLD_LIST },
      });
    },
    act: (browser) =>
      void browser.tell('runtime.onInstalled', { reason: 'update', previousVersion: '1.0' }),
    changes: ['settings'],
    done: async (browser) => {
      // Told once: what was cut short is taken up with the next start.
      browser.restart();
      await browser.pass(100);
      expect((await historyOf(browser)).map(({ id }) => id)).toContain('older');
      expect(browser.local.kept.has('history')).toBe(false);
    },
  },
  {
    name: 'site access is given',
    covers: ['permissions.onAdded'],
    prepare: (browser) => void browser.allowed.delete('<all_urls>'),
    act: (browser) => {
      browser.allowed.add('<all_urls>');
      browser.tell('permissions.onAdded', { origins: ['<all_urls>'] });
    },
  },
  {
    name: 'site access is withdrawn',
    covers: ['permissions.onRemoved'],
    act: (browser) => {
      browser.allowed.delete('<all_urls>');
      browser.tell('permissions.onRemoved', { origins: ['<all_urls>'] });
    },
  },
  {
    name: 'the keys of “try now” are pressed',
    covers: ['commands.onCommand'],
    prepare: failing,
    act: (browser) => void browser.tell('commands.onCommand', 'try-now', { id: 1 }),
    wishes: 1,
  },
  {
    name: 'the keys of the history are pressed',
    covers: ['commands.onCommand'],
    act: (browser) => void browser.tell('commands.onCommand', 'open-history', { id: 1 }),
  },
  {
    name: '“Explain this error page” is chosen',
    covers: ['contextMenus.onClicked'],
    prepare: async (browser) => {
      shopSays(browser, { status: 500 });
      browser.open(1, SHOP);
      await browser.pass(1_500);
    },
    act: (browser) =>
      void browser.tell('contextMenus.onClicked', { menuItemId: 'explain' }, { id: 1 }),
  },
  {
    name: 'the notification that a site is back is clicked',
    covers: ['notifications.onClicked'],
    prepare: async (browser) => await isBack(browser, true),
    act: (browser) => void browser.tell('notifications.onClicked', `back:${WATCH.id}`),
    changes: ['watches'],
    wishes: 1,
  },
  {
    name: 'a worker starts where news are not told yet',
    covers: ['tabs.onActivated'],
    prepare: async (browser) => await isBack(browser, false),
    act: (browser) => void browser.tell('tabs.onActivated', { tabId: 9, windowId: 1 }),
    changes: ['watches'],
    done: (browser) => expect(browser.notifications.size).toBe(1),
  },
];
