import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Chromium } from '../../tests/e2e/support/chromium';
import type { Tab } from '../../tests/e2e/support/driver';
import { atTheEnd } from '../shutdown';
import { pngHead } from './png';
import { posterPage } from './poster';
import { type StoryServer, serveStories } from './stories';
import type { Words } from './texts';

const FOLDER = join('store', 'pictures');
const WORKPLACE = join('out', 'store');

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What both stores ask for: https://developer.chrome.com/docs/webstore/images. */
const SCREEN: Size = { width: 1280, height: 800 };
const TILE: Size = { width: 440, height: 280 };
const MARQUEE: Size = { width: 1400, height: 560 };

/** A failing page in a small window, and the popup as high as browsers let it be. */
const WINDOW: Size = { width: 690, height: 480 };
const POPUP: Size = { width: 368, height: 600 };

type Scheme = 'light' | 'dark';

/** A picture of one story; with `beside`, a poster on which the story stands beside what that message says. */
interface Shot {
  readonly name: string;
  readonly story: string;
  readonly scheme?: Scheme;
  readonly beside?: { readonly message: string; readonly size: Size };
}

const SHOTS: readonly Shot[] = [
  {
    name: '1-card',
    story: 'card-waiting',
    beside: { message: 'welcomeDoesExplain', size: WINDOW },
  },
  {
    name: '2-card-dark',
    story: 'card-tried',
    scheme: 'dark',
    beside: { message: 'welcomeDoesRetry', size: WINDOW },
  },
  {
    name: '3-popup',
    story: 'popup-failing',
    beside: { message: 'welcomeDoesWatch', size: POPUP },
  },
  { name: '4-details', story: 'details-nginx' },
  { name: '5-history', story: 'history-month' },
];

/** Writes what the tab shows to a file. Throws where the stores would refuse it. */
async function shoot(tab: Tab, path: string, size: Size): Promise<void> {
  await tab.setViewport(size.width, size.height);
  // Two frames: the first lays it out anew, the second has painted that.
  await tab.evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => requestAnimationFrame(() => done()));
      }),
  );
  await tab.screenshot(path);
  const { width, height, hasAlpha } = pngHead(readFileSync(path));
  if (width !== size.width || height !== size.height || hasAlpha)
    throw new Error(`${path} is not what the stores take: ${width} × ${height}.`);
}

async function openStory(browser: Chromium, stories: StoryServer, story: string): Promise<Tab> {
  const tab = await browser.newTab(stories.address(story));
  await tab.waitFor('html[data-ready]');
  const isTold = await tab.evaluate(
    (name) => (globalThis as unknown as { stories: string[] }).stories.includes(name),
    story,
  );
  if (!isTold) throw new Error(`The story page has no "${story}": name another in pictures.ts.`);
  return tab;
}

/** A page of our own, made of words and perhaps a picture that lies in the workplace. */
async function takePoster(
  browser: Chromium,
  path: string,
  size: Size,
  content: Parameters<typeof posterPage>[0],
): Promise<void> {
  const page = join(WORKPLACE, 'poster.html');
  writeFileSync(page, posterPage(content));
  const tab = await browser.newTab(pathToFileURL(page).href);
  await shoot(tab, path, size);
  await tab.close();
}

/** Makes all pictures of the story page and the posters, in real Chromium and in these words. Their paths. */
export async function takePictures(words: Words): Promise<readonly string[]> {
  for (const folder of [FOLDER, WORKPLACE]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const stories = await serveStories();
  atTheEnd(() => stories.close());
  // Nothing is caught half-way, and no bar lies over it.
  const browser = await Chromium.launch({}, [
    '--force-prefers-reduced-motion',
    '--hide-scrollbars',
  ]);
  atTheEnd(() => browser.close());
  const product = words('extensionName');
  const taken: string[] = [];

  for (const { name, story, scheme = 'light', beside } of SHOTS) {
    await browser.setColorScheme(scheme);
    const path = join(FOLDER, `${name}.png`);
    const tab = await openStory(browser, stories, story);
    if (beside === undefined) await shoot(tab, path, SCREEN);
    else {
      await shoot(tab, join(WORKPLACE, `${name}.png`), beside.size);
      await takePoster(browser, path, SCREEN, {
        name: product,
        heading: words(`${beside.message}Title`),
        text: words(beside.message),
        picture: `${name}.png`,
      });
    }
    await tab.close();
    taken.push(path);
  }

  await browser.setColorScheme('light');
  const promotion = { name: product, heading: words('welcomeHeading') };
  const tile = join(FOLDER, 'small-tile.png');
  await takePoster(browser, tile, TILE, { ...promotion, text: '' });
  const marquee = join(FOLDER, 'marquee.png');
  await takePoster(browser, marquee, MARQUEE, {
    ...promotion,
    text: words('extensionDescription'),
    picture: '1-card.png',
  });
  return [...taken, tile, marquee];
}
