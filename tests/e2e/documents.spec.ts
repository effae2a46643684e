import type { BrowserUnderTest, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { historyOf } from './support/history';
import {
  bare,
  bareBody,
  branded,
  empty,
  form,
  planted,
  redirect,
  streaming,
  typed,
  well,
} from './support/pages';
import { pollUntil } from './support/poll';
import type { RawServer } from './support/raw-server';
import { standInSays } from './support/stand-in';
import { alarmsOf, badgeOf, keptOf } from './support/traces';

const COUNTING = /Trying again/;
const PILL = 'What happened here?';

/** So long a wait that no try but the visitor's own falls into a test. */
const LATER = [['Retry-After', '600']] as const;

const SANDBOX = ['Content-Security-Policy', "default-src 'none'; sandbox"] as const;

/** One white pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64',
);

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF`;

const JSON_BODY = '{"error":"bad gateway"}';

const XHTML = `<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>502</title></head><body><h1>502 Bad Gateway</h1></body></html>`;

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40"><text y="20">Bad Gateway</text></svg>`;

const FRAMESET = `<html><head><title>502</title></head><frameset cols="50%,50%"><frame src="/part"><frame src="/part"></frameset></html>`;

const KINDS: Readonly<Record<string, Buffer[]>> = {
  HTML: bare(502, LATER),
  'plain text': typed('text/plain', 'Bad Gateway', 502, LATER),
  XML: typed('text/xml', '<error><code>502</code></error>', 502, LATER),
  SVG: typed('image/svg+xml', SVG, 502, LATER),
  'a frameset': typed('text/html', FRAMESET, 502, LATER),
  XHTML: typed('application/xhtml+xml', XHTML, 502, LATER),
  'HTML in a sandbox that allows nothing': bare(502, [SANDBOX, ...LATER]),
};

const WATCHED = [502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530];

/** The card is whole, readable and in view; its button asks the server again. */
async function expectWorkingCard(tab: Tab, server: RawServer, path: string): Promise<void> {
  const text = await tab.card.waitFor(COUNTING);
  expect(text).toContain('site.localhost');
  expect(text).toContain('no usable answer');
  expect(await tab.card.count()).toBe(1);
  const view = await tab.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const box = await tab.card.box('.card');
  expect(box.width).toBeGreaterThan(200);
  expect(box.height).toBeGreaterThan(80);
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(view.width);
  expect(box.y + box.height).toBeLessThanOrEqual(view.height);
  expect(server.requests(path)).toHaveLength(1);
  await tab.card.click('button.primary');
  await server.waitForRequest(path, 2);
  await tab.card.waitFor('Tried once so far');
}

/** Where no card can stand a page of ours does, with the same card. */
async function expectStandIn(tab: Tab, server: RawServer): Promise<void> {
  const said = await standInSays(tab, COUNTING);
  expect(said).toContain('site.localhost');
  expect(said).toContain('no usable answer');
  expect(server.requests('/')).toHaveLength(1);
  await tab.click('.card .primary');
  await server.waitForRequest('/', 2);
  await standInSays(tab, 'Tried once so far');
}

/**
 * What comes to the background after this answer has been dealt with: its own card stands when all that
 * came before is done.
 */
async function afterAnother(under: BrowserUnderTest, server: RawServer): Promise<void> {
  server.route('/another', bare(502, LATER));
  const other = await under.newTab(server.url('/another', 'another.localhost'));
  await other.card.waitFor(COUNTING);
}

/** A script that writes down whether anything of ours ever stood in the page, however shortly. */
const WATCHMAN = `<script>
  window.strangers = [];
  new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes) if (node.nodeType === 1 && node.hasAttribute('data-backsoon')) strangers.push(node.localName);
  }).observe(document, { childList: true, subtree: true });
</script>`;

/** A host of its own, which no other story leaves in the history. */
const QUIET = 'quiet.localhost';

async function expectNothingEver(
  under: BrowserUnderTest,
  server: RawServer,
  tab: Tab,
): Promise<void> {
  await afterAnother(under, server);
  expect(
    await tab.evaluate(() => (globalThis as unknown as { strangers: string[] }).strangers),
  ).toEqual([]);
  expect(await tab.card.exists()).toBe(false);
  expect(await badgeOf(under, tab)).toBe('');
  expect(await keptOf(under, tab)).toBeNull();
  expect(await alarmsOf(under)).not.toContain(`due:${tab.id}`);
  const sites = async () => (await historyOf(under)).map(({ site }) => site);
  await expect.poll(sites).toContain('another.localhost');
  expect(await sites()).not.toContain(QUIET);
  expect(server.requests('/')).toHaveLength(1);
}

test.describe('the card stands in every kind of document', () => {
  for (const [kind, answer] of Object.entries(KINDS)) {
    test(`${kind}: readable, in view, and "Try now" asks the server`, async ({ server, tab }) => {
      server.route('/', answer).route('/part', well('a part'));
      await tab.goto(server.url('/'));
      await expectWorkingCard(tab, server, '/');
    });
  }

  test('an image: a pill and no more, which opens into the card', async ({ server, tab }) => {
    server.route('/', typed('image/png', PNG, 502, LATER));
    await tab.goto(server.url('/'));
    await expect.poll(() => tab.card.exists()).toBe(true);
    await afterJudged(tab);
    expect(await pillAlone(tab)).toBe(true);
    await tab.card.click('.pill');
    await expectWorkingCard(tab, server, '/');
  });

  test('JSON: the card in Chromium; in Firefox, whose viewer no extension reaches, the stand-in', async ({
    server,
    tab,
    under,
  }) => {
    server.route('/', typed('application/json', JSON_BODY, 502, LATER));
    await tab.goto(server.url('/'));
    if (under.name === 'chromium') await expectWorkingCard(tab, server, '/');
    else await expectStandIn(tab, server);
  });

  test('PDF: the card in Chromium; in Firefox, whose viewer no extension reaches, the stand-in', {
    tag: '@full',
  }, async ({ server, tab, under }) => {
    server.route('/', typed('application/pdf', PDF, 502, LATER));
    await tab.goto(server.url('/'));
    if (under.name === 'chromium') await expectWorkingCard(tab, server, '/');
    else await expectStandIn(tab, server);
  });

  test('an empty body: the browser shows a page of its own, and ours stands in', async ({
    server,
    tab,
  }) => {
    server.route('/', empty(502, LATER));
    await tab.goto(server.url('/'));
    await expectStandIn(tab, server);
  });
});

/** Resolves once the background has judged the page and the card knows: the announcement is made then. */
async function afterJudged(tab: Tab): Promise<void> {
  await expect
    .poll(() => tab.card.evaluate((root) => root.querySelector('[role=status]')?.textContent ?? ''))
    .toContain('site.localhost');
}

async function pillAlone(tab: Tab): Promise<boolean> {
  return await tab.card.evaluate(
    (root) => root.querySelector('.pill') !== null && root.querySelector('.card') === null,
  );
}

test.describe('how much is shown depends on the page', () => {
  test('a page that the site designed keeps the pill, and opens it on a click', async ({
    server,
    tab,
  }) => {
    server.route('/', branded());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(PILL);
    await afterJudged(tab);
    expect(await pillAlone(tab)).toBe(true);
    await tab.card.click('.pill');
    expect(await tab.card.waitFor('no usable answer')).toContain('Try now');
  });

  test('a page that the site designed keeps the pill while tries go on', { tag: '@full' }, async ({
    server,
    tab,
    under,
  }) => {
    server.route('/', branded());
    await tab.goto(server.url('/'));
    await server.waitForRequest('/', 3, 25_000);
    await expect.poll(async () => (await keptOf(under, tab))?.incident.tries.ours).toBe(2);
    expect(await pillAlone(tab)).toBe(true);
    await tab.card.click('.pill');
    await tab.card.waitFor('Tried 2 times so far');
  });

  test('a page that is still coming has its pill, and nothing counts down before it is judged', {
    tag: '@full',
  }, async ({ server, tab, under }) => {
    const { answer, rest } = streaming();
    server.route('/', answer);
    await tab.goto(server.url('/'), { wait: 'none' });
    const first = await tab.card.waitFor(/./);
    expect(first).toBe(PILL);
    expect(await tab.evaluate(() => document.readyState)).toBe('loading');
    await pollUntil(
      async () => {
        const said = await tab.card.text();
        // Asked after the text: what was said was said no later than this.
        const judged = (await keptOf(under, tab))?.judged === true;
        if (!judged) expect(said).not.toMatch(COUNTING);
        return judged;
      },
      { what: () => 'the page to be judged' },
    );
    await tab.card.waitFor(COUNTING);
    expect(await tab.evaluate(() => document.readyState)).toBe('loading');
    rest.open();
    await tab.waitFor('hr');
    expect(await tab.card.count()).toBe(1);
  });

  test('a bot check gets nothing at all: no pill, no badge, no entry, no tries', async ({
    server,
    tab,
    under,
  }) => {
    server.route(
      '/',
      planted({ head: WATCHMAN, headers: [['cf-mitigated', 'challenge']], status: 503 }),
    );
    await tab.goto(server.url('/', QUIET));
    await expectNothingEver(under, server, tab);
  });

  test('a 500 by the application itself gets nothing', async ({ server, tab, under }) => {
    server.route(
      '/',
      planted({ head: WATCHMAN, body: '<pre>Error: no such column</pre>', status: 500 }),
    );
    await tab.goto(server.url('/', QUIET));
    await expectNothingEver(under, server, tab);
  });

  test("a 404 gets nothing, though it looks like a gateway's", async ({ server, tab, under }) => {
    server.route('/', planted({ head: WATCHMAN, status: 404 }));
    await tab.goto(server.url('/', QUIET));
    await expectNothingEver(under, server, tab);
  });

  for (const status of [500, 501]) {
    test(`a ${status} that is plainly a gateway's own gets the card`, async ({
      server,
      tab,
      under,
    }) => {
      server.route('/', typed('text/html', bareBody(status), status));
      await tab.goto(server.url('/'));
      const text = await tab.card.waitFor(COUNTING);
      expect(text).toContain('Something broke on the servers of');
      await expect.poll(() => badgeOf(under, tab)).toBe(String(status));
    });
  }

  test('behind a redirect the address that failed is explained', async ({ server, tab, under }) => {
    const failing = server.url('/there', 'other.localhost');
    server.route('/', redirect('/middle')).route('/middle', redirect(failing));
    server.route('/there', bare(502, LATER));
    await tab.goto(server.url('/'));
    const text = await tab.card.waitFor(COUNTING);
    expect(text).toContain('other.localhost');
    expect(text).not.toContain('site.localhost');
    const addresses = async () => (await historyOf(under)).map(({ address }) => address);
    await expect.poll(addresses).toContain(failing);
    expect(await addresses()).not.toContain(server.url('/'));
    await tab.card.click('button.primary');
    await server.waitForRequest('/there', 2);
    expect(server.requests('/')).toHaveLength(1);
  });
});

test.describe('the card is brief', () => {
  /** The issue's own number: more than this at rest is a page, not a card. */
  const MOST_WORDS = 45;

  async function words(tab: Tab): Promise<string[]> {
    const shown = await tab.card.evaluate(
      (root) => (root.querySelector('.card') as HTMLElement | null)?.innerText ?? '',
    );
    return shown.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  }

  async function expectBrief(tab: Tab): Promise<void> {
    const found = await words(tab);
    expect(found.length).toBeGreaterThan(10);
    expect(found.length, found.join(' ')).toBeLessThanOrEqual(MOST_WORDS);
  }

  test('at most 45 words at rest: at first, after tries, and where the site asked for a wait', async ({
    server,
    tab,
  }) => {
    server.route('/soon', bare()).route('/later', bare(502, LATER));
    for (const path of ['/soon', '/later']) {
      await tab.goto(server.url(path));
      await tab.card.waitFor(COUNTING);
      await expectBrief(tab);
      for (const tried of ['Tried once so far', 'Tried 2 times so far']) {
        await tab.card.click('button.primary');
        await tab.card.waitFor(tried);
        await expectBrief(tab);
      }
    }
  });

  test('at most 45 words where a form was sent', async ({ server, tab }) => {
    server.route('/', form('/sent')).route('/sent', bare());
    await tab.goto(server.url('/'));
    await tab.click('#send');
    await tab.card.waitFor('You sent a form');
    await expectBrief(tab);
  });

  test('every watched status has a headline of its own that names the site, in at most 45 words', {
    tag: '@full',
  }, async ({ server, tab }) => {
    const headlines = new Set<string>();
    for (const status of WATCHED) {
      const path = `/${status}`;
      server.route(path, bare(status, LATER));
      await tab.goto(server.url(path));
      await tab.card.waitFor(COUNTING);
      const headline = await tab.card.evaluate(
        (root) => root.querySelector('h2')?.textContent ?? '',
      );
      expect(headline).toContain('site.localhost');
      headlines.add(headline);
      await expectBrief(tab);
      await tab.card.click('button.primary');
      await tab.card.waitFor('Tried once so far');
      await expectBrief(tab);
    }
    expect(headlines.size).toBe(WATCHED.length);
    expect([...headlines].join('\n')).not.toContain('Something broke');
  });

  test('every watched status stays within 45 words where a form was sent', {
    tag: '@full',
  }, async ({ server, tab }) => {
    for (const status of WATCHED) {
      server.route('/', form(`/${status}`)).route(`/${status}`, bare(status));
      await tab.goto(server.url('/'));
      await tab.click('#send');
      await tab.card.waitFor('You sent a form');
      await expectBrief(tab);
    }
  });
});
