import type { BrowserUnderTest, ExtensionApi, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { anEndedIncident, fillHistory } from './support/history';
import { bare, typed, well } from './support/pages';
import { POPUP_WIDTH, PopupPage, plain } from './support/popup-page';

/** Longer than a test lasts, so that nothing happens by itself; from 90 s on the countdown speaks of minutes. */
const LONG_WAIT = [['Retry-After', '80']] as const;
const COUNTING = /Trying again in/;
const STAND_IN = "Show Backsoon's page where your browser shows its own";

/**
 * What the card says, also in a tab that is not in view: there Firefox lays nothing out anew, and
 * `innerText` leaves out what has changed since.
 */
async function cardText(tab: Tab): Promise<string> {
  if (!(await tab.card.exists())) return '';
  const text = await tab.card.evaluate((root) =>
    root.host.matches(':popover-open') ? root.querySelector('.card, .pill')?.textContent : '',
  );
  return plain(text ?? '');
}

async function cardSays(tab: Tab, wanted: string | RegExp): Promise<void> {
  await expect
    .poll(() => cardText(tab))
    .toMatch(typeof wanted === 'string' ? new RegExp(wanted.replace(/[.*+?]/g, '\\$&')) : wanted);
}

const badge = (under: BrowserUnderTest, tab: Tab): Promise<string> =>
  under.background((api, tabId: number) => api.action.getBadgeText({ tabId }), tab.id);

const alarms = (under: BrowserUnderTest): Promise<string[]> =>
  under.background(async (api) =>
    (await api.alarms.getAll()).map((alarm: { name: string }) => alarm.name),
  );

/** When the next try of a tab is due, as it is stored; ms since the epoch. */
async function deadline(under: BrowserUnderTest, tab: Tab): Promise<number> {
  const until = await under.background(async (api: ExtensionApi, key: string) => {
    const stored = (await api.storage.session.get(key))[key];
    return stored?.value?.step?.until ?? 0;
  }, `tab:${tab.id}`);
  expect(until, 'a stored deadline').toBeGreaterThan(0);
  return until;
}

/** Lets a moment go by at which something would have happened, and a second more. */
async function letPass(moment: number): Promise<void> {
  await expect.poll(() => Date.now(), { timeout: 15_000 }).toBeGreaterThan(moment + 1_000);
}

const HOUR = 3_600_000;

/** Old enough that their age doesn't change while one looks. */
function twoIncidents() {
  const now = Date.now();
  return [
    anEndedIncident(now - 30 * HOUR, { site: 'a.localhost', address: 'http://a.localhost/' }),
    anEndedIncident(now - 50 * HOUR, { site: 'b.localhost', address: 'http://b.localhost/' }),
  ];
}

function seconds(text: string): number {
  return Number(/Trying again in (\d+) second/.exec(plain(text))?.[1] ?? Number.NaN);
}

test.describe('the popup on a tab', () => {
  test('that is well says so, and counts nothing', async ({ under, server, tab }) => {
    server.route('/', well());
    await tab.goto(server.url('/'));
    const popup = await PopupPage.open(under, tab);
    const text = await popup.waitFor('All is well here.');
    expect(text).toContain('site.localhost');
    expect(text).not.toMatch(/\d+ second/);
    expect(text).not.toContain('Error');
    expect(await popup.has('button', 'Try now')).toBe(false);
    expect(await badge(under, tab)).toBe('');
  });

  test('that fails says what happened, whose side it is, and counts with the card', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    const popup = await PopupPage.open(under, tab);
    const text = await popup.waitFor(COUNTING);
    expect(text).toContain('Error 502');
    expect(text).toContain('site.localhost is there, but a server behind it gave no usable answer');
    expect(text).toContain("on the site's side");
    expect(text).not.toContain('All is well');
    // Read one after the other, and each redrawn once a second: two seconds apart at most.
    const apart = seconds(await popup.text()) - seconds(await cardText(tab));
    expect(Math.abs(apart)).toBeLessThanOrEqual(2);
    // It goes on counting.
    const first = seconds(text);
    await expect.poll(async () => seconds(await popup.text())).toBeLessThan(first - 1);
  });

  test('"Try now" asks the server at once', { tag: '@full' }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT));
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    const popup = await PopupPage.open(under, tab);
    await popup.click('button', 'Try now');
    await server.waitForRequest('/', 2);
    await cardSays(tab, 'Tried once so far');
    await popup.waitFor(COUNTING);
    expect(server.requests('/').length).toBe(2);
  });

  test('"Try now" brings the page back once the site answers', async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT), well());
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    const popup = await PopupPage.open(under, tab);
    await popup.click('button', 'Try now');
    await popup.waitFor('All is well here.');
    await expect.poll(() => tab.text('h1')).toBe('Welcome to the shop');
    await popup.waitFor('Back after');
  });

  test('"Stop" and "Keep trying" work, the card follows, and the focus stays', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    const popup = await PopupPage.open(under, tab);
    await popup.tabTo('Stop');
    await popup.press('Enter');
    await popup.waitFor('Automatic tries are stopped for now');
    await cardSays(tab, 'Automatic tries are stopped for now');
    expect(await alarms(under)).toEqual([]);
    expect((await popup.focus()).name).toBe('Keep trying');
    await popup.press('Enter');
    await popup.waitFor(COUNTING);
    await cardSays(tab, COUNTING);
    expect(await alarms(under)).toEqual([`due:${tab.id}`]);
  });

  test('that answered a form offers to open the address, and never to try', async ({
    under,
    server,
    tab,
  }) => {
    const form =
      '<form method="post" action="/sent"><button name="a" value="1">Send</button></form>';
    server.route('/form', typed('text/html', form, 200)).route('/sent', bare());
    await tab.goto(server.url('/form'));
    await tab.click('button');
    await cardSays(tab, 'You sent a form');
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('A form was sent with this page');
    expect(await popup.has('button', 'Try now')).toBe(false);
    expect(await popup.has('button', 'Stop')).toBe(false);
    expect(server.requests('/sent').map(({ method }) => method)).toEqual(['POST']);
    await popup.click('button', 'Open without sending again');
    await server.waitForRequest('/sent', 2);
    expect(server.requests('/sent').map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('whose card was closed promises nothing, and can have it back', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    await tab.card.click('.card-head button:last-child');
    await expect.poll(() => tab.card.exists()).toBe(false);
    const popup = await PopupPage.open(under, tab);
    const text = await popup.waitFor('You closed the card');
    expect(text).not.toMatch(COUNTING);
    expect(await popup.has('button', 'Stop')).toBe(false);
    await popup.click('button', 'Show the card');
    await cardSays(tab, 'Automatic tries are stopped for now');
    await popup.waitFor('Automatic tries are stopped for now');
    expect(await popup.has('button', 'Show the card')).toBe(false);
  });

  test('whose card was closed can still be tried, without the card coming back', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT), bare(502, LONG_WAIT), well());
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    await tab.card.click('.card-head button:last-child');
    await expect.poll(() => tab.card.exists()).toBe(false);
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('You closed the card');
    await popup.click('button', 'Try now');
    await server.waitForRequest('/', 2);
    // A try that is under way is not made twice: it has to have failed first.
    await expect.poll(() => isTrying(under)).toBe(false);
    await popup.waitFor('You closed the card');
    expect(await tab.card.exists()).toBe(false);
    await popup.click('button', 'Try now');
    await popup.waitFor('All is well here.');
  });

  test('that shows a page of the browser or of an extension has nothing to watch', async ({
    under,
    tab,
  }) => {
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('There is nothing to watch on this page.');
    await popup.waitFor('None so far.');
    expect((await popup.controls()).map(({ name }) => name)).toEqual([
      'Backsoon',
      'Try again automatically',
      'Settings',
      'Show all',
    ]);
    await tab.goto(`${under.extensionOrigin}/manifest.json`, { wait: 'commit' });
    await popup.waitFor('There is nothing to watch on this page.');
  });

  test('with an empty 502, where the browser shows its own page, can be tried all the same', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', [
      'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    ]);
    const before = await PopupPage.open(under, tab);
    await before.toggle(STAND_IN);
    await before.tab.close();
    await tab.goto(server.url('/'));
    await expect.poll(() => badge(under, tab), { timeout: 15_000 }).toBe('502');
    const popup = await PopupPage.open(under, tab);
    const text = await popup.waitFor('No card can stand in this page');
    expect(text).toContain('Error 502');
    expect(text).not.toMatch(COUNTING);
    expect(await popup.has('button', /Stop|Keep trying/)).toBe(false);
    server.route('/', well());
    await popup.click('button', 'Try now');
    await popup.waitFor('All is well here.');
  });

  test('speaks of that tab only: two windows, two answers', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT)).route('/well', well());
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    const known = new Set((await under.tabs()).map(({ id }) => id));
    await under.background((api) => api.windows.create({ url: 'about:blank' }).then(() => null));
    const elsewhere = (await under.tabs()).find(({ id }) => !known.has(id)) as Tab;
    await elsewhere.goto(server.url('/well', 'other.localhost'));
    const here = await PopupPage.open(under, tab);
    const there = await PopupPage.open(under, elsewhere);
    await here.waitFor('Error 502');
    const text = await there.waitFor('All is well here.');
    expect(text).toContain('other.localhost');
    expect(await badge(under, tab)).toBe('502');
    expect(await badge(under, elsewhere)).toBe('');
  });
});

