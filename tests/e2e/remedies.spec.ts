import type { BrowserUnderTest, Tab } from './support/driver';
import type { Firefox } from './support/firefox';
import { expect, test } from './support/fixtures';
import { ownContextsIn } from './support/own-contexts';
import { bare, form, planted, typed, well } from './support/pages';
import { pollUntil } from './support/poll';
import { PopupPage, plain } from './support/popup-page';

/** Longer than a test lasts, so that nothing happens by itself. */
const LONG_WAIT = [['Retry-After', '80']] as const;
/** The browser may keep the answer and show it again; only Chromium does so with a 502. */
const STORED = [...LONG_WAIT, ['Cache-Control', 'max-age=600']] as const;
const COUNTING = /Trying again in/;

/** The card of a failing page, with what else one can do opened. */
async function openRemedies(tab: Tab): Promise<void> {
  await tab.card.waitFor(COUNTING);
  await tab.card.click('.whatelse');
  await tab.card.waitFor('Copy the details');
}

async function details(under: BrowserUnderTest, about: Tab): Promise<Tab> {
  const page = await under.extensionPage(`src/pages/details/index.html?tab=${about.id}`);
  await page.waitFor('#happened');
  return page;
}

const buttonOf = (remedy: string): string => `[data-k="${remedy}"] .act button`;

/** Opens what else one can do, in a popup whose lists may still come and move it from under the pointer. */
async function unfold(popup: PopupPage): Promise<void> {
  const isOpen = (): Promise<boolean> =>
    popup.tab.evaluate(() => document.querySelector('.acts[open]') !== null);
  await expect
    .poll(async () => {
      if (!(await isOpen())) await popup.tab.click('.acts summary');
      return await isOpen();
    })
    .toBe(true);
}

/** What the details page says beside the button of a remedy. */
async function says(page: Tab, remedy: string, wanted: string | RegExp): Promise<void> {
  await expect
    .poll(() => page.text(`[data-k="${remedy}"] [role="status"]`), { timeout: 10_000 })
    .toMatch(wanted);
}

async function firstRemedy(tab: Tab): Promise<string> {
  return await tab.card.evaluate((root) => root.querySelector('.remedies li')?.textContent ?? '');
}

test.describe('a remedy that Backsoon carries out', () => {
  test('clears the stored copy of a 502 and brings the page back; other sites keep theirs', {
    tag: '@chromium-only',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, STORED), well());
    server.route('/too', bare(502, STORED), well());
    server.route('/others', bare(502, STORED), well());
    server.route('/elsewhere', well());
    for (const address of [
      server.url('/others', 'other.localhost'),
      server.url('/too'),
      server.url('/'),
    ]) {
      await tab.goto(address);
      await tab.card.waitFor(COUNTING);
      await tab.goto(server.url('/elsewhere'));
    }
    // Again: nobody asks the server.
    await tab.goto(server.url('/'));
    await openRemedies(tab);
    expect(server.requests('/')).toHaveLength(1);
    expect(await firstRemedy(tab)).toContain("Clear this site's cached files");
    await under.stopBackground();
    await tab.card.click('.remedies li:first-child button');
    await tab.waitFor('[data-page="well"]');
    // What was stored of the site's other pages is gone too, and the other site's is still there.
    await tab.goto(server.url('/too'));
    await tab.waitFor('[data-page="well"]');
    await tab.goto(server.url('/others', 'other.localhost'));
    await tab.card.waitFor(COUNTING);
    expect(server.requests('/others')).toHaveLength(1);
  });

  test('loads the page past the cache as the visitor’s try, and says that it still fails', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    await tab.goto(server.url('/'));
    await openRemedies(tab);
    await under.stopBackground();
    await tab.card.click('.remedies button');
    const asked = await server.waitForRequest('/', 2);
    expect(asked.headers['cache-control']).toBe('no-cache');
    const said = 'The page was loaded anew, and still fails.';
    await tab.card.waitFor(said);
    await tab.card.waitFor('Tried once so far');
    // A screen reader is told, too.
    const announced = () =>
      tab.card.evaluate((root) => root.querySelector('[role="status"]')?.textContent ?? '');
    await expect.poll(announced).toBe(said);
    // The next try is another matter.
    await tab.card.click('button.primary');
    await server.waitForRequest('/', 3);
    await tab.card.waitFor('Tried 2 times so far');
    expect(await tab.card.text()).not.toContain(said);
  });
});

