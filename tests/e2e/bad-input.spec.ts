import type { BrowserUnderTest, Tab } from './support/driver';
import { besidesFirst, expect, test } from './support/fixtures';
import { historyOf } from './support/history';
import { bare, bareBody, planted } from './support/pages';
import type { RawServer } from './support/raw-server';
import { respond } from './support/respond';
import { detailsOf, keptOf, popupOf } from './support/traces';

const COUNTING = /Trying again/;

/** So long a wait that no try but the visitor's own falls into a test. */
const LATER = ['Retry-After', '600'] as const;

const HTML = ['Content-Type', 'text/html; charset=utf-8'] as const;

/** Markup that says so when it is ever run, by whatever way it gets into a page. */
const MARKUP = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';

/** The page's address as the browser asks for it. */
function asAsked(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

interface Surfaces {
  readonly card: string;
  readonly details: Tab;
}

/**
 * Opens a failing page and everything that speaks of it: the card says its normal sentence, the popup and
 * the details page too, and nothing that came with the answer has run in any of them.
 */
async function openAll(under: BrowserUnderTest, tab: Tab, url: string): Promise<Surfaces> {
  const site = new URL(url).hostname;
  await tab.goto(url);
  const card = await tab.card.waitFor(COUNTING);
  const sentence = new RegExp(
    `${site}\\P{L}? is there, but a server behind it gave no usable answer`,
    'u',
  );
  expect(card).toMatch(sentence);
  const popup = await popupOf(under, tab);
  await expect.poll(() => popup.text('.this-tab h2')).toMatch(sentence);
  const details = await detailsOf(under, tab);
  await expect.poll(() => details.text('h1')).toMatch(sentence);
  for (const page of [popup, details]) await expectNothingRan(page);
  return { card, details };
}

/** "Try now" asks the server, and the card tells of it: the messages that carry all of this still pass. */
async function expectWorking(server: RawServer, tab: Tab, url: string): Promise<void> {
  await tab.activate();
  await tab.card.click('button.primary');
  await server.waitForRequest(asAsked(url), 2);
  await tab.card.waitFor('Tried once so far');
}

/** None of our own pages has an image or a script inside its text: those that are there came from outside. */
async function expectNothingRan(page: Tab): Promise<void> {
  const found = await page.evaluate(() => ({
    hacked: (globalThis as { hacked?: unknown }).hacked ?? null,
    strangers: [
      ...document.querySelectorAll('body img, body iframe, body script:not([src]), [onerror]'),
    ].map((element) => element.outerHTML),
  }));
  expect(found).toEqual({ hacked: null, strangers: [] });
}

test.describe('addresses that mean no good', () => {
  const ADDRESSES: Readonly<Record<string, string>> = {
    'markup and quotes in path and query': `/"'><script>window.hacked=1</script>/${MARKUP}?q='"><script>window.hacked=1</script>&"onload="x`,
    '2,000 characters': `/${'a/'.repeat(700)}${'b'.repeat(600)}`,
    '20,000 characters of a query': `/?${'name=value&'.repeat(1_800)}`,
    'characters that reorder text': '/%E2%80%AEgnp.exe%E2%80%AC/%E2%81%A6x?%E2%80%AE=%D7%A9',
    'broken escapes and control characters': '/%zz%/%00%01%7f%c3%28?%E0%A4%A=%',
    'names that a careless program has already': '/__proto__/constructor?__proto__[x]=1&toString=2',
  };

  for (const [at, [what, path]] of Object.entries(ADDRESSES).entries()) {
    test(
      `${what}: shown as text or not at all, and nothing breaks`,
      besidesFirst(at),
      async ({ under, server, tab }) => {
        const url = server.url(path);
        server.route(asAsked(url), bare(502, [LATER]));
        const { details } = await openAll(under, tab, url);
        const shown = await details.text('main');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
        expect(shown).not.toMatch(/[\u202a-\u202e\u0000-\u0008]/);
        const entry = (await historyOf(under)).at(-1);
        expect(entry?.address.length).toBeLessThanOrEqual(300);
        expect(entry?.site).toBe('site.localhost');
        await expectWorking(server, tab, url);
      },
    );
  }

  test('a host name of 250 characters: the card stays within the window', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    const host = `${Array.from({ length: 4 }, (_, at) => String(at).repeat(59)).join('.')}.localhost`;
    expect(host.length).toBeGreaterThan(240);
    const url = server.url('/', host);
    server.route('/', bare(502, [LATER]));
    await openAll(under, tab, url);
    await expectWorking(server, tab, url);
    const width = await tab.evaluate(() => innerWidth);
    const box = await tab.card.box('.card');
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    const overflow = await tab.card.evaluate((root) => {
      const card = root.querySelector('.card') as HTMLElement;
      return card.scrollWidth - card.clientWidth;
    });
    expect(overflow).toBe(0);
  });

  test('a host name in another script is shown in its plain form', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    const url = server.url('/', 'xn--bcher-kva.localhost');
    server.route('/', bare(502, [LATER]));
    await openAll(under, tab, url);
    await expectWorking(server, tab, url);
  });
});