test.describe('the switch', () => {
  test('takes every card away at once, and the badges; then new failures get nothing', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare()).route('/later', bare());
    const other = await under.newTab(server.url('/', 'other.localhost'));
    await cardSays(other, COUNTING);
    await tab.activate();
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    const popup = await PopupPage.open(under, tab);
    const until = Math.max(await deadline(under, tab), await deadline(under, other));
    await popup.toggle('Backsoon');
    for (const each of [tab, other]) {
      await expect.poll(() => each.card.exists()).toBe(false);
      await expect.poll(() => badge(under, each)).toBe('');
    }
    await popup.waitFor('Backsoon is off.');
    await popup.waitForNo('Failing now');
    await expect
      .poll(() => popup.lines())
      .toEqual([expect.stringContaining('End not seen'), expect.stringContaining('End not seen')]);
    expect(await alarms(under)).toEqual([]);

    const asked = server.requests().length;
    await tab.goto(server.url('/later'));
    await letPass(until);
    expect(await tab.card.exists()).toBe(false);
    expect(await badge(under, tab)).toBe('');
    expect(server.requests().length).toBe(asked + 1);
    expect(await popup.lines()).toHaveLength(2);

    await popup.toggle('Backsoon');
    server.route('/later', bare(502, LONG_WAIT));
    await tab.goto(server.url('/later'));
    await cardSays(tab, COUNTING);
    expect(await badge(under, tab)).toBe('502');
  });

  test('holds over a stop of the background', { tag: '@full' }, async ({ under, server, tab }) => {
    server.route('/', bare());
    const popup = await PopupPage.open(under, tab);
    await popup.toggle('Backsoon');
    await popup.tab.close();
    await under.stopBackground();
    await tab.goto(server.url('/'));
    const again = await PopupPage.open(under, tab);
    await again.waitFor('Backsoon is off.');
    expect(await tab.card.exists()).toBe(false);
    await again.toggle('Backsoon');
    // What failed meanwhile can be explained on demand.
    await again.click('button', 'Explain this page');
    await cardSays(tab, /gave no usable answer/);
  });
});

