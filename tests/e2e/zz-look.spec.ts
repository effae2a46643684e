import { test } from './support/fixtures';
import { bare, well } from './support/pages';
import { PopupPage } from './support/popup-page';
test('look', async ({ under, server, tab }) => {
  test.setTimeout(60000);
  server.route('/a', bare(502, [['Retry-After', '60']])).route('/b', bare(504), well()).route('/ok', well()).route('/b2',bare(503));
  const healthy = await under.newTab(server.url('/ok','shop.localhost'));
  const b = await under.newTab(server.url('/b?id=3','books.localhost'));
  await b.card.waitFor(/Trying/);
  await b.card.click('button.primary');
  await b.waitFor('h1:not(center h1)');
  await tab.activate();
  const c = await under.newTab(server.url('/b2','news.localhost'));
  await c.card.waitFor(/Trying/);
  await c.goto(server.url('/ok'));
  await tab.goto(server.url('/a'));
  await tab.card.waitFor(/Trying/);
  for (const scheme of ['light','dark'] as const) {
    await under.setColorScheme(scheme);
    for (const [n, t] of [['failing', tab], ['healthy', healthy]] as const) {
      const p = await PopupPage.open(under, t);
      await p.waitFor(/failures/);
      await p.tab.setViewport(368, 620);
      await p.tab.screenshot(`out/popup-${n}-${scheme}.png`);
    }
  }
});
