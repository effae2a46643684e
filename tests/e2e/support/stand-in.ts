import type { Tab } from './driver';
import { pollUntil } from './poll';
import { plain } from './popup-page';

/** What the stand-in says; '' where another page is shown. */
export async function said(tab: Tab): Promise<string> {
  if (!(await tab.url()).includes('/src/pages/stand-in/')) return '';
  const text = await tab
    .evaluate(() => document.querySelector('.stand-in')?.textContent ?? '')
    .catch(() => '');
  return plain(text);
}

/** Waits until the stand-in says something. */
export async function standInSays(
  tab: Tab,
  wanted: string | RegExp,
  timeout = 15_000,
): Promise<string> {
  let last = '';
  return await pollUntil(
    async () => {
      last = await said(tab);
      const found = typeof wanted === 'string' ? last.includes(wanted) : wanted.test(last);
      return found ? { text: last } : undefined;
    },
    { timeout, what: () => `a stand-in with ${wanted}; it says: ${last}` },
  ).then(({ text }) => text);
}