test.describe('automatic tries', () => {
  test('switched off everywhere: no card counts any more; on again: they count', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT));
    const other = await under.newTab(server.url('/', 'other.localhost'));
    await tab.goto(server.url('/'));
    for (const each of [tab, other]) await cardSays(each, COUNTING);
    const popup = await PopupPage.open(under, tab);
    await popup.toggle('Try again automatically');
    for (const each of [tab, other]) {
      await cardSays(each, 'Automatic tries are switched off.');
    }
    await popup.waitFor('Automatic tries are switched off.');
    expect(await alarms(under)).toEqual([]);
    expect(await popup.isDisabled('switch', 'Keep trying on site.localhost')).toBe(true);
    await popup.toggle('Try again automatically');
    for (const each of [tab, other]) await cardSays(each, COUNTING);
  });

  test('switched off for one site: the others go on, and a stop of the background changes nothing', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT)).route('/more', bare(502, LONG_WAIT));
    const other = await under.newTab(server.url('/', 'other.localhost'));
    await tab.goto(server.url('/'));
    for (const each of [tab, other]) await cardSays(each, COUNTING);
    const before = await deadline(under, other);
    const popup = await PopupPage.open(under, tab);
    await popup.toggle('Keep trying on site.localhost');
    await cardSays(tab, 'Automatic tries are switched off for this site.');
    expect(await cardText(other)).toMatch(COUNTING);
    expect(await deadline(under, other), 'no deadline is drawn anew').toBe(before);
    await popup.tab.close();

    await under.stopBackground();
    await tab.goto(server.url('/more'));
    await cardSays(tab, 'Automatic tries are switched off for this site.');
    const again = await PopupPage.open(under, tab);
    expect(await again.isOn('Try again automatically')).toBe(true);
    expect(await again.isOn('Keep trying on site.localhost')).toBe(false);
    await again.toggle('Keep trying on site.localhost');
    await cardSays(tab, COUNTING);
  });

  test('a try under way is not lost when something else is switched', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT));
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    const popup = await PopupPage.open(under, tab);
    let answer: (answer: Buffer[]) => void = () => undefined;
    server.route('/', () => new Promise<Buffer[]>((resolve) => (answer = resolve)));
    await popup.click('button', 'Try now');
    await server.waitForRequest('/', 2);
    await cardSays(tab, 'Trying now');
    await popup.toggle('Keep trying on site.localhost');
    await popup.toggle('Keep trying on site.localhost');
    expect(await cardText(tab)).toContain('Trying now');
    server.route('/', well());
    answer(well());
    await popup.waitFor('All is well here.');
    await popup.waitFor('Back after');
  });
});

