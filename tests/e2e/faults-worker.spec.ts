import type { BrowserUnderTest, Tab } from './support/driver';
import { type Fault, stopAt, test } from './support/faulty';
import { expect } from './support/fixtures';
import { historyOf } from './support/history';
import { bare, well } from './support/pages';
import { PopupPage } from './support/popup-page';
import type { RawServer } from './support/raw-server';
import { alarmsOf, keptOf, ring } from './support/traces';

/**
 * The background stopped for good in the middle of a handler, at a call that it makes. What a card or an alarm wakes
 * afterwards knows what is stored, and nothing else.
 */

const COUNTING = /Trying again/;

/** A card that got no answer asks again after 5 s; and then the first steps of the ladder. */
const HEALED_MS = 40_000;

interface Point {
  readonly name: string;
  readonly fault: Fault;
}

type PointOf = (tab: Tab, site: string) => Point;

const aboutTab = ({ id }: Tab): string => `"tab:${id}"`;
const net = ({ id }: Tab): string => `"due:${id}"`;

/** From the answer to the first countdown. */
const TAKING_IN: readonly PointOf[] = [
  (tab) => ({
    name: 'the incident is stored',
    fault: { call: 'storage.session.set', about: [aboutTab(tab)], how: 'unanswered' },
  }),
  ({ id }) => ({
    name: 'it is asked whether the tab is in view',
    fault: { call: 'tabs.get', about: [String(id)], how: 'hangs' },
  }),
  ({ id }) => ({
    name: 'the badge is set',
    fault: { call: 'action.setBadgeText', about: [`"tabId":${id}`], how: 'hangs' },
  }),
  (_, site) => ({
    name: "the site's turn is drawn",
    fault: { call: 'storage.session.set', about: [`"site:${site}"`], how: 'hangs' },
  }),
  (tab) => ({
    name: 'the alarm is set',
    fault: { call: 'alarms.create', about: [net(tab)], how: 'hangs' },
  }),
  (tab) => ({
    name: 'the judgement is stored',
    fault: {
      call: 'storage.session.set',
      about: [aboutTab(tab), '"judged":true'],
      how: 'hangs',
    },
  }),
];

/** From a deadline to its next. */
const TRYING: readonly PointOf[] = [
  (tab) => ({
    name: 'the alarm is set for a try that may get lost',
    fault: { call: 'alarms.create', about: [net(tab)], how: 'hangs' },
  }),
  (tab) => ({
    name: 'a failed try is stored',
    fault: {
      call: 'storage.session.set',
      about: [aboutTab(tab), '"ours":1'],
      how: 'hangs',
    },
  }),
];

/** From the good news to the end of the incident. */
const COMING_BACK: readonly PointOf[] = [
  (tab) => ({
    name: 'that the page is loaded again is stored',
    fault: {
      call: 'storage.session.set',
      about: [aboutTab(tab), '"how":"reload"'],
      how: 'unanswered',
    },
  }),
  ({ id }) => ({
    name: 'the new document is looked for',
    fault: { call: 'webNavigation.getFrame', about: [`"tabId":${id}`], how: 'hangs' },
  }),
  (tab) => ({
    name: 'the tab is forgotten',
    fault: { call: 'storage.session.remove', about: [aboutTab(tab)], how: 'hangs' },
  }),
  (tab) => ({
    name: 'the alarm is taken back',
    fault: { call: 'alarms.clear', about: [net(tab)], how: 'hangs' },
  }),
];

/** Before the document is known for what it is. Its store is not waited for: what is asked first, is. */
const UNSEEN: Fault = { call: 'storage.session.get', about: ['"document:'], how: 'hangs' };

const siteOf = (at: number): string => `point${at}.localhost`;

async function endsOf(under: BrowserUnderTest): Promise<Record<string, string | null>> {
  const records = await historyOf(under);
  return Object.fromEntries(records.map(({ site, end }) => [site, end?.how ?? null]));
}

const asked = (server: RawServer, site: string, by: 'empty' | 'document'): number =>
  server
    .requests('/')
    .filter(({ headers }) => headers.host?.startsWith(`${site}:`))
    .filter(({ headers }) => headers['sec-fetch-dest'] === by).length;

