import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Demo } from '../demo/index';
import type { BrowserUnderTest, Tab } from '../tests/e2e/support/driver';

/** Its message is one sentence about what a visitor would have missed. */
export class JourneyFailed extends Error {
  override readonly name = 'JourneyFailed';
}

/** How long a visitor may be left alone with a bare 502, in ms. */
const explainedWithin = 10_000;

/** How long after the site's mending the visitor may still be waiting, in ms. */
const backWithin = 60_000;

const folder = 'out';

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => `   | ${line}`)
    .join('\n');

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** A countdown says something new every second; only its other words are news. */
const withoutNumbers = (text: string): string => text.replaceAll(/\d+/g, '#');

class Pictures {
  readonly #prefix: string;

  constructor(browser: string) {
    // The first browser's pictures keep the plain names that the documentation speaks of.
    this.#prefix = browser === 'chromium' ? 'start' : `start-${browser}`;
    mkdirSync(folder, { recursive: true });
    const mine = new RegExp(`^${this.#prefix}-\\d.*\\.png$`);
    for (const old of readdirSync(folder).filter((name) => mine.test(name)))
      rmSync(join(folder, old));
  }

  /** In light and dark, and back to light. */
  async take(browser: BrowserUnderTest, tab: Tab, name: string): Promise<void> {
    for (const scheme of ['dark', 'light'] as const) {
      await browser.setColorScheme(scheme);
      await tab.screenshot(
        join(folder, `${this.#prefix}-${name}${scheme === 'dark' ? '-dark' : ''}.png`),
      );
    }
  }
}

/** What the card says to the eye: without the marks that isolate a name's direction of writing. */
const saidBy = async (tab: Tab): Promise<string> => {
  const text = await tab.card.evaluate(
    (root) => (root.querySelector('.card') as HTMLElement | null)?.innerText ?? '',
  );
  return text.replaceAll(/[\u2068\u2069]/g, '');
};

/** The pill comes first and grows; the card is what one reads. */
const waitForTheCard = async (tab: Tab): Promise<string> => {
  const failed = Date.now();
  for (;;) {
    const text = await saidBy(tab).catch(() => '');
    if (text !== '') return text;
    if (Date.now() - failed > explainedWithin) {
      throw new JourneyFailed(
        `Backsoon's card did not appear within ${explainedWithin / 1000} s of the failure.`,
      );
    }
    await pause(50);
  }
};

/** Whatever stands in for the site, its title is another one: the gateway's page, the browser's or the extension's. */
const isBack = async (tab: Tab, url: string, title: string): Promise<boolean> => {
  try {
    return (await tab.url()) === url && (await tab.title()) === title && !(await tab.card.exists());
  } catch {
    // The document is just being exchanged for the next one.
    return false;
  }
};

const waitUntilBack = async (
  tab: Tab,
  url: string,
  title: string,
  lastSaid: string,
): Promise<void> => {
  const mended = Date.now();
  let said = withoutNumbers(lastSaid);
  while (!(await isBack(tab, url, title))) {
    if (Date.now() - mended > backWithin) {
      throw new JourneyFailed(
        `The tea house was mended, but its page was not back within ${backWithin / 1000} s.`,
      );
    }
    const text = await saidBy(tab).catch(() => '');
    if (text && withoutNumbers(text) !== said) {
      said = withoutNumbers(text);
      console.log(`   after ${seconds(mended)} the card says:\n${quoted(text)}`);
    }
    await pause(200);
  }
  console.log(`4. It is back, ${seconds(mended)} after the mending: "${title}".`);
};

/** Works, breaks, is explained, mends, is back: what a visitor of the demo lives through, told on the terminal. */
export const travel = async (browser: BrowserUnderTest, demo: Demo): Promise<void> => {
  const pictures = new Pictures(browser.name);
  await demo.setState('works');
  await browser.setColorScheme('light');
  const tab = await browser.newTab(demo.siteUrl);
  const title = await tab.title();
  if (title !== 'The Tea House' || (await tab.card.exists()))
    throw new JourneyFailed('The tea house does not open as it should.');
  console.log(`1. The tea house works: "${title}".`);
  await pictures.take(browser, tab, '1-works');

  await demo.setState('crash');
  const broken = Date.now();
  await tab.goto(demo.siteUrl);
  const explanation = await waitForTheCard(tab);
  console.log(
    `2. Its app has crashed, and the gateway answers 502. ${seconds(broken)} later the card says:\n${quoted(explanation)}`,
  );
  await pictures.take(browser, tab, '2-breaks');
  for (const [name, path] of [
    ['3-popup', 'src/popup/index.html'],
    ['3-details', 'src/pages/details/index.html'],
  ] as const) {
    const page = await browser.extensionPage(`${path}?tab=${tab.id}`);
    await page.waitFor('h1');
    await pictures.take(browser, page, name);
    await page.close();
  }
  await tab.activate();

  await demo.setState('works');
  console.log('3. The app is mended. Nobody touches the browser from here on.');
  await waitUntilBack(tab, demo.siteUrl, title, explanation);
  await pictures.take(browser, tab, '4-back');
  console.log(`Pictures of each step, light and dark, are in ${folder}/.`);
};