test.describe('leaving a site alone', () => {
  test('takes the card, and no try reaches the server; badge and list stay; it can be undone', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    const popup = await PopupPage.open(under, tab);
    const until = await deadline(under, tab);
    await popup.toggle('Leave site.localhost alone');
    await expect.poll(() => tab.card.exists()).toBe(false);
    const asked = server.requests('/').length;
    await popup.waitFor('You asked Backsoon to leave this site alone.');
    expect(await popup.text()).not.toMatch(COUNTING);
    expect(await alarms(under)).toEqual([]);
    await letPass(until);
    expect(server.requests('/').length).toBe(asked);
    expect(await badge(under, tab)).toBe('502');
    expect(await popup.isDisabled('switch', 'Keep trying on site.localhost')).toBe(true);

    await popup.toggle('Leave site.localhost alone');
    await cardSays(tab, COUNTING);
  });

  test('holds for its new failures, which get a badge and a line, and for no other site', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT)).route('/well', well());
    await tab.goto(server.url('/well'));
    const popup = await PopupPage.open(under, tab);
    await popup.toggle('Leave site.localhost alone');
    await tab.goto(server.url('/'));
    await expect.poll(() => badge(under, tab)).toBe('502');
    await popup.waitFor('You asked Backsoon to leave this site alone.');
    expect(await tab.card.exists()).toBe(false);
    const elsewhere = await PopupPage.open(under, popup.tab);
    await elsewhere.waitFor('Still failing');
    await expect
      .poll(() => elsewhere.lines())
      .toEqual([expect.stringContaining('site.localhost/')]);
    await elsewhere.tab.close();
    const other = await under.newTab(server.url('/', 'other.localhost'));
    await cardSays(other, COUNTING);
    // A page that never had a card gets one as soon as it is wanted again.
    await popup.tab.activate();
    // What is above the switch changes with it.
    await popup.waitFor('other.localhost');
    await popup.toggle('Leave site.localhost alone');
    await cardSays(tab, COUNTING);
  });

  test('"Try now" loads the page without a card coming back', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT), bare(502, LONG_WAIT), well());
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    const popup = await PopupPage.open(under, tab);
    await popup.toggle('Leave site.localhost alone');
    await popup.click('button', 'Try now');
    await server.waitForRequest('/', 2);
    await popup.waitFor('You asked Backsoon to leave this site alone.');
    expect(await tab.card.exists()).toBe(false);
    await popup.click('button', 'Try now');
    await popup.waitFor('All is well here.');
  });

  test('while a try is under way, its answer does not bring the card back', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT)).route('/well', well());
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    const popup = await PopupPage.open(under, tab);
    let answer: (answer: Buffer[]) => void = () => undefined;
    server.route('/', () => new Promise<Buffer[]>((resolve) => (answer = resolve)));
    await popup.click('button', 'Try now');
    await server.waitForRequest('/', 2);
    // What is above the switch changes with it.
    await popup.waitFor('Trying now');
    await popup.toggle('Leave site.localhost alone');
    await expect.poll(() => tab.card.exists()).toBe(false);
    answer(bare());
    await letPass(Date.now());
    await popup.waitFor('You asked Backsoon to leave this site alone.');
    expect(await tab.card.exists()).toBe(false);
  });
});