/** What a page keeps in this browser, made by its own script: cookies of three kinds, and storage. */
async function fill(tab: Tab, address: string): Promise<void> {
  await tab.goto(address);
  await tab.evaluate(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: as pages do
    document.cookie = 'own=1; max-age=1000';
    localStorage.setItem('kept', '1');
  });
}

/** What a page of a host finds of it. */
async function left(tab: Tab, address: string): Promise<string> {
  await tab.goto(address);
  return await tab.evaluate(() =>
    `${document.cookie} ${localStorage.getItem('kept') ?? ''}`.trim(),
  );
}

/** Makes it so that the browser has to ask once more. */
async function forgetPermission(under: BrowserUnderTest): Promise<void> {
  if (under.name === 'chromium') return;
  await under.background((api) => api.permissions.remove({ permissions: ['browsingData'] }));
}

/** The page that asks before it clears, as the details page of a tab opens it. */
async function openQuestion(under: BrowserUnderTest, about: Tab): Promise<Tab> {
  const page = await details(under, about);
  await page.click(buttonOf('K38'));
  const question = await theQuestion(under);
  await page.close();
  await question.activate();
  return question;
}

async function theQuestion(under: BrowserUnderTest): Promise<Tab> {
  const question = await pollUntil(
    async () => {
      for (const tab of await under.tabs()) {
        if ((await tab.url()).includes('/src/pages/clear-data/')) return tab;
      }
      return undefined;
    },
    { what: () => 'the page that asks' },
  );
  await question.waitFor('.yes');
  return question;
}

/** What closes the very tab that it is done in: Chromium's protocol loses the rest of it. */
async function closing(done: Promise<void>): Promise<void> {
  await done.catch(() => undefined);
}

/** Whether a yes would count, as it is shown. */
const isReady = (question: Tab): Promise<boolean> =>
  question.evaluate(
    () => document.querySelector('.yes')?.getAttribute('aria-disabled') === 'false',
  );

/**
 * Says yes, once it counts. It doesn't while the focus is away, which it may be for a moment of which the page
 * hears between two of our questions: then a visitor, too, finds the button as before, and presses it again.
 */
async function sayYes(question: Tab): Promise<void> {
  await question.evaluate(() => {
    const page = globalThis as { heeded?: boolean };
    const note = (): void => {
      const yes = document.querySelector('.yes');
      page.heeded ||= document.hasFocus() && yes?.getAttribute('aria-disabled') === 'false';
    };
    document.addEventListener('click', note, { capture: true });
  });
  await pollUntil(
    async () => {
      if (!(await isReady(question))) return false;
      await question.click('.yes');
      return await question.evaluate(() => (globalThis as { heeded?: boolean }).heeded === true);
    },
    { what: () => 'a yes that counts' },
  );
}

const hasQuestion = async (under: BrowserUnderTest): Promise<boolean> => {
  const addresses = await Promise.all((await under.tabs()).map((tab) => tab.url()));
  return addresses.some((address) => address.includes('/clear-data/'));
};

const SHOP = 'www.shop.localhost';
const OTHER = 'other.localhost';

