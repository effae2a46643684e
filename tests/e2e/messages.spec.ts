import type { BrowserUnderTest, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { bare } from './support/pages';

/**
 * The background takes nothing at its word. Sent from a page of the extension; a card's own world
 * can't be entered from outside in both browsers, so what a card may say is told from there too.
 */
const HUGE = 'x'.repeat(200_000);

/** Everything that is stored, as text. */
const stored = (under: BrowserUnderTest): Promise<string> =>
  under.background(async (api) =>
    JSON.stringify([await api.storage.local.get(null), await api.storage.session.get(null)]),
  );

async function send(page: Tab, message: unknown): Promise<unknown> {
  return await page.evaluate(async (sent: unknown) => {
    const { chrome } = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } };
    };
    return await chrome.runtime.sendMessage(sent).catch((error: unknown) => String(error));
  }, message);
}

/** A page of the extension without a script of its own, which would ask things itself. */
async function quietPage(under: BrowserUnderTest): Promise<Tab> {
  return await under.extensionPage('manifest.json');
}

const ERROR = { v: 1, type: 'error', body: null };

const malformed = (tabId: number): Record<string, unknown> => ({
  'an unknown type': { v: 1, type: 'popup/explode', body: { tabId } },
  'a type from the prototype': { v: 1, type: 'toString', body: { tabId } },
  'an empty body': { v: 1, type: 'popup/switch', body: null },
  'a body that is text': { v: 1, type: 'popup/switch', body: 'off' },
  'a body that is a list': { v: 1, type: 'popup/switch', body: [tabId, false] },
  'a switch without a side': { v: 1, type: 'popup/switch', body: { tabId } },
  'a switch that is neither on nor off': { v: 1, type: 'popup/switch', body: { tabId, on: 'no' } },
  'a tab that is text': { v: 1, type: 'popup/switch', body: { tabId: String(tabId), on: false } },
  'a tab that is a fraction': {
    v: 1,
    type: 'popup/switch',
    body: { tabId: tabId + 0.5, on: false },
  },
  'a site that is a number': {
    v: 1,
    type: 'popup/leave-alone',
    body: { tabId, site: 1, on: true },
  },
  'a site of 200,000 letters': {
    v: 1,
    type: 'popup/leave-alone',
    body: { tabId, site: HUGE, on: true },
  },
  'no site to leave alone': {
    v: 1,
    type: 'popup/leave-alone',
    body: { tabId, site: null, on: true },
  },
  'an unknown command': { v: 1, type: 'popup/tab', body: { tabId, command: 'reload' } },
  'a command of 200,000 letters': { v: 1, type: 'popup/tab', body: { tabId, command: HUGE } },
  'an entry that is no text': { v: 1, type: 'popup/watch', body: { tabId, watchId: {} } },
  'an entry of 200,000 letters': { v: 1, type: 'popup/watch', body: { tabId, watchId: HUGE } },
  'a card where none can stand': {
    v: 1,
    type: 'card/page',
    body: { status: 502, title: '', text: '', markup: '' },
  },
  'a report of 200,000 letters': {
    v: 1,
    type: 'card/page',
    body: { status: 502, title: '', text: HUGE, markup: '' },
  },
  'a command of a card from a page of ours': {
    v: 1,
    type: 'card/command',
    body: { incidentId: 'x', command: 'try-now' },
  },
  'another version': { v: 2, type: 'popup/switch', body: { tabId, on: false } },
});

test.describe('a malformed message', () => {
  test('gets an error for an answer and changes nothing', async ({ under, server, tab }) => {
    server.route('/', bare(502, [['Retry-After', '80']]));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(/Trying again/);
    const page = await quietPage(under);
    const before = await stored(under);
    for (const [what, message] of Object.entries(malformed(tab.id))) {
      expect(await send(page, message), what).toEqual(ERROR);
      expect(await stored(under), what).toBe(before);
    }
    expect(server.requests('/').length).toBe(1);
    // Proof that one that is well formed is taken from here.
    const { type } = (await send(page, {
      v: 1,
      type: 'popup/switch',
      body: { tabId: tab.id, on: false },
    })) as { type: string };
    expect(type).toBe('popup');
    expect(await stored(under)).not.toBe(before);
  });

  test('that is no envelope at all is not answered', { tag: '@full' }, async ({ under }) => {
    const page = await quietPage(under);
    const before = await stored(under);
    const strange = [
      null,
      1,
      'popup/switch',
      [],
      {},
      { type: 'popup/switch', body: { tabId: 1, on: false } },
      { v: '1', type: 'popup/switch', body: {} },
      { v: 1, type: 7, body: {} },
      { v: 1, type: 'popup/switch' },
      { v: 1, type: HUGE, body: {} },
    ];
    for (const message of strange) {
      const answer = await send(page, message);
      // Nobody answers: Chromium resolves with nothing, Firefox too or says that nobody is there.
      if (typeof answer === 'string') expect(answer).toMatch(/receiving end|message port closed/i);
      else expect(answer ?? null).toBeNull();
      expect(await stored(under)).toBe(before);
    }
  });
});

test.describe('a message about a tab that does not exist', () => {
  const gone = 2_000_000_000;
  const wishes: Record<string, object> = {
    'popup/tab': { command: 'try-now' },
    'popup/switch': { on: false },
    'popup/auto-retry': { site: 'site.localhost', on: false },
    'popup/leave-alone': { site: 'site.localhost', on: true },
    'popup/watch': { watchId: 'x', command: 'stop' },
    'history/open': { key: [0, 'x'] },
    'history/forget': { what: { kind: 'all' } },
  };

  test('gets an error if it would change something, and changes nothing', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, [['Retry-After', '80']]));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(/Trying again/);
    const page = await quietPage(under);
    const before = await stored(under);
    const open = (await under.tabs()).length;
    for (const [type, body] of Object.entries(wishes)) {
      for (const tabId of [gone, -1]) {
        expect(await send(page, { v: 1, type, body: { tabId, ...body } }), type).toEqual(ERROR);
      }
    }
    expect(await stored(under)).toBe(before);
    expect((await under.tabs()).length).toBe(open);
  });

  test('gets an answer if it only asks', async ({ under }) => {
    const page = await quietPage(under);
    const state = await send(page, { v: 1, type: 'popup/state', body: { tabId: gone } });
    expect(state).toMatchObject({ type: 'popup', body: { tab: { site: null, failure: null } } });
    const details = await send(page, { v: 1, type: 'details/state', body: { tabId: gone } });
    expect(details).toEqual({ v: 1, type: 'details', body: { failure: null } });
  });
});