test.describe('the badge', () => {
  test('shows the status while the tab fails, and is gone once it is well', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(504, LONG_WAIT), well());
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    await expect.poll(() => badge(under, tab)).toBe('504');
    await tab.card.click('button.primary');
    await tab.waitFor('h1:not(center h1)');
    await expect.poll(() => badge(under, tab)).toBe('');
  });

  for (const asleep of [false, true]) {
    test(`is ✓ on a tab that came back unseen, until it is looked at${asleep ? ', with the background asleep' : ''}`, async ({
      under,
      server,
      tab,
    }) => {
      server.route('/', bare(502, LONG_WAIT), well());
      await tab.goto(server.url('/'));
      await cardSays(tab, COUNTING);
      const popup = await PopupPage.open(under, tab);
      await popup.click('button', 'Try now');
      await expect.poll(() => badge(under, tab)).toBe('✓');
      const title = await under.background(
        (api, tabId: number) => api.action.getTitle({ tabId }),
        tab.id,
      );
      expect(plain(title)).toBe('site.localhost is back');
      // The popup asks every second: a popup that is open keeps the background awake.
      const blank = await under.newTab();
      await popup.tab.close();
      await blank.activate();
      if (asleep) await under.stopBackground();
      expect(await badge(under, tab)).toBe('✓');
      await tab.activate();
      await expect.poll(() => badge(under, tab)).toBe('');
    });
  }
});

