import { type BrowserName, findChromium, findFirefox } from '../../../scripts/browsers';

/** The browser that the stories run in; throws where there is none. `npm test` installs it. */
export function pathOf(browser: BrowserName): string {
  const path = browser === 'chromium' ? findChromium() : findFirefox();
  if (path === undefined) throw new Error(`${browser} is missing: "npm test" installs it.`);
  return path;
}
