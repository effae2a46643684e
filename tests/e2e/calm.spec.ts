import type { Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { bare, branded, typed, well } from './support/pages';
import type { RawServer } from './support/raw-server';

const COUNTING = /Trying again/;
const BACK = "It's back.";

/** Loads of the page itself, without the probes. */
const loads = (server: RawServer): number =>
  server.requests('/').filter(({ headers }) => headers['sec-fetch-dest'] === 'document').length;

/** What has the focus in the card, by its words; '' for nothing. */
const focusIn = (tab: Tab): Promise<string> =>
  tab.card.evaluate((root) => root.activeElement?.textContent ?? '');

const isFolded = (tab: Tab): Promise<boolean> =>
  tab.card.evaluate((root) => root.querySelector('.pill') !== null);

/** A page that fails, and a probe that is well from now on. */
async function failAndMend(server: RawServer, tab: Tab, use: () => Promise<void>): Promise<void> {
  server.route('/', bare());
  await tab.goto(server.url('/'));
  await tab.card.waitFor(COUNTING);
  await use();
  server.set('/', well());
}

/** Pages fail, probes are well: what only the page itself can tell. */
function failToPages(server: RawServer, page: () => Buffer[] = bare): void {
  server.route('/', (request) =>
    request.headers['sec-fetch-dest'] === 'document' ? page() : well(),
  );
}

async function expectHeld(server: RawServer, tab: Tab): Promise<void> {
  await tab.card.waitFor(BACK, { timeout: 20_000 });
  expect(await tab.card.text()).toContain('Open it');
  expect(loads(server)).toBe(1);
}

test.describe('the page is not pulled away under a visitor who uses the card', () => {
  test('while the pointer is over it: "It\'s back", and a click opens it', async ({
    under,
    server,
    tab,
  }) => {
    await failAndMend(server, tab, () => tab.card.hover('.card h2'));
    await expectHeld(server, tab);
    await tab.screenshot(`out/card-${under.name}-back.png`);
    await under.stopBackground();
    await tab.card.click('button.primary');
    await tab.waitFor('[data-page="well"]');
    expect(loads(server)).toBe(2);
  });

  test('once the pointer has left the page comes by itself', { tag: '@full' }, async ({
    server,
    tab,
  }) => {
    await failAndMend(server, tab, () => tab.card.hover('.card h2'));
    await expectHeld(server, tab);
    await tab.click('hr');
    await tab.waitFor('[data-page="well"]', { timeout: 10_000 });
    expect(loads(server)).toBe(2);
  });

  test('while the keyboard is in it: Enter opens it', { tag: '@full' }, async ({ server, tab }) => {
    await failAndMend(server, tab, async () => {
      await tab.card.evaluate((root) =>
        (root.querySelector('.next button') as HTMLElement).focus(),
      );
      await tab.press('Tab');
      expect(await focusIn(tab)).toBe('Try now');
    });
    await expectHeld(server, tab);
    expect(await focusIn(tab)).toBe('Open it');
    await tab.press('Enter');
    await tab.waitFor('[data-page="well"]');
  });

  test('while they read what else they can do, which stays open', { tag: '@full' }, async ({
    server,
    tab,
  }) => {
    await failAndMend(server, tab, async () => {
      await tab.card.click('.whatelse');
      await tab.click('hr');
    });
    await expectHeld(server, tab);
    expect(await tab.card.text()).toContain('Wait a few minutes');
    await tab.card.click('.whatelse');
    await tab.click('hr');
    await tab.waitFor('[data-page="well"]', { timeout: 10_000 });
  });

  test('what they ask for themselves comes at once, wherever the pointer is', async ({
    server,
    tab,
  }) => {
    server.route('/', bare(502, [['Retry-After', '600']]), well());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('.whatelse');
    await tab.card.click('button.primary');
    await tab.waitFor('[data-page="well"]');
  });

  test('where probes tell nothing, a try is put off instead of promising what may not be', {
    tag: '@full',
  }, async ({ server, tab }) => {
    failToPages(server);
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('button.primary');
    await tab.card.waitFor(/Tried once so far/);
    const before = loads(server);
    await tab.card.click('.whatelse');
    const shown = await tab.card.waitFor((text) => /Trying again in (?:1|2) second/.test(text), {
      timeout: 25_000,
    });
    expect(shown).toContain('Wait a few minutes');
    // The deadline goes by, and the next one is drawn.
    await tab.card.waitFor((text) => !/Trying again in (?:1|2) second/.test(text));
    await tab.card.waitFor(COUNTING);
    expect(await tab.card.text()).not.toContain(BACK);
    expect(loads(server)).toBe(before);
  });
});

test.describe('the same failure again', () => {
  test('changes words alone: the card, its focus and what is open stay as they are', async ({
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('.whatelse');
    await tab.card.evaluate((root) => {
      const kept = globalThis as unknown as { kept: unknown[] };
      kept.kept = [...root.querySelectorAll('.card, h2, .next, .buttons button, .remedies')];
    });
    await server.waitForRequest('/', 2, 20_000);
    await tab.card.waitFor(/Tried once so far/);
    const same = await tab.card.evaluate((root) => {
      const { kept } = globalThis as unknown as { kept: unknown[] };
      const now = [...root.querySelectorAll('.card, h2, .next, .buttons button, .remedies')];
      return kept.length === now.length && now.every((part, at) => part === kept[at]);
    });
    expect(same).toBe(true);
    expect(await focusIn(tab)).toContain('What else can I do?');
    expect(await tab.card.text()).toContain('Wait a few minutes');
  });

  test('in a new document: what the visitor folded stays folded', async ({ server, tab }) => {
    failToPages(server);
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('.card-head button');
    await expect.poll(() => isFolded(tab)).toBe(true);
    await tab.click('hr');
    await expect.poll(() => loads(server), { timeout: 20_000 }).toBe(2);
    // The new card has been judged: it has the name that one hears.
    await expect.poll(() => tab.card.exists()).toBe(true);
    await tab.card.waitFor(/502|gave no usable answer/);
    expect(await isFolded(tab)).toBe(true);
  });

  test('in a new document: what was open is open, and the focus is where it was', async ({
    server,
    tab,
  }) => {
    failToPages(server, branded);
    await tab.goto(server.url('/'));
    await tab.card.waitFor(/What happened here/);
    await tab.card.click('.pill');
    await tab.card.click('.whatelse');
    await tab.card.evaluate((root) => (root.querySelector('.primary') as HTMLElement).focus());
    await tab.press('Enter');
    await expect.poll(() => loads(server), { timeout: 20_000 }).toBe(2);
    await tab.card.waitFor(/Tried once so far/);
    expect(await tab.card.text()).toContain('Wait a few minutes');
    expect(await focusIn(tab)).toBe('Try now');
  });

  test('on a page that reloads itself: folded once is folded for all cycles', {
    tag: '@full',
  }, async ({ server, tab }) => {
    const refreshing = typed(
      'text/html',
      '<title>502</title><meta http-equiv="refresh" content="3"><h1>502 Bad Gateway</h1><hr>',
    );
    server.route('/', refreshing, refreshing, bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(/reloads itself/);
    await tab.card.click('.card-head button');
    await expect.poll(() => isFolded(tab)).toBe(true);
    await server.waitForRequest('/', 3, 15_000);
    await expect.poll(() => tab.text('center').catch(() => '')).toContain('502');
    await tab.card.waitFor(/gave no usable answer/);
    expect(await isFolded(tab)).toBe(true);
  });

  test('of another address is a card of its own', { tag: '@full' }, async ({ server, tab }) => {
    server.route('/', bare(502, [['Retry-After', '600']]));
    server.route('/other', bare(502, [['Retry-After', '600']]));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('.card-head button');
    await expect.poll(() => isFolded(tab)).toBe(true);
    await tab.goto(server.url('/other'));
    await tab.card.waitFor(COUNTING);
    expect(await isFolded(tab)).toBe(false);
  });
});
