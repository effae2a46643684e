import { readdirSync } from 'node:fs';
import { outsideOfMessages, PSEUDO } from '../stories/pseudo';
import type { Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { cutOffIn, openStories, type StoryServer, serveStories, show } from './support/stories';

const LOCALES = readdirSync('public/_locales');

let server: StoryServer;

test.beforeAll(async ({ under }) => {
  server = await serveStories(`languages-${under.name}`);
});

test.afterAll(async () => {
  await server.close();
});

interface Words {
  /** All that is to be read or heard, but for what is marked as data. */
  readonly said: readonly string[];
  /** The text that people copy and send: messages, and data as it came. */
  readonly report: string;
}

async function wordsOf(tab: Tab): Promise<Words> {
  return await tab.evaluate(() => {
    const data = '[translate="no"], code, kbd, samp, bdi';
    const spoken = [
      'aria-label',
      'aria-description',
      'aria-valuetext',
      'title',
      'placeholder',
      'alt',
    ];
    const stage = document.querySelector('#stage') as HTMLElement;
    const host = [...stage.children].find(({ shadowRoot }) => shadowRoot !== null);
    const said: string[] = [];
    let report = '';
    for (const element of (host?.shadowRoot ?? stage).querySelectorAll('*:not(style)')) {
      for (const name of spoken) said.push(element.getAttribute(name) ?? '');
      if (element instanceof HTMLTextAreaElement) report += element.value;
      if (element.closest(`textarea, ${data}`) !== null) continue;
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) said.push(node.nodeValue ?? '');
      }
    }
    return { said, report };
  });
}

/** What of the story that is shown is in no language file. */
async function english(tab: Tab): Promise<string[]> {
  const { said, report } = await wordsOf(tab);
  // In a report data stands behind a label, or inside a sentence about it; a header's name belongs to its label.
  const labels = report
    .split('\n')
    .map((line) => outsideOfMessages(line.replace(/(?:⟧ server\**)?⟦:~ ⟧.*/, '⟧')));
  // Intl names the zone of a point in time by its Latin letters.
  const rest = said.map((text) => outsideOfMessages(text).replace(/\bUTC\b/, ''));
  return [...labels, ...rest].filter((text) => /\p{Script=Latin}/u.test(text));
}

test.describe('every word comes from the language files', () => {
  test('the check bites: planted English is found', async ({ tab }) => {
    await openStories(tab, server, PSEUDO);
    await show(tab, 'planted');
    expect(await english(tab)).toEqual([
      'Planted',
      'Planted in an attribute',
      'planted in a message',
    ]);
  });

  test('no story has English that was left in the code', async ({ tab }) => {
    const all = await openStories(tab, server, PSEUDO);
    const found: string[] = [];
    for (const story of all) {
      await show(tab, story);
      for (const text of await english(tab)) found.push(`${story}: ${text}`);
    }
    expect(found).toEqual([]);
  });
});

// One browser is enough: what is measured is how long the words are.
test.describe('every language fits', { tag: ['@full', '@chromium-only'] }, () => {
  for (const locale of [...LOCALES, PSEUDO]) {
    test(`nothing is cut off from 320 px on: ${locale}`, async ({ tab }) => {
      await tab.setViewport(320, 640);
      const all = await openStories(tab, server, locale);
      expect(await cutOffIn(tab, all)).toEqual([]);
    });
  }
});
