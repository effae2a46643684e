import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import { serveStories } from '../tests/e2e/support/stories';
import { BrowserUnavailable, ensureBrowser } from './browsers';
import { directionOf, HELP, type Options, readOptions } from './screenshots/options';
import { contactSheet } from './screenshots/sheet';
import { POPUP_WIDTH, VARIANTS, type Variant } from './screenshots/variants';
import { atTheEnd, finish, tidyUpOnSignals } from './shutdown';

const FOLDER = 'out/screenshots';

/** What the story page offers (tests/stories/main.tsx). */
interface StoryPage {
  readonly stories: readonly string[];
  readonly tell: (story: string, dir: string) => void;
}

/** Written from the right in its own language, where there is one, or with English words. */
const localeOf = ({ dir }: Variant, { locale }: Options): string | null => {
  if (locale !== null || dir !== 'rtl') return locale;
  return existsSync('public/_locales/ar') ? 'ar' : null;
};

/** `textSize`: the browser's own, in px. It is a setting that only a fresh browser takes. */
const launch = async (executablePath: string, textSize = 16): Promise<Browser> => {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // The others are Playwright's own for a machine with a mouse: the last such switch counts alone.
  const settings = `primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4,defaultFontSize=${textSize},defaultFixedFontSize=${(textSize * 13) / 16}`;
  const browser = await chromium.launch({
    executablePath,
    args: [...sandbox, `--blink-settings=${settings}`],
  });
  atTheEnd(() => browser.close());
  return browser;
};

const open = async (browser: Browser, variant: Variant, url: string): Promise<Page> => {
  const context = await browser.newContext(variant.context);
  const page = await context.newPage();
  if (variant.print) await page.emulateMedia({ media: 'print' });
  await page.goto(url);
  await page.waitForSelector('html[data-ready]');
  return page;
};

const takePictures = async (
  browser: Browser,
  address: string,
  variant: Variant,
  options: Options,
): Promise<void> => {
  const locale = localeOf(variant, options);
  const dir = variant.dir ?? (locale === null ? 'ltr' : directionOf(locale));
  const folder = join(FOLDER, options.locale ?? '', variant.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const page = await open(
    browser,
    variant,
    locale === null ? address : `${address}?lang=${locale}`,
  );
  const stories = (
    await page.evaluate(() => [...(globalThis as unknown as StoryPage).stories])
  ).filter((story) => story !== 'planted' && options.only.test(story));
  const { viewport } = variant.context;
  for (const story of stories) {
    const most = story.startsWith('popup')
      ? POPUP_WIDTH * ((variant.textSize ?? 16) / 16)
      : Infinity;
    const width = Math.min(viewport?.width ?? 0, most);
    await page.setViewportSize({ width, height: viewport?.height ?? 0 });
    await page.evaluate(([name, way]) => (globalThis as unknown as StoryPage).tell(name, way), [
      story,
      dir,
    ] as [string, string]);
    await page.screenshot({
      path: join(folder, `${story}.png`),
      fullPage: true,
      animations: 'disabled',
    });
  }
  await page.context().close();
  await writeSheet(browser, folder, variant.name, stories);
};

const writeSheet = async (
  browser: Browser,
  folder: string,
  name: string,
  stories: readonly string[],
): Promise<void> => {
  const file = resolve(folder, 'index.html');
  writeFileSync(file, contactSheet(name, stories));
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(pathToFileURL(file).href);
  await page.screenshot({ path: join(folder, 'sheet.png'), fullPage: true });
  await page.close();
  console.log(`${stories.length} pictures: ${file}`);
};

const main = async (): Promise<number> => {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    console.error(HELP);
    return 1;
  }
  try {
    const executablePath = await ensureBrowser('chromium');
    const server = await serveStories('screenshots');
    atTheEnd(() => server.close());
    for (const variant of VARIANTS) {
      if (!options.variants.includes(variant.name)) continue;
      const browser = await launch(executablePath, variant.textSize);
      await takePictures(browser, server.address, variant, options);
      await browser.close();
    }
    return 0;
  } catch (error) {
    if (!(error instanceof BrowserUnavailable)) throw error;
    console.error(error.message);
    return 1;
  }
};

tidyUpOnSignals();
await finish(await main());