/** All is well now: each tab comes back by itself, its incident ends once, and nothing is left of it. */
async function expectBack(
  under: BrowserUnderTest,
  server: RawServer,
  tabs: readonly Tab[],
): Promise<void> {
  server.set('/', well());
  for (const [at, tab] of tabs.entries()) {
    await tab.activate();
    await tab.waitFor('[data-page="well"]', { timeout: HEALED_MS });
    await expect.poll(() => keptOf(under, tab)).toBeNull();
    expect(await tab.card.exists()).toBe(false);
    expect(asked(server, siteOf(at), 'document'), `pages of tab ${at}`).toBe(2);
  }
  const all = tabs.map((_, at) => [siteOf(at), 'recovered']);
  await expect.poll(() => endsOf(under)).toEqual(Object.fromEntries(all));
  expect(await historyOf(under)).toHaveLength(tabs.length);
}

test('stopped at six points of taking a failure in, the background loses none: each page gets its card, and comes back', {
  tag: '@full',
}, async ({ under, server }) => {
  server.route('/', bare());
  const tabs: Tab[] = [];
  for (const [at, pointOf] of TAKING_IN.entries()) {
    const tab = await under.newTab();
    const { fault } = pointOf(tab, siteOf(at));
    await stopAt(under, fault, () => tab.goto(server.url('/', siteOf(at))));
    tabs.push(tab);
  }
  for (const [at, tab] of tabs.entries()) {
    await tab.activate();
    const text = await tab.card.waitFor(COUNTING, { timeout: HEALED_MS });
    expect(text, TAKING_IN[at]?.(tab, '').name).not.toContain('was open before');
    expect(await tab.card.count()).toBe(1);
  }
  await expectBack(under, server, tabs);
});

test('stopped at two points of a try, the background makes it once more at most, and counts it once', {
  tag: '@full',
}, async ({ under, server }) => {
  server.route('/', bare());
  const tabs: Tab[] = [];
  for (const [at, pointOf] of TRYING.entries()) {
    const tab = await under.newTab(server.url('/', siteOf(at)));
    await tab.card.waitFor(COUNTING);
    await stopAt(under, pointOf(tab, siteOf(at)).fault, () => Promise.resolve());
    await tab.card.waitFor(/Tried once so far/, { timeout: HEALED_MS });
    expect(asked(server, siteOf(at), 'empty'), 'tries').toBe(1);
    tabs.push(tab);
  }
  await expectBack(under, server, tabs);
});

test('stopped at four points of coming back, the background leaves nothing of the incident behind the page that is well', {
  tag: '@full',
}, async ({ under, server }) => {
  server.route('/', bare());
  const tabs: Tab[] = [];
  for (const [at, pointOf] of COMING_BACK.entries()) {
    const tab = await under.newTab(server.url('/', siteOf(at)));
    await tab.card.waitFor(COUNTING);
    server.set('/', well());
    await stopAt(under, pointOf(tab, siteOf(at)).fault, () => Promise.resolve());
    await tab.waitFor('[data-page="well"]', { timeout: HEALED_MS });
    server.set('/', bare());
    tabs.push(tab);
  }
  for (const { id } of tabs) await ring(under, `due:${id}`);
  await expectBack(under, server, tabs);
  for (const at of tabs.keys()) expect(asked(server, siteOf(at), 'empty')).toBe(1);
  await expect.poll(() => alarmsOf(under)).toEqual([]);
});

test('stopped before what brought the document is stored, the background takes it for a form’s answer: there is a card, and nothing is tried', {
  tag: '@full',
}, async ({ under, server, tab }) => {
  server.route('/', bare());
  await stopAt(under, UNSEEN, () => tab.goto(server.url('/')));
  await tab.card.waitFor('This page was open before Backsoon could look', { timeout: HEALED_MS });
  expect(await tab.card.text()).not.toMatch(COUNTING);
  expect(await alarmsOf(under)).toEqual([]);
  expect(server.requests('/')).toHaveLength(1);
  // What the visitor opens is seen, and tried.
  await tab.card.click('button.primary');
  await tab.card.waitFor(COUNTING);
  expect(server.requests('/').map(({ method }) => method)).toEqual(['GET', 'GET']);
});

test('stopped before the card is put in the page, the background puts none: the popup offers it, and nothing is tried', {
  tag: '@full',
}, async ({ under, server, tab }) => {
  server.route('/', bare());
  const fault: Fault = { call: 'storage.session.get', about: [aboutTab(tab)], how: 'hangs' };
  await stopAt(under, fault, () => tab.goto(server.url('/')));
  const popup = await PopupPage.open(under, tab);
  await popup.click('button', 'Explain this page');
  await popup.waitFor('Error 502');
  await tab.activate();
  await tab.card.waitFor('This page was open before Backsoon could look');
  expect(await tab.card.count()).toBe(1);
  expect(server.requests('/')).toHaveLength(1);
});
