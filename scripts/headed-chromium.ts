import { chromium, type Page } from 'playwright';
import { extensionDir } from '../tests/e2e/support/extension-dirs';
import type { HeadedBrowser } from './headed-browser';

const browserArguments = (extension: string): string[] => [
  `--disable-extensions-except=${extension}`,
  `--load-extension=${extension}`,
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Chromium does not start as root with its sandbox, which is how it is inside a container.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** How long the welcome page may take to open, in ms. Nothing hangs on it but which tab is in front. */
const WELCOMED_WITHIN_MS = 10_000;

const isWelcome = (page: Page): boolean => page.url().includes('/pages/welcome/');

/** Opens Chromium with the extension in it and a profile that is gone when it closes. */
export const openChromium = async (
  executablePath: string,
  urls: readonly string[],
): Promise<HeadedBrowser> => {
  const context = await chromium.launchPersistentContext('', {
    executablePath,
    headless: false,
    args: browserArguments(extensionDir('chromium')),
    // The banner about automation would be the first thing that a person sees.
    ignoreDefaultArgs: ['--enable-automation'],
    // Windows size and colours are the person's own.
    viewport: null,
    colorScheme: null,
    // The script tidies up by itself.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const closed = new Promise<void>((resolve) => context.on('close', () => resolve()));
  const welcomed = context
    .waitForEvent('page', { predicate: isWelcome, timeout: WELCOMED_WITHIN_MS })
    .catch(() => undefined);
  const [first] = context.pages().filter((page) => !isWelcome(page));
  for (const [index, url] of urls.entries()) {
    const page = index === 0 && first ? first : await context.newPage();
    await page.goto(url);
  }
  // The extension opens its welcome page in its own time; the first page is the one to begin with.
  if (!context.pages().some(isWelcome)) await welcomed;
  await first?.bringToFront();
  return { closed, close: () => context.close() };
};
