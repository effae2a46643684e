import { expect } from 'vitest';
import { CARD_COMMANDS } from '../../../../src/protocol/card';
import { TAB_COMMANDS } from '../../../../src/protocol/pages';
import { type Case, failing, incidentIn, standing, untilDue } from './cases';
import {
  aRecord,
  CHOSEN,
  chosenIn,
  historyOf,
  RECORDS,
  SHOP,
  shopSays,
  WATCH,
  watchesOf,
} from './device';
import { type MortalBrowser, OURS } from './mortal-browser';

/** Tries that a command makes by the visitor's wish. */
const WISHES: Partial<Record<string, number>> = { 'try-now': 1 };

const POSE = { shape: 'card', remediesOpen: true, focus: null, scroll: 0 };

/** A page of the extension in a tab of its own. */
async function ourPage(browser: MortalBrowser): Promise<void> {
  browser.open(9, `${OURS}src/pages/history/index.html`);
  await browser.pass(100);
}

/** The card of a tab that fails says something. */
function ofCard(type: string, body: (browser: MortalBrowser) => object) {
  return async (browser: MortalBrowser): Promise<unknown> => {
    const incidentId = incidentIn(browser, 1);
    return await browser.send(browser.page(1), type, { incidentId, ...body(browser) });
  };
}

function cardCases(): Case[] {
  return [
    {
      name: 'a card is in use when the page is back',
      covers: ['card/hold'],
      prepare: async (browser) => {
        await failing(browser);
        shopSays(browser, { status: 200 });
        browser.page(1).shown?.onRemedies();
        await browser.pass(100);
      },
      lasts: (browser) => untilDue(browser) + 4_000,
      done: async (browser) => {
        // What was on its way when the worker was stopped comes, or is given up after a minute.
        await browser.pass(100_000);
        expect(browser.page(1).next).toEqual({ kind: 'back' });
        browser.page(1).shown?.onRemedies();
        await browser.pass(4_000);
        expect(browser.page(1).status).toBe(200);
      },
    },
    {
      name: 'a card tells how it is used',
      covers: ['card/pose'],
      prepare: failing,
      act: async (browser) => void (await ofCard('card/pose', () => ({ pose: POSE }))(browser)),
    },
    ...CARD_COMMANDS.map(
      (command): Case => ({
        name: `“${command}” is pressed on a card`,
        covers: ['card/command', `card/command ${command}`],
        prepare: async (browser) => {
          await failing(browser);
          if (command !== 'resume') return;
          browser.page(1).shown?.onCommand('stop');
          await browser.pass(100);
        },
        act: (browser) => browser.page(1).shown?.onCommand(command),
        changes: ['watches'],
        wishes: WISHES[command] ?? 0,
      }),
    ),
  ];
}

const NEW_PAGE = `${OURS}src/pages/stand-in/index.html?above#${encodeURIComponent(SHOP)}`;

const STAND_IN_CASES: readonly Case[] = [
  {
    name: 'a stand-in is reached of which nothing is known',
    covers: ['stand-in/hello', 'stand-in/found'],
    act: (browser) => browser.open(1, NEW_PAGE),
    wishes: 1,
  },
  {
    name: 'a stand-in is left for the address',
    covers: ['stand-in/going'],
    prepare: standing,
    act: (browser) => browser.page(1).shown?.onCommand('open'),
    lasts: 1_000,
    wishes: 1,
  },
];

/** A page of ours asks, and its answer says that it is done. */
function ask(type: string, body: object) {
  return async (browser: MortalBrowser): Promise<unknown> => {
    const answer = await browser.send('popup', type, body);
    // An error is no answer.
    return (answer as { type: string } | undefined)?.type === 'error' ? undefined : answer;
  };
}

const idsOf = async (browser: MortalBrowser): Promise<string[]> =>
  (await historyOf(browser)).map(({ id }) => id);

