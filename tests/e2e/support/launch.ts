import { Chromium } from './chromium';
import type { BrowserUnderTest, LaunchOptions } from './driver';
import { Firefox } from './firefox';

/** The browser that a Playwright project is named after. */
export function launch(project: string, options?: LaunchOptions): Promise<BrowserUnderTest> {
  if (project === 'chromium') return Chromium.launch(options);
  if (project === 'firefox') return Firefox.launch({}, options);
  throw new Error(`No browser for the project ${project}: chromium or firefox`);
}