test.describe('clearing cookies and data', () => {
  test.beforeEach(async ({ under }) => await forgetPermission(under));

  test('is asked about first, in words; then the site’s are gone, and another site’s stay', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/fill', well()).route('/', bare(502, LONG_WAIT));
    await fill(tab, server.url('/fill', OTHER));
    await fill(tab, server.url('/fill', SHOP));
    await tab.goto(server.url('/', SHOP));
    await tab.card.waitFor(COUNTING);

    // The answer that has the focus keeps everything.
    let question = await openQuestion(under, tab);
    const text = plain(await question.text('main'));
    expect(text).toContain(`Clear cookies and data of ${SHOP}?`);
    expect(text).toContain(`This signs you out of ${SHOP}`);
    expect(text).toContain(
      under.name === 'chromium' ? 'all of which end in shop.localhost' : `It covers ${SHOP} alone`,
    );
    expect(await question.evaluate(() => document.activeElement?.textContent)).toBe(
      'Keep everything',
    );
    await closing(question.press('Enter'));
    await expect.poll(() => hasQuestion(under)).toBe(false);

    question = await openQuestion(under, tab);
    await expect.poll(() => isReady(question)).toBe(true);
    await under.stopBackground();
    // The focus may have been away for a moment, and the page counts from anew.
    await sayYes(question);
    if (under.name === 'firefox') await (under as Firefox).answerQuestion('allow');
    await expect
      .poll(() => question.text('h1'), { timeout: 10_000 })
      .toBe('Cookies and data are cleared.');
    // The page is loaded again, without what was there.
    const again = await server.waitForRequest('/', 2);
    expect(again.headers.cookie).toBeUndefined();
    await closing(question.click('.primary'));
    await expect.poll(() => hasQuestion(under)).toBe(false);
    await tab.activate();
    await tab.card.waitFor("This site's cookies and data are cleared. The page still fails.");
    expect(await left(tab, server.url('/fill', SHOP))).toBe('');
    expect(await left(tab, server.url('/fill', OTHER))).toBe('own=1 1');
  });

  test('is not done where the browser’s own question is answered with no', {
    tag: ['@firefox-only', '@full'],
  }, async ({ under, server, tab }) => {
    server.route('/fill', well()).route('/', bare(502, LONG_WAIT));
    await fill(tab, server.url('/fill', SHOP));
    await tab.goto(server.url('/', SHOP));
    await tab.card.waitFor(COUNTING);
    const question = await openQuestion(under, tab);
    expect(await question.text('main')).toContain('Your browser will first ask');
    await sayYes(question);
    await (under as Firefox).answerQuestion('refuse');
    await expect.poll(() => question.text('[role="status"]')).toContain('Nothing was cleared.');
    await question.close();
    expect(server.requests('/')).toHaveLength(1);
    expect(await left(tab, server.url('/fill', SHOP))).toBe('own=1 1');
  });

  test('a page can neither frame, open nor link to the question', async ({
    under,
    server,
    tab,
  }) => {
    const question = `${under.extensionOrigin}/src/pages/clear-data/index.html?tab=${tab.id}`;
    const trap = `<button id="open" onclick="window.open('${question}')">Win</button>
      <a id="link" target="_blank" href="${question}">Prize</a><iframe src="${question}"></iframe>`;
    server.route('/', planted({ body: trap, headers: LONG_WAIT }));
    await tab.goto(server.url('/'), { wait: 'commit' });
    await tab.card.waitFor(COUNTING);
    await tab.click('#open');
    await tab.activate();
    await tab.click('#link');
    await tab.activate();
    const loading = () =>
      under.background(async (api) => (await api.tabs.query({ status: 'loading' })).length);
    await expect.poll(loading).toBe(0);
    expect(await ownContextsIn(under, tab)).toEqual([]);
    for (const shown of await under.tabs()) {
      expect(await shown.evaluate(() => document.querySelector('.sheet') === null)).toBe(true);
    }
    // The browsers tell the page in its console that they refused: no errors of ours.
    await under.settleConsoleErrors();
    under.clearConsoleErrors();
  });

  test('a yes that the visitor can’t have meant does nothing', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    server.route('/fill', well()).route('/', bare(502, LONG_WAIT));
    await fill(tab, server.url('/fill', SHOP));
    await tab.goto(server.url('/', SHOP));
    await tab.card.waitFor(COUNTING);
    const question = await openQuestion(under, tab);
    await expect.poll(() => isReady(question)).toBe(true);

    // A click that no hand made.
    await question.evaluate(() => document.querySelector<HTMLElement>('.yes')?.click());
    // A window that was not in use the moment before, as behind one that a page has closed.
    await question.evaluate(() => {
      document.hasFocus = () => false;
      dispatchEvent(new Event('blur'));
    });
    await expect.poll(() => isReady(question)).toBe(false);
    await question.click('.yes');
    expect(await question.text('h1')).toContain('Clear cookies and data of');
    // Then it takes a second, on the page's own clock.
    const waited = await question.evaluate(async () => {
      const yes = document.querySelector('.yes');
      const ready = () => yes?.getAttribute('aria-disabled') === 'false';
      const since = performance.now();
      Reflect.deleteProperty(document, 'hasFocus');
      dispatchEvent(new Event('focus'));
      await new Promise<void>((resolve) => {
        const look = (): void => (ready() ? resolve() : void requestAnimationFrame(look));
        look();
      });
      return performance.now() - since;
    });
    expect(waited).toBeGreaterThanOrEqual(1_000);
    await question.close();
    expect(server.requests('/')).toHaveLength(1);
    expect(await left(tab, server.url('/fill', SHOP))).toBe('own=1 1');
  });
});