const HISTORY_CASES: readonly Case[] = [
  {
    name: 'the history is listed',
    covers: ['history/list'],
    prepare: ourPage,
    act: ask('history/list', { tabId: 9, query: '', before: null, most: 30 }),
  },
  {
    name: 'a line of the history is opened',
    covers: ['history/open'],
    prepare: ourPage,
    act: ask('history/open', {
      tabId: 9,
      key: [RECORDS[0]?.firstSeenAt ?? 0, RECORDS[0]?.id ?? ''],
    }),
  },
  {
    name: 'a site’s history is deleted',
    covers: ['history/forget'],
    prepare: ourPage,
    act: ask('history/forget', { tabId: 9, what: { kind: 'site', site: 'old.example' } }),
    changes: ['history'],
    done: async (browser, answer) => {
      expect(answer).toMatchObject({ type: 'history/forgotten' });
      expect(await idsOf(browser)).toEqual(['old-2']);
    },
  },
  {
    name: 'what was deleted is had back',
    covers: ['history/undo'],
    prepare: async (browser) => {
      await ourPage(browser);
      const all = { tabId: 9, what: { kind: 'all' } };
      const forgetting = browser.send('popup', 'history/forget', all);
      await browser.pass(100);
      const { body } = (await forgetting) as { body: { token: string } };
      browser.noted = body.token;
    },
    act: async (browser) => await ask('history/undo', { tabId: 9, token: browser.noted })(browser),
    changes: ['history'],
    done: async (browser, answer) => {
      expect(answer).toMatchObject({ type: 'history/restored' });
      expect(await idsOf(browser)).toEqual(['old-1', 'old-2']);
    },
  },
  {
    name: 'a history is brought in',
    covers: ['history/import'],
    prepare: ourPage,
    act: ask('history/import', { tabId: 9, records: [aRecord('new', 'new.example')] }),
    done: async (browser) => expect(await idsOf(browser)).toContain('new'),
  },
  {
    name: 'a page asks how long the history goes back',
    covers: ['history/about'],
    prepare: ourPage,
    act: ask('history/about', { tabId: 9 }),
  },
  {
    name: 'less of the history is wanted',
    covers: ['history/keep'],
    prepare: ourPage,
    act: ask('history/keep', { tabId: 9, days: 30, incidents: 500 }),
    changes: ['settings'],
    done: (browser) =>
      expect(chosenIn(browser)).toEqual({
        ...CHOSEN,
        history: { keep: true, days: 30, incidents: 500 },
      }),
  },
];

const SETTINGS_CASES: readonly Case[] = [
  {
    name: 'the settings are asked for',
    covers: ['settings/state'],
    act: ask('settings/state', {}),
  },
  {
    name: 'a setting is changed while a page fails',
    covers: ['settings/change'],
    prepare: failing,
    act: ask('settings/change', { change: { appearance: 'badge' } }),
    changes: ['settings'],
    done: (browser) => expect(chosenIn(browser)).toEqual({ ...CHOSEN, appearance: 'badge' }),
  },
  {
    name: 'a site gets a rule while a page of it fails',
    covers: ['settings/site'],
    prepare: failing,
    act: ask('settings/site', { site: 'shop.example.org', rule: 'no-tries' }),
    changes: ['settings'],
    done: (browser) =>
      expect(chosenIn(browser).sites).toEqual({
        ...CHOSEN.sites,
        'shop.example.org': { autoRetry: false },
      }),
  },
  {
    name: 'settings are brought in',
    covers: ['settings/import'],
    act: ask('settings/import', { own: { theme: 'light' } }),
    changes: ['settings'],
    done: (browser) => expect(chosenIn(browser)).toEqual({ theme: 'light' }),
  },
  {
    name: 'settings are reset',
    covers: ['settings/reset'],
    act: ask('settings/reset', {}),
    changes: ['settings'],
    done: (browser) => expect(chosenIn(browser)).toEqual({}),
  },
];