test.describe('headers that mean no good', () => {
  const MANY = Array.from(
    { length: 1_000 },
    (_, at) => [`X-Header-${at}`, 'v'.repeat(48)] as const,
  );

  const HEADERS: Readonly<Record<string, readonly (readonly [string, string | Buffer])[]>> = {
    '64 KB in a thousand headers': MANY,
    '64 KB in one header': [['Server', 's'.repeat(65_536)]],
    'a hundred of the same': Array.from(
      { length: 100 },
      () => ['Via', `1.1 ${'v'.repeat(500)}`] as const,
    ),
    'bytes that are not UTF-8': [['Server', Buffer.from([0x6e, 0xff, 0xfe, 0x80, 0x67])]],
    'empty values': [
      ['Server', ''],
      ['Via', ''],
      ['Retry-After', ''],
      ['Refresh', ''],
    ],
    'an impossible date': [
      ['Date', 'Fri, 99 Foo 99999 99:99:99 GMT'],
      ['Age', '-1'],
    ],
  };

  for (const [at, [what, headers]] of Object.entries(HEADERS).entries()) {
    test(
      `${what}: the card says what it always says`,
      besidesFirst(at),
      async ({ under, server, tab }) => {
        server.route('/', bare(502, [LATER, ...headers]));
        await openAll(under, tab, server.url('/'));
        await expectWorking(server, tab, server.url('/'));
      },
    );
  }

  const WAITS: Readonly<Record<string, string>> = {
    'a negative number': '-1',
    'a word': 'banana',
    'a date that is past': 'Wed, 21 Oct 2015 07:28:00 GMT',
    'a fraction': '1.5',
    'two numbers': '600, 600',
    markup: MARKUP,
  };

  for (const [at, [what, value]] of Object.entries(WAITS).entries()) {
    test(
      `Retry-After with ${what} is no wish: the countdown is the usual one`,
      besidesFirst(at),
      async ({ under, server, tab }) => {
        server.route('/', bare(502, [['Retry-After', value]]));
        const { card, details } = await openAll(under, tab, server.url('/'));
        expect(card).toMatch(/Trying again in [1-6] seconds?\./);
        expect(card).not.toContain('asked for this wait');
        // It is evidence all the same, as text.
        expect(await details.text('.evidence')).toContain(value);
      },
    );
  }

  test('Retry-After with a number beyond all bounds: no tries, and the card says why', async ({
    server,
    tab,
    under,
  }) => {
    server.route('/', bare(502, [['Retry-After', '99999999999']]));
    await tab.goto(server.url('/'));
    const card = await tab.card.waitFor('over an hour');
    expect(card).toContain('no usable answer');
    expect(card).not.toMatch(/Trying|NaN|Infinity/);
    const popup = await popupOf(under, tab);
    expect(await popup.text('.this-tab')).toContain('over an hour');
    await tab.activate();
    await tab.card.click('button.primary');
    await server.waitForRequest('/', 2);
  });

  test('markup in headers is shown as text on the details page, and never runs', async ({
    under,
    server,
    tab,
  }) => {
    const headers = [
      'Server',
      'Via',
      'X-Cache',
      'Cache-Status',
      'Proxy-Status',
      'X-Squid-Error',
      'X-Request-Id',
    ];
    server.route(
      '/',
      bare(
        502,
        headers.map((name) => [name, MARKUP]),
      ),
    );
    const { details } = await openAll(under, tab, server.url('/'));
    const shown = await details.text('.evidence');
    expect(shown.split(MARKUP).length - 1).toBeGreaterThanOrEqual(5);
    await expectNothingRan(details);
  });

  test('a reason that is not UTF-8, with markup in it: shown as text or left out', async ({
    under,
    server,
    tab,
  }) => {
    const reason = Buffer.concat([
      Buffer.from([0x42, 0xff, 0xfe, 0xc3, 0x28]),
      Buffer.from(MARKUP),
    ]);
    server.route('/', respond({ status: 502, reason, headers: [HTML], body: bareBody() }));
    const { details } = await openAll(under, tab, server.url('/'));
    expect(await details.text('main')).toContain('502 B');
    await expectNothingRan(details);
  });

  test('a reason of 60,000 characters', { tag: '@full' }, async ({ under, server, tab }) => {
    server.route(
      '/',
      respond({ status: 502, reason: 'R'.repeat(60_000), headers: [HTML], body: bareBody() }),
    );
    await openAll(under, tab, server.url('/'));
  });
});

test.describe('pages that mean no good', () => {
  test('a title of 100 KB, with markup', async ({ under, server, tab }) => {
    const title = `${MARKUP.replaceAll('<', '&lt;')}${'t'.repeat(100_000)}`;
    const body = `<!doctype html><html><head><title>${title}</title></head><body><h1>502</h1></body></html>`;
    server.route('/', respond({ status: 502, reason: 'Bad Gateway', headers: [HTML], body }));
    const { details } = await openAll(under, tab, server.url('/'));
    expect(await details.text('.evidence')).toContain(MARKUP.slice(0, 40));
    await expectNothingRan(details);
  });

  test('a body of 2 MB: it is judged, and opens on a click', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    const body = `<p>${'word '.repeat(20)}</p>`.repeat(20_000);
    expect(body.length).toBeGreaterThan(2_000_000);
    server.route('/', planted({ body }));
    await tab.goto(server.url('/'));
    await expect.poll(async () => (await keptOf(under, tab))?.judged).toBe(true);
    await tab.card.click('.pill');
    expect(await tab.card.waitFor(COUNTING)).toContain('no usable answer');
    const details = await detailsOf(under, tab);
    await expect.poll(() => details.text('h1')).toContain('no usable answer');
  });

  test('a body of 5,000 elements within each other', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', planted({ body: '<div>'.repeat(5_000) }));
    await openAll(under, tab, server.url('/'));
  });

  test('half a surrogate pair and zero bytes in title and text', async ({ under, server, tab }) => {
    const body = `<script>document.title = 'T\\ud800itle\\u202e'; document.write('<p>\\udfff\\u0000 text</p>')</script>`;
    server.route('/', planted({ body }));
    const { details } = await openAll(under, tab, server.url('/'));
    expect(await details.text('.evidence')).not.toContain('\u202e');
  });
});
