import { expect, test } from './support/fixtures';
import { bare, branded, typed, well } from './support/pages';
import { SettingsPage } from './support/settings-page';

const LONG_WAIT = [['Retry-After', '80']] as const;
const COUNTING = /Trying again in/;

test.describe('keys', () => {
  test('try the failing page of the tab in view, and a page that works not at all', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT)).route('/well', well());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await under.stopBackground();
    await under.choose({ command: 'try-now' });
    await server.waitForRequest('/', 2);
    await tab.card.waitFor('Tried once so far');
    await tab.goto(server.url('/well'));
    await under.choose({ command: 'try-now' });
    await under.choose({ command: 'open-history' });
    await expect
      .poll(async () => Promise.all((await under.tabs()).map((one) => one.url())))
      .toContainEqual(expect.stringContaining('/pages/history/'));
    expect(server.requests('/well').length).toBe(1);
  });

  test('never send a form again', async ({ under, server, tab }) => {
    const form =
      '<form method="post" action="/sent"><button name="a" value="1">Send</button></form>';
    server.route('/form', typed('text/html', form, 200)).route('/sent', bare());
    await tab.goto(server.url('/form'));
    await tab.click('button');
    await tab.card.waitFor('You sent a form');
    await under.choose({ command: 'try-now' });
    await under.choose({ command: 'open-history' });
    await expect
      .poll(async () => Promise.all((await under.tabs()).map((one) => one.url())))
      .toContainEqual(expect.stringContaining('/pages/history/'));
    expect(server.requests('/sent').map(({ method }) => method)).toEqual(['POST']);
  });
});

test.describe('“Explain this error page”', () => {
  test('explains a 500 that no gateway made', async ({ under, server, tab }) => {
    server.route('/', branded(500));
    await tab.goto(server.url('/'));
    expect(await tab.card.exists()).toBe(false);
    await under.choose({ menuItem: 'explain' });
    await tab.card.waitFor('What happened here?');
    await tab.card.click('.pill');
    await tab.card.waitFor('Something broke on the servers of');
  });

  test('says of a page that works, or is at fault itself, that there is nothing to explain', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', branded(404));
    await tab.goto(server.url('/'));
    await under.choose({ menuItem: 'explain' });
    await expect
      .poll(async () => Promise.all((await under.tabs()).map((one) => one.url())))
      .toContainEqual(expect.stringContaining('/pages/details/'));
    const [details] = (await under.tabs()).slice(-1);
    await expect
      .poll(() => details?.text('main'))
      .toContain('The page in that tab came with the status 404.');
    expect(await tab.card.exists()).toBe(false);
  });

  test('takes up what the settings leave as it is', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(503, LONG_WAIT));
    const settings = await SettingsPage.open(under);
    await settings.choose('input[name="status-503"]');
    await tab.activate();
    await tab.goto(server.url('/'));
    await under.choose({ menuItem: 'explain' });
    await tab.card.waitFor("can't serve visitors right now");
  });
});