test.describe('copying the details', () => {
  const PAPER = typed(
    'text/html; charset=utf-8',
    '<!doctype html><html lang="en"><title>Paper</title><textarea></textarea></html>',
  );

  async function pasted(under: BrowserUnderTest, address: string): Promise<string> {
    const page = await under.newTab(address);
    await page.click('textarea');
    await page.press('v', ['Control']);
    const value = () => page.evaluate(() => document.querySelector('textarea')?.value ?? '');
    const text = await pollUntil(value, { what: () => 'a pasted text' });
    await page.close();
    return text;
  }

  /** A page that listens to everything about copying, and does what it can. */
  const spying = (does: string): string => `<script>
    window.heard = [];
    addEventListener('copy', (event) => {
      const data = event.clipboardData;
      const look = () => heard.push(data.getData('text/plain'), String(getSelection()));
      look();
      Promise.resolve().then(look);
      setTimeout(() => { look(); heard.push('over'); });
      data.setData('text/plain', 'FORGED');
      ${does}
    }, true);
    document.addEventListener('copy', (event) => heard.push('later', event.clipboardData.getData('text/plain')), true);
  </script>`;

  const heard = (tab: Tab): Promise<string[]> =>
    tab.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);

  test('a page that listens neither learns nor changes what is copied', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', planted({ head: spying('event.preventDefault();'), headers: LONG_WAIT }));
    server.route('/paper', PAPER);
    await tab.goto(server.url('/?token=hunter2hunter2'));
    await openRemedies(tab);
    await under.stopBackground();
    await tab.card.click('.copy');
    await tab.card.waitFor('The details are copied.');
    await expect.poll(() => heard(tab)).toContain('over');
    expect((await heard(tab)).join('\n')).not.toContain('Bad Gateway');
    const text = await pasted(under, server.url('/paper'));
    expect(text).toContain('502 Bad Gateway');
    expect(text).toContain('token=…');
    expect(text).not.toMatch(/FORGED|hunter2/);
    // The very text that the details page shows.
    const page = await details(under, tab);
    const shown = await page.evaluate(() => document.querySelector('textarea')?.value ?? '');
    expect(text.trim()).toBe(shown.trim());
    await page.close();
  });

  test('a page that prevents it is not covered up for: the card says so', { tag: '@full' }, async ({
    server,
    tab,
  }) => {
    server.route(
      '/',
      planted({ head: spying('event.stopImmediatePropagation();'), headers: LONG_WAIT }),
    );
    await tab.goto(server.url('/'));
    await openRemedies(tab);
    await tab.card.click('.copy');
    await tab.card.waitFor('The page kept this from being copied.');
    expect((await heard(tab)).join('\n')).not.toContain('Bad Gateway');
  });
});

