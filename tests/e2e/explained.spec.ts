import { inLines } from './support/accessible';
import type { Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { bare, well } from './support/pages';

const COUNTING = /Trying again/;

test.describe('a failing page is explained', () => {
  test('a bare 502 gets a card that says what happened, whose side it is, and what is next', async ({
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    const text = await tab.card.waitFor(COUNTING);
    expect(text).toContain('site.localhost');
    expect(text).toContain("on the site's side");
    expect(text).toContain('Try now');
  });

  test('the page is there again once the site answers', async ({ server, tab }) => {
    server.route('/', bare(), bare(), well());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('button.primary');
    await tab.card.waitFor(/Tried once so far/);
    await tab.card.click('button.primary');
    await tab.waitFor('[data-page="well"]');
    expect(await tab.card.exists()).toBe(false);
  });

  test('"What else can I do?" opens at most three remedies, and closes them', async ({
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const remedies = () =>
      tab.card.evaluate((root) => root.querySelectorAll('.remedies li').length);
    expect(await remedies()).toBe(0);
    await tab.card.click('.whatelse');
    await expect.poll(remedies).toBeGreaterThan(0);
    expect(await remedies()).toBeLessThanOrEqual(3);
    await tab.card.click('.whatelse');
    await expect.poll(remedies).toBe(0);
  });

  test('"More" opens the details page, with this failure and every fact', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const before = (await under.tabs()).length;
    await tab.card.click('.buttons button:last-child');
    await expect.poll(async () => (await under.tabs()).length).toBe(before + 1);
    const details = (await under.tabs()).at(-1);
    if (details === undefined) throw new Error('the details page is not there');
    await details.waitFor('[data-k]');
    expect(await details.url()).toContain(`${under.extensionOrigin}/src/pages/details/`);
    expect(await details.text('h1')).toContain('site.localhost');
    const facts = await details.evaluate(
      () =>
        new Set([...document.querySelectorAll('[data-k]')].map((row) => row.getAttribute('data-k')))
          .size,
    );
    expect(facts).toBe(68);
    expect(await details.text('#evidence')).toContain('502 Bad Gateway');
  });

  test('it folds into the pill and opens again; closed, it stays closed and nothing is tried', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('.card-head button:nth-last-child(2)');
    await expect
      .poll(() => tab.card.evaluate((root) => root.querySelector('.pill') !== null))
      .toBe(true);
    await tab.card.click('.pill');
    await tab.card.waitFor(COUNTING);
    await tab.card.click('.card-head button:last-child');
    await expect.poll(() => tab.card.exists()).toBe(false);
    expect(await under.background((api) => api.alarms.getAll())).toEqual([]);
    await tab.reload();
    await server.waitForRequest('/', 2);
    await expect
      .poll(() => under.background((api, id) => api.action.getBadgeText({ tabId: id }), tab.id))
      .toBe('502');
    expect(await tab.card.exists()).toBe(false);
  });

  test('the keyboard alone reaches and works every button, with a focus that one sees', async ({
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const reached: string[] = [];
    for (let press = 0; press < 8 && !reached.includes('More'); press += 1) {
      await tab.press('Tab');
      const focused = await tab.card.evaluate((root) => {
        const element = root.activeElement as HTMLElement | null;
        if (element === null) return null;
        const name = element.getAttribute('aria-label') ?? element.innerText.trim();
        return { name, outline: getComputedStyle(element).outlineStyle };
      });
      if (focused === null) continue;
      expect(focused.outline).toBe('solid');
      reached.push(focused.name);
    }
    expect(reached).toEqual([
      'Make this small',
      'Close',
      'Stop',
      'Try now',
      'What else can I do?',
      'More',
    ]);
    await tab.press('Tab', ['Shift']);
    await tab.press('Enter');
    await expect
      .poll(() => tab.card.evaluate((root) => root.querySelectorAll('.remedies li').length))
      .toBeGreaterThan(0);
    await tab.press('Tab', ['Shift']);
    await tab.press('Tab', ['Shift']);
    await tab.press('Enter');
    await tab.card.waitFor(/stopped for now/);
    // The button changed its words and kept the focus.
    await expect
      .poll(() =>
        tab.card.evaluate((root) => (root.activeElement as HTMLElement | null)?.innerText),
      )
      .toBe('Keep trying');
  });

  test('screen readers are told what happens, not every second of it', async ({ server, tab }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const announced = () =>
      tab.card.evaluate((root) => root.querySelector('[role="status"]')?.textContent ?? '');
    await expect.poll(announced).toContain('gave no usable answer');
    await tab.card.waitFor(/Tried once so far/, { timeout: 10_000 });
    expect(await announced()).toBe('Still no luck.');
  });

  test('assistive technology gets the card behind its closed root whole, in order and named', async ({
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const headline = 'site.localhost is there, but a server behind it gave no usable answer.';
    const head = [
      'region Backsoon: why this page failed',
      `heading ${headline}`,
      'button Make this small',
      'button Close',
      "text The problem is on the site's side, not yours.",
    ];
    await expect
      .poll(() => readOut(tab))
      .toEqual([
        ...head,
        expect.stringMatching(/^text Trying again in \d+ seconds?\.$/),
        'button Stop',
        'button Try now',
        'button What else can I do? (closed)',
        'button More',
        'status',
        `text ${headline}`,
      ]);
    await tab.card.click('.next button');
    await tab.card.waitFor(/stopped for now/);
    await tab.card.click('.whatelse');
    await expect
      .poll(() => readOut(tab))
      .toEqual([
        ...head,
        expect.stringMatching(/^text .*stopped for now/),
        'button Keep trying',
        'button Try now',
        'button What else can I do? (open)',
        'button More',
        "button Tell me when it's back",
        'list',
        'listitem',
        expect.stringMatching(/^text Wait a few minutes/),
        'listitem',
        expect.stringMatching(/^text Load the page anew/),
        'button Load the page anew',
        'listitem',
        expect.stringMatching(/^text Look for a status page/),
        'button Copy the details',
        'status',
        `text ${headline}`,
      ]);
    await tab.card.click('[aria-label="Make this small"]');
    await expect
      .poll(async () => inLines(await tab.accessible()))
      .toContain('button What happened here?');
  });
});

/** What is read out of the card, a line each: the page's own words come before or after, by how soon the card stood. */
async function readOut(tab: Tab): Promise<string[]> {
  const lines = inLines(await tab.accessible());
  const first = lines.findIndex((line) => line.startsWith('region'));
  // What was announced last is the last of it.
  return lines.slice(first, lines.indexOf('status') + 2);
}