test.describe('with the keyboard only', () => {
  test('Tab goes from the top to the bottom, visibly, and misses nothing', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    await fillHistory(under, twoIncidents());
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    const popup = await PopupPage.open(under, tab);
    await expect.poll(() => popup.lines()).toHaveLength(2);
    expect(await popup.isOn(STAND_IN), 'the settings are unfolded').toBe(true);
    const expected = (await popup.controls()).map(({ name }) => name);
    expect(expected.length).toBeGreaterThan(11);
    const reached: string[] = [];
    for (const _ of expected) {
      await popup.press('Tab');
      const { name, visible } = await popup.focus();
      expect(visible, `one sees that ${name} has the focus`).toBe(true);
      reached.push(name);
    }
    expect(reached).toEqual(expected);
  });

  test('Space switches, Enter presses', { tag: '@full' }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT));
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    const popup = await PopupPage.open(under, tab);
    await popup.tabTo('Try again automatically');
    await popup.press(' ');
    await cardSays(tab, 'Automatic tries are switched off.');
    expect((await popup.focus()).name).toBe('Try again automatically');
    await popup.press(' ');
    await cardSays(tab, COUNTING);
    await popup.press('Tab', ['Shift']);
    await popup.tab.close();
    const again = await PopupPage.open(under, tab);
    await again.tabTo('Try now');
    await again.press('Enter');
    await server.waitForRequest('/', 2);
  });

  test('the focus stays where it is while the popup refreshes', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    await fillHistory(under, twoIncidents());
    await tab.goto(server.url('/'));
    await cardSays(tab, COUNTING);
    const popup = await PopupPage.open(under, tab);
    const before = seconds(await popup.waitFor(COUNTING));
    await expect.poll(() => popup.lines()).toHaveLength(2);
    for (const name of ['Stop', 'Settings', /Back after/]) {
      await popup.tabTo(name);
    }
    const { name } = await popup.focus();
    await expect
      .poll(async () => seconds(await popup.text()), { timeout: 10_000 })
      .toBeLessThan(before - 3);
    expect((await popup.focus()).name.slice(0, 20)).toBe(name.slice(0, 20));
  });
});

test.describe('the look', () => {
  for (const scheme of ['light', 'dark'] as const) {
    test(`fits into ${POPUP_WIDTH} px in every state, ${scheme}`, {
      tag: '@full',
    }, async ({ under, server, tab }) => {
      await under.setColorScheme(scheme);
      const long = `${'a-very-long-name-of-a-shop.'.repeat(4)}localhost`;
      server.route('/', bare(502, LONG_WAIT)).route('/well', well());
      server.route('/sent', bare());
      const picture = async (popup: PopupPage, state: string): Promise<void> => {
        expect(await popup.fits(), state).toBe(true);
        await popup.tab.screenshot(`out/popup-${under.name}-${state}-${scheme}.png`);
      };
      const popup = await PopupPage.open(under, tab);
      await popup.waitFor('There is nothing to watch');
      await picture(popup, 'no-site');
      await tab.goto(server.url('/well'));
      await popup.waitFor('All is well');
      await picture(popup, 'well');
      await tab.goto(server.url('/'));
      await popup.waitFor(COUNTING);
      await picture(popup, 'failing');
      await popup.click('button', 'Stop');
      await popup.waitFor('stopped for now');
      await picture(popup, 'stopped');
      await popup.toggle('Leave site.localhost alone');
      await popup.waitFor('leave this site alone');
      await picture(popup, 'left-alone');
      await tab.goto(server.url('/?q=a%20long%20query%20that%20goes%20on', long));
      await popup.waitFor(COUNTING);
      await picture(popup, 'long-name');
      await tab.evaluate(() => {
        const form = document.createElement('form');
        form.method = 'post';
        form.action = '/sent';
        document.body.append(form);
        form.submit();
      });
      await popup.waitFor('A form was sent');
      await picture(popup, 'form');
      await popup.toggle('Backsoon');
      await popup.waitFor('Backsoon is off');
      await picture(popup, 'off');
    });
  }
});

/** Whether a try of any tab is under way, by what is stored. */
async function isTrying(under: BrowserUnderTest): Promise<boolean> {
  return await under.background(async (api) => {
    const kept: Record<string, { value?: { trying?: unknown } }> =
      await api.storage.session.get(null);
    return Object.entries(kept).some(
      ([key, { value }]) => key.startsWith('tab:') && value?.trying != null,
    );
  });
}
