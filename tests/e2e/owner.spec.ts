import type { BrowserUnderTest, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { bare, typed } from './support/pages';
import { pollUntil } from './support/poll';
import { examples } from './support/recorded';
import { keptOf } from './support/traces';

/** The bytes of a gateway's page, from the catalogue's examples. */
function bytesOf(name: string): Buffer {
  const example = examples().find((one) => one.name === name);
  if (example === undefined) throw new Error(`there is no example "${name}"`);
  return example.bytes;
}

/** The details page about a tab, opened as its card does, once the page is judged. */
async function details(under: BrowserUnderTest, about: Tab): Promise<Tab> {
  // A pill stands there before.
  await expect.poll(async () => (await keptOf(under, about))?.judged).toBe(true);
  const page = await under.extensionPage(`src/pages/details/index.html?tab=${about.id}`);
  await page.waitFor('#happened');
  return page;
}

const marked = (page: Tab): Promise<string[]> =>
  page.evaluate(() => {
    const marks = document.querySelectorAll('.chain li:has(.mark)');
    return [...marks].map((stop) => stop.querySelector('.station-name')?.textContent ?? 'between');
  });

const preview = (page: Tab): Promise<string> =>
  page.evaluate(() => document.querySelector('textarea')?.value ?? '');

test.describe('what a page means to those who run the site', () => {
  test('Cloudflare’s branded 502: the server behind said so, and that is where to look', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', [bytesOf('cloudflare-branded.http')]);
    await tab.goto(server.url('/'));
    await tab.card.waitFor(/What happened here|Trying again/);
    const page = await details(under, tab);
    expect(await marked(page)).toEqual(['The server behind it']);
    const owner = await page.text('.in-product');
    expect(owner).toMatch(/What .?Cloudflare.? tells you/);
    expect(owner).toContain('answered with this very status');
    const links = await page.evaluate(() =>
      [...document.querySelectorAll('.in-product a')].map((link) => link.getAttribute('href')),
    );
    expect(links).toContain('https://www.cloudflarestatus.com/');
    expect(await preview(page)).toContain('Ray ID 8f0000000000abce-FRA');
    await page.close();
  });

  test('a Squid that was asked for a tunnel: the proxy is named, its host is not', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', [bytesOf('squid-intercepted.http')]);
    await tab.goto(server.url('/'));
    await tab.card.waitFor(/Something on the way from you/);
    const page = await details(under, tab);
    expect(await marked(page)).toEqual(['A proxy on your side']);
    const said = await page.evaluate(
      () => document.querySelector('.chain .visually-hidden')?.textContent,
    );
    expect(said).toContain('failed at a proxy on your side');
    expect(await page.text('.in-product')).toContain("stands on the visitor's side");
    const report = await preview(page);
    expect(report).toContain('Squid');
    expect(report).not.toContain('proxy.example');
    await page.close();
  });

  test('nginx’s 504: the gap behind the front is marked, its log and its time limits are named', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(504));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(/took too long to answer/);
    const page = await details(under, tab);
    expect(await marked(page)).toEqual(['between']);
    const owner = await page.text('.in-product');
    expect(owner).toContain('did not answer before the time limit ran out');
    expect(owner).toContain('/var/log/nginx/error.log');
    expect(owner).toContain('proxy_read_timeout');
    await page.close();
  });

  test('a Squid that may stand on either side: no way is drawn', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', [bytesOf('squid.http')]);
    await tab.goto(server.url('/'));
    await tab.card.waitFor(/Trying again/);
    const page = await details(under, tab);
    expect(await page.evaluate(() => document.querySelector('.chain') !== null)).toBe(false);
    expect(await page.text('.in-product')).toContain('refused the connection');
    await page.close();
  });
});

test.describe('an answer on purpose is called that, and never asked for again', () => {
  for (const { whose, file, says } of [
    { whose: 'the site', file: 'envoy-filter.http', says: /turned this request away/ },
    { whose: 'the visitor', file: 'tmg-denied.http', says: /A filter on the way from you/ },
  ]) {
    test(`that of a filter on the side of ${whose}`, async ({ under, server, tab }) => {
      server.route('/', [bytesOf(file)]);
      await tab.goto(server.url('/'));
      await tab.card.waitFor(says);
      expect(await tab.card.waitFor(/on purpose/)).not.toMatch(/Trying again|Tell me/);
      expect(await under.background((api) => api.alarms.getAll())).toEqual([]);
      expect(server.requests('/')).toHaveLength(1);
    });
  }
});

test.describe('a report', () => {
  const TOKEN = 'hunter2hunter2';

  test('is copied as it is shown: in both forms, without token, internal host and address', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, [['Via', '1.1 gw-7.corp (squid/6.10), 1.1 10.1.2.3']]));
    await tab.goto(server.url(`/?token=${TOKEN}`));
    await tab.card.waitFor(/Trying again/);
    const page = await details(under, tab);
    for (const form of ['text', 'markdown']) {
      await page.click(`input[value="${form}"]`);
      const shown = await preview(page);
      expect(shown).toContain('502 Bad Gateway');
      expect(shown).toContain('token=…');
      for (const secret of [TOKEN, 'gw-7', '10.1.2.3', 'site.localhost']) {
        expect(shown).not.toContain(secret);
      }
      await page.click('.report-copy button');
      await pollUntil(async () => (await page.text('.report-copy [role="status"]')) === 'Copied.', {
        what: () => 'a word that it was copied',
      });
      expect(await pasted(under, server.route('/paper', PAPER).url('/paper'))).toBe(shown);
    }
    await page.close();
  });
});

const PAPER = typed(
  'text/html; charset=utf-8',
  '<!doctype html><html lang="en"><title>Paper</title><textarea></textarea></html>',
);

/** What the clipboard holds, pasted into a page as a person does. */
async function pasted(under: BrowserUnderTest, address: string): Promise<string> {
  const page = await under.newTab(address);
  await page.click('textarea');
  await page.press('v', ['Control']);
  const text = await pollUntil(() => preview(page), { what: () => 'a pasted text' });
  await page.close();
  return text;
}