const POPUP_CASES: readonly Case[] = [
  {
    name: 'the popup is opened over a page that fails',
    covers: ['popup/state'],
    prepare: failing,
    act: ask('popup/state', { tabId: 1 }),
  },
  ...TAB_COMMANDS.map(
    (command): Case => ({
      name: `“${command}” is pressed in the popup`,
      covers: ['popup/tab', `popup/tab ${command}`],
      prepare: async (browser) => {
        await failing(browser);
        if (command !== 'resume') return;
        browser.page(1).shown?.onCommand('stop');
        await browser.pass(100);
      },
      act: ask('popup/tab', { tabId: 1, command }),
      changes: ['watches'],
      wishes: WISHES[command] ?? 0,
      ...(command === 'tell-me'
        ? {
            done: (browser: MortalBrowser) =>
              expect(watchesOf(browser).map(({ address }) => address)).toContain(SHOP),
          }
        : {}),
    }),
  ),
  {
    name: 'Backsoon is switched off while a page fails',
    covers: ['popup/switch'],
    prepare: failing,
    act: ask('popup/switch', { tabId: 1, on: false }),
    changes: ['settings'],
    done: (browser) => {
      expect(chosenIn(browser)).toEqual({ ...CHOSEN, on: false });
      expect(browser.page(1).shown).toBeNull();
    },
  },
  {
    name: 'tries are switched off while a page fails',
    covers: ['popup/auto-retry'],
    prepare: failing,
    act: ask('popup/auto-retry', { tabId: 1, site: null, on: false }),
    changes: ['settings'],
    done: (browser) => expect(chosenIn(browser)).toEqual({ ...CHOSEN, autoRetry: false }),
  },
  {
    name: 'the stand-in is switched off while one stands',
    covers: ['popup/stand-in'],
    prepare: standing,
    act: ask('popup/stand-in', { tabId: 1, on: false }),
    changes: ['settings'],
    wishes: 1,
    done: (browser) => expect(chosenIn(browser)).toEqual({ ...CHOSEN, standIn: false }),
  },
  {
    name: 'a site is left alone while a page of it fails',
    covers: ['popup/leave-alone'],
    prepare: failing,
    act: ask('popup/leave-alone', { tabId: 1, site: 'shop.example.org', on: true }),
    changes: ['settings'],
    done: (browser) => {
      const sites = { ...CHOSEN.sites, 'shop.example.org': { leftAlone: true } };
      expect(chosenIn(browser)).toEqual({ ...CHOSEN, sites });
      expect(browser.page(1).shown).toBeNull();
    },
  },
  {
    name: 'a watch is taken off the list',
    covers: ['popup/watch', 'popup/watch stop'],
    prepare: ourPage,
    act: ask('popup/watch', { tabId: 9, watchId: WATCH.id, command: 'stop' }),
    changes: ['watches'],
    done: (browser) => expect(watchesOf(browser)).toEqual([]),
  },
  {
    name: 'what is watched is opened',
    covers: ['popup/watch', 'popup/watch open'],
    prepare: ourPage,
    act: ask('popup/watch', { tabId: 9, watchId: WATCH.id, command: 'open' }),
    changes: ['watches'],
    wishes: 1,
    done: (browser) => expect(watchesOf(browser)).toEqual([]),
  },
  {
    name: 'the news of an update is closed',
    covers: ['popup/update-seen'],
    prepare: ourPage,
    act: ask('popup/update-seen', { tabId: 9 }),
  },
  {
    name: 'a page is checked',
    covers: ['popup/check-page'],
    prepare: failing,
    act: ask('popup/check-page', { tabId: 1 }),
  },
];

const DETAILS_CASES: readonly Case[] = [
  {
    name: 'the details of a failure are shown',
    covers: ['details/state'],
    prepare: failing,
    act: ask('details/state', { tabId: 1 }),
  },
  {
    name: 'a remedy is carried out from the details',
    covers: ['details/remedy', 'details/remedy clear-files'],
    prepare: failing,
    act: ask('details/remedy', { tabId: 1, command: 'clear-files' }),
  },
  {
    name: 'the page that asks before it clears is shown',
    covers: ['clear-data/state'],
    prepare: failing,
    act: ask('clear-data/state', { tabId: 1 }),
  },
  {
    name: 'a site’s data is cleared',
    covers: ['clear-data/yes'],
    prepare: async (browser) => {
      await failing(browser);
      browser.noted = incidentIn(browser, 1);
    },
    act: async (browser) =>
      await ask('clear-data/yes', { tabId: 1, incidentId: browser.noted })(browser),
  },
];

/** The cases of all that pages ask for. */
export const MESSAGE_CASES: readonly Case[] = [
  ...cardCases(),
  ...STAND_IN_CASES,
  ...HISTORY_CASES,
  ...SETTINGS_CASES,
  ...POPUP_CASES,
  ...DETAILS_CASES,
];