test.describe('the answer to a form', () => {
  test('is loaded again by no remedy: what clears says that it only clears', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/form', form('/order')).route('/order', bare(502, LONG_WAIT));
    await tab.goto(server.url('/form', SHOP));
    await tab.click('#send');
    await tab.card.waitFor(/form/);
    await tab.card.click('.whatelse');
    await tab.card.waitFor('Copy the details');
    expect(await tab.card.text()).not.toMatch(/Load the page anew|try again/);
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('What else can I do?');
    await unfold(popup);
    const offered = (await popup.controls()).map(({ name }) => name);
    expect(offered.filter((name) => /anew|and try again|archive/.test(name))).toEqual([]);
    // Firefox can't clear the files of one site, and has nothing to offer here.
    expect(offered.includes('Clear cached files')).toBe(under.name === 'chromium');
    if (under.name === 'chromium') {
      await popup.click('button', 'Clear cached files');
      await popup.waitFor('The page was not loaded again: that could send your form once more.');
    }
    await popup.tab.close();
    await forgetPermission(under);
    const question = await openQuestion(under, tab);
    expect(await question.text('main')).toContain('The page is not loaded again afterwards');
    await sayYes(question);
    if (under.name === 'firefox') await (under as Firefox).answerQuestion('allow');
    await expect
      .poll(() => question.text('main'), { timeout: 10_000 })
      .toContain('The page was not loaded again');
    await question.close();
    expect(server.requests('/order').map(({ method }) => method)).toEqual(['POST']);
  });
});

test.describe('a remedy on the extension’s own pages', () => {
  test('clears and loads from the popup and the details page, with the worker asleep', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('What else can I do?');
    await unfold(popup);
    await under.stopBackground();
    await popup.click('button', 'Load the page anew');
    await server.waitForRequest('/', 2);
    await popup.waitFor('The page was loaded anew, and still fails.');
    // An archive is nothing for an address of this device.
    expect(await popup.has('button', /archive/)).toBe(false);
    await popup.tab.close();

    const page = await details(under, tab);
    expect(await page.text('[data-k="K47"]')).toContain('Open the Wayback Machine');
    await under.stopBackground();
    await page.click(buttonOf('K37'));
    await server.waitForRequest('/', 3);
    await says(page, 'K37', 'The page is being loaded again');
    await page.close();
    await tab.activate();
    await tab.card.waitFor(
      under.name === 'chromium'
        ? "This site's cached files are cleared. The page still fails."
        : "This browser can't clear the files of one site alone",
    );
  });

  test('in a private window clears its cookies and no others', {
    tag: ['@firefox-only', '@full'],
  }, async ({ under, server, tab }) => {
    server.route('/fill', well()).route('/', bare(502, LONG_WAIT));
    // The browser is asked in an ordinary window: its question can only be answered there.
    await forgetPermission(under);
    await tab.goto(server.url('/', SHOP));
    await tab.card.waitFor(COUNTING);
    const first = await openQuestion(under, tab);
    await sayYes(first);
    await (under as Firefox).answerQuestion('allow');
    await first.waitFor('.primary');
    await first.close();
    await fill(tab, server.url('/fill', SHOP));

    const secret = await under.newTab('about:blank', { private: true });
    await fill(secret, server.url('/fill', SHOP));
    await secret.goto(server.url('/', SHOP));
    await secret.card.waitFor(COUNTING);
    const question = await under.newTab(
      `${under.extensionOrigin}/src/pages/clear-data/index.html?tab=${secret.id}`,
      { private: true, wait: 'none' },
    );
    await question.waitFor('.yes');
    // Without a screen, Firefox gives the focus to one window alone, and it isn't this one.
    await question.evaluate(() => {
      document.hasFocus = () => true;
      dispatchEvent(new Event('focus'));
    });
    await expect.poll(() => isReady(question)).toBe(true);
    expect(await question.text('main')).toContain('In a private window only the cookies');
    await question.click('.yes');
    await expect
      .poll(() => question.text('h1'), { timeout: 10_000 })
      .toBe('Cookies and data are cleared.');
    expect(await left(secret, server.url('/fill', SHOP))).toBe('1');
    await secret.close();
    expect(await left(tab, server.url('/fill', SHOP))).toBe('own=1 1');
  });
});
