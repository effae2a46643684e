import { spawnSync } from 'node:child_process';
import { chromium as playwrightChromium } from 'playwright';
import { isBrandedChrome, isFile, isSnap, locate, usualPlaces } from './browser-places';
import { canInstallWithApt, installWithApt, installWithPlaywright } from './install-browser';

export type BrowserName = 'chromium' | 'firefox';

/** Its message is one sentence for the person who started the script. */
export class BrowserUnavailable extends Error {
  override readonly name = 'BrowserUnavailable';
}

/** The same as strict_min_version in the manifest. */
const oldestFirefox = 153;

const variables = { chromium: 'BACKSOON_CHROMIUM', firefox: 'BACKSOON_FIREFOX' } as const;

/** What the environment names is taken as it is, or refused aloud: silently taking another browser would mislead. */
const named = (browser: BrowserName): string | undefined => {
  const path = process.env[variables[browser]];
  if (!path) return undefined;
  if (!isFile(path))
    throw new BrowserUnavailable(`${variables[browser]} is "${path}", and there is no such file.`);
  if (browser === 'chromium' && isBrandedChrome(path)) {
    throw new BrowserUnavailable(
      `${variables[browser]} is Google Chrome, which ignores --load-extension: Chromium is needed.`,
    );
  }
  return path;
};

const installed = (browser: BrowserName): string | undefined =>
  usualPlaces()
    [browser].map(locate)
    .find((path) => path !== undefined && !isSnap(path));

const fromPlaywright = (): string | undefined => {
  const path = playwrightChromium.executablePath();
  return isFile(path) ? path : undefined;
};

/**
 * A Chromium that takes an unpacked extension from the command line, or undefined. BACKSOON_CHROMIUM wins, then the
 * system's, then Playwright's own download. Google Chrome is left out because it ignores --load-extension.
 */
export const findChromium = (): string | undefined =>
  named('chromium') ?? installed('chromium') ?? fromPlaywright();

/** A stock Firefox, or undefined. BACKSOON_FIREFOX wins. Playwright's Firefox is patched and is not what people run. */
export const findFirefox = (): string | undefined => named('firefox') ?? installed('firefox');

/** `undefined` when the browser does not say. */
const majorVersion = (path: string): number | undefined => {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  const version = /(\d+)\.\d/.exec(stdout ?? '')?.[1];
  return version === undefined ? undefined : Number(version);
};

/** Finds Chromium, or installs it where the system allows. Throws BrowserUnavailable when neither is possible. */
const ensureChromium = async (): Promise<string> => {
  const found = findChromium();
  if (found) return found;
  if (canInstallWithApt())
    await installWithApt(
      'Chromium',
      ['chromium', 'chromium-browser'],
      () => findChromium() !== undefined,
    );
  if (!findChromium()) await installWithPlaywright();
  const fresh = findChromium();
  if (fresh) return fresh;
  throw new BrowserUnavailable(
    'Chromium is missing and could not be installed: please install it, or set BACKSOON_CHROMIUM to its path.',
  );
};

/** Finds Firefox, or installs it where the system allows. Throws BrowserUnavailable when neither is possible. */
const ensureFirefox = async (): Promise<string> => {
  if (!findFirefox() && canInstallWithApt()) {
    await installWithApt('Firefox', ['firefox-esr', 'firefox'], () => findFirefox() !== undefined);
  }
  const path = findFirefox();
  if (!path) {
    throw new BrowserUnavailable(
      `Firefox is missing (a snap does not count, it cannot see the extension): please install Firefox ${oldestFirefox} or newer, or set BACKSOON_FIREFOX to its path.`,
    );
  }
  const version = majorVersion(path);
  if (version !== undefined && version < oldestFirefox) {
    throw new BrowserUnavailable(
      `${path} is Firefox ${version}, and Backsoon needs ${oldestFirefox} or newer.`,
    );
  }
  return path;
};

/** Finds or installs the browser and leaves its path in the environment, where the test harness looks for it. */
export const ensureBrowser = async (browser: BrowserName): Promise<string> => {
  const path = await (browser === 'chromium' ? ensureChromium() : ensureFirefox());
  process.env[variables[browser]] = path;
  return path;
};
