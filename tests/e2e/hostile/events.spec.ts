import type { BrowserUnderTest, Tab } from '../support/driver';
import { expect, test } from '../support/fixtures';
import { gate } from '../support/gate';
import { bare, planted, well } from '../support/pages';
import { keptOf } from '../support/traces';

const COUNTING = /Trying again/;

/** So long a wait that no try but the visitor's own falls into a test. */
const LATER = [['Retry-After', '600']] as const;

interface Ears {
  readonly page: Tab;
  /** What cards have said to the extension since the last time: types of messages, names of ports. */
  heard(): Promise<string[]>;
}

/** A page of the extension that hears what its background hears: the browser tells both. */
async function listenIn(under: BrowserUnderTest): Promise<Ears> {
  const page = await under.extensionPage('manifest.json');
  interface Listening {
    heard: string[];
    chrome: {
      runtime: Record<
        'onMessage' | 'onConnect',
        { addListener(hear: (what: { type?: string; name?: string }) => void): void }
      >;
    };
  }
  await page.evaluate(() => {
    const here = globalThis as unknown as Listening;
    here.heard = [];
    here.chrome.runtime.onMessage.addListener(({ type = '' }) => void here.heard.push(type));
    here.chrome.runtime.onConnect.addListener(({ name = '' }) => void here.heard.push(name));
  });
  return {
    page,
    heard: () => page.evaluate(() => (globalThis as unknown as Listening).heard.splice(0)),
  };
}

/** All that a card, its host or its page listens to, or ever might. */
const STORMED = [
  ...['pagehide', 'pageshow', 'beforeunload', 'unload', 'visibilitychange', 'freeze', 'resume'],
  ...['online', 'offline', 'focus', 'blur', 'focusin', 'focusout', 'resize', 'scroll', 'message'],
  ...['DOMContentLoaded', 'load', 'readystatechange', 'backsoon-successor', 'storage', 'popstate'],
  ...['toggle', 'beforetoggle', 'fullscreenchange', 'close', 'cancel', 'slotchange', 'copy'],
  ...['click', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'keydown', 'keyup', 'input'],
];

/** Sends `count` events of a script's own, in turn, to the card's host, the document and the window. */
async function storm(tab: Tab, count: number): Promise<void> {
  await tab.evaluate(
    ({ types, most }) => {
      const host = document.querySelector('[data-backsoon]');
      const targets = [host, document.documentElement, document, window];
      for (let at = 0; at < most; at += 1) {
        const type = types[at % types.length] ?? '';
        const target = targets[Math.floor(at / types.length) % targets.length];
        const event = /^key/.test(type)
          ? new KeyboardEvent(type, { key: 'Enter', bubbles: true, composed: true })
          : new Event(type, { bubbles: true, composed: true, cancelable: true });
        target?.dispatchEvent(event);
      }
    },
    { types: STORMED, most: count },
  );
}

test.describe('a page that storms with events', { tag: '@full' }, () => {
  test('has the extension told nothing, and the card as it was', async ({ under, server, tab }) => {
    const held = gate();
    server.route('/', planted({ headers: LATER }), [held, ...bare(502, LATER)]);
    await tab.goto(server.url('/'));
    const said = await tab.card.waitFor(COUNTING);
    const incident = (await keptOf(under, tab))?.incident;
    const ears = await listenIn(under);
    await tab.activate();

    await storm(tab, 10_000);
    expect(await tab.card.text()).toBe(said);
    expect(await tab.card.count()).toBe(1);
    // Proof that what a card says is heard, and nothing of before is still on its way.
    await tab.card.click('button.primary');
    await tab.card.waitFor('Trying now');
    expect(await ears.heard()).toEqual(['card/command']);

    // A card that waits for an answer looks after it when its page comes into view; not for this.
    await server.waitForRequest('/', 2);
    await storm(tab, 10_000);
    held.open();
    await tab.card.waitFor('Tried once so far');
    expect(await ears.heard()).toEqual(['card/tried']);
    expect(server.requests('/')).toHaveLength(2);
    expect(await keptOf(under, tab)).toMatchObject({
      incident: { id: incident?.id, end: null, tries: { ours: 0, visitors: 1 } },
    });
  });
});

test.describe('a page that asks before it is left', { tag: '@full' }, () => {
  const ASKING = `<input id="own"><script>
    window.asked = 0;
    addEventListener('beforeunload', (event) => { asked += 1; event.preventDefault(); event.returnValue = 'Stay!'; });
  </script>`;

  const asked = (tab: Tab): Promise<number> =>
    tab.evaluate(() => (globalThis as unknown as { asked: number }).asked);

  /** As if the load that never came had been waited for, for as long as any is. */
  async function waitedInVain(under: BrowserUnderTest, tab: Tab): Promise<void> {
    const other = await under.newTab();
    await under.background(async (api, key: string) => {
      const { [key]: kept } = await api.storage.session.get(key);
      kept.value.trying.since -= 60_000;
      await api.storage.session.set({ [key]: kept });
    }, `tab:${tab.id}`);
    await other.close();
    await tab.activate();
  }

  test('is asked once by a try of ours: whoever stays is asked no more, and opens it when they like', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', planted({ body: ASKING }), well());
    tab.onDialog('dismiss');
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    // A page may only ask where somebody has used it.
    await tab.type('#own', 'dear sirs');
    await expect.poll(() => asked(tab)).toBe(1);
    await waitedInVain(under, tab);
    await tab.card.waitFor("It's back.", { timeout: 20_000 });
    expect(await asked(tab)).toBe(1);
    expect(await tab.evaluate(() => document.querySelector('input')?.value)).toBe('dear sirs');
    tab.onDialog('accept');
    await tab.card.click('button.primary');
    await tab.waitFor('[data-page="well"]');
  });
});
