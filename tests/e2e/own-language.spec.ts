import { readFileSync } from 'node:fs';
import type { BrowserUnderTest, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { launch } from './support/launch';
import { bare } from './support/pages';
import { PopupPage, plain } from './support/popup-page';
import type { RawServer } from './support/raw-server';

const COUNTING_FOR_LONG = [['Retry-After', '80']] as const;

interface Spoken {
  readonly language: string;
  readonly dir: 'ltr' | 'rtl';
  readonly text: (key: string) => string;
}

/** A locale's words, as its file has them: what stands before the first placeholder. */
function spoken(language: string, dir: Spoken['dir']): Spoken {
  const messages = JSON.parse(
    readFileSync(`public/_locales/${language.replace('-', '_')}/messages.json`, 'utf8'),
  ) as Record<string, { message: string }>;
  return { language, dir, text: (key) => messages[key]?.message ?? `no ${key}` };
}

/** What one reads in a card: its words, its language and which way they run. */
async function readCard(tab: Tab): Promise<{ lang: string; dir: string; mirrored: boolean }> {
  return await tab.card.evaluate((root) => {
    const card = root.querySelector('.card') as HTMLElement;
    const icon = card.querySelector('.card-head > svg')?.getBoundingClientRect();
    const heading = card.querySelector('h2')?.getBoundingClientRect();
    return {
      lang: card.closest('[lang]')?.getAttribute('lang') ?? '',
      dir: getComputedStyle(card).direction,
      mirrored: (icon?.left ?? 0) > (heading?.left ?? 0),
    };
  });
}

async function expectSpoken(
  { language, dir, text }: Spoken,
  under: BrowserUnderTest,
  server: RawServer,
): Promise<void> {
  server.route('/', bare(502, COUNTING_FOR_LONG));
  const tab = await under.newTab(server.url('/'));
  const card = plain(await tab.card.waitFor(text('tryNow')));
  expect(card).toContain(text('whatElse'));
  expect(card).toContain('site.localhost');
  expect(await readCard(tab)).toEqual({ lang: language, dir, mirrored: dir === 'rtl' });
  await tab.screenshot(`out/card-${under.name}-${language}.png`);

  const title = (): Promise<string> =>
    under.background((api, tabId: number) => api.action.getTitle({ tabId }), tab.id);
  const [before = '', after = ''] = text('buttonTitleFailing').split(/\$site\$/i);
  await expect
    .poll(title)
    .toBe(`${before}\u2068site.localhost\u2069${after.replace(/\$status\$/i, '502')}`);

  const popup = await PopupPage.open(under, tab);
  await popup.waitFor(text('tryNow'));
  await popup.waitFor(text('popupHistory'));
  expect(
    await popup.tab.evaluate(() => [document.documentElement.lang, document.documentElement.dir]),
  ).toEqual([language, dir]);
  await popup.tab.screenshot(`out/popup-${under.name}-${language}.png`);
}

test.describe('a browser in another language', () => {
  for (const words of [spoken('ar', 'rtl'), spoken('pt-BR', 'ltr')]) {
    test(`is spoken to in it, card, popup and button: ${words.language}`, {
      tag: words.language === 'ar' ? [] : ['@full'],
    }, async ({ under, server }) => {
      const own = await launch(under.name, { language: words.language });
      try {
        await expectSpoken(words, own, server);
      } finally {
        await own.close();
      }
    });
  }

  test('that there are no words in is spoken to in English, from left to right', {
    tag: '@full',
  }, async ({ under, server }) => {
    const own = await launch(under.name, { language: 'fa' });
    try {
      await expectSpoken(spoken('en', 'ltr'), own, server);
    } finally {
      await own.close();
    }
  });
});
