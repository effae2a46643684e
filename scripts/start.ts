import { parseArgs } from 'node:util';
import { type Demo, startDemo } from '../demo/index';
import { Chromium } from '../tests/e2e/support/chromium';
import { Firefox } from '../tests/e2e/support/firefox';
import { type BrowserName, BrowserUnavailable, ensureBrowser } from './browsers';
import { build } from './build';
import { hasDisplay } from './display';
import { openChromium } from './headed-chromium';
import { openFirefox } from './headed-firefox';
import { JourneyFailed, travel } from './journey';
import { atTheEnd, finish, isEnding, tidyUpOnSignals } from './shutdown';

const usage = 'Usage: npm start [-- [--browser=chromium|firefox] [--headless] [--skip-build]]';

interface Settings {
  readonly browser: BrowserName;
  readonly headless: boolean;
  readonly skipBuild: boolean;
}

const readSettings = (): Settings | undefined => {
  try {
    const { values } = parseArgs({
      options: {
        browser: { type: 'string', default: 'chromium' },
        headless: { type: 'boolean', default: false },
        'skip-build': { type: 'boolean', default: false },
      },
    });
    const { browser, headless, 'skip-build': skipBuild } = values;
    return browser === 'chromium' || browser === 'firefox'
      ? { browser, headless, skipBuild }
      : undefined;
  } catch {
    return undefined;
  }
};

const showToAPerson = async (
  browser: BrowserName,
  executable: string,
  demo: Demo,
): Promise<void> => {
  const open = browser === 'chromium' ? openChromium : openFirefox;
  const window = await open(executable, [demo.siteUrl, demo.controlUrl]);
  atTheEnd(() => window.close());
  console.log(`
The tea house    ${demo.siteUrl}
Break it here    ${demo.controlUrl}

1. In the tab "Break the Tea House", press "Crash the app".
2. Reload the tea house: Backsoon explains the 502 and keeps trying for you.
3. Press "Make it work again" and look at the tea house: it comes back by itself.

Close the browser or press Ctrl-C to end.`);
  await window.closed;
};

const travelUnseen = async (browser: BrowserName, demo: Demo): Promise<void> => {
  console.log(
    `Nobody is there to look at a window, so this is the journey without one, in ${browser}:`,
  );
  const driven = await (browser === 'chromium' ? Chromium.launch() : Firefox.launch());
  atTheEnd(() => driven.close());
  await travel(driven, demo);
};

const start = async ({ browser, headless, skipBuild }: Settings): Promise<number> => {
  const executable = await ensureBrowser(browser);
  const complaint = skipBuild ? '' : await build();
  if (complaint) {
    console.error(`${complaint}\nThe extension could not be built: see above.`);
    return 1;
  }
  const demo = await startDemo();
  atTheEnd(() => demo.close());
  if (!headless && hasDisplay()) await showToAPerson(browser, executable, demo);
  else await travelUnseen(browser, demo);
  return 0;
};

const sayWhy = (error: unknown): void => {
  if (isEnding()) return;
  if (error instanceof BrowserUnavailable || error instanceof JourneyFailed)
    console.error(error.message);
  else console.error(error);
};

tidyUpOnSignals();
const settings = readSettings();
if (!settings) {
  console.error(usage);
  await finish(1);
} else {
  const code = await start(settings).catch((error: unknown) => {
    sayWhy(error);
    return 1;
  });
  await finish(code);
}
