import { type BrowserContextOptions, chromium } from 'playwright';
import type { Tab } from './driver';
import { pathOf } from './executable';

/** What stories need of a tab. */
type StoryTab = Pick<Tab, 'goto' | 'waitFor' | 'evaluate'>;

/** A Chromium without the extension that takes its page for one on another device. `textSize`: its own setting, in px. */
export async function onDevice(
  { textSize = 16, ...device }: BrowserContextOptions & { readonly textSize?: number },
  look: (tab: Tab) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch({
    executablePath: pathOf('chromium'),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(device.hasTouch ? [] : [`--blink-settings=defaultFontSize=${textSize}`]),
    ],
  });
  try {
    const page = await browser.newPage(device);
    const tab: StoryTab = {
      goto: async (url) => {
        await page.goto(url);
      },
      waitFor: async (selector) => {
        await page.waitForSelector(selector, { state: 'attached' });
      },
      evaluate: (fn, arg) => page.evaluate(fn as never, arg as never),
    };
    await look(tab as Tab);
  } finally {
    await browser.close();
  }
}
