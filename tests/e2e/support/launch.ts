import { Chromium } from './chromium';
import type { BrowserUnderTest } from './driver';
import { Firefox } from './firefox';

/** The browser that a Playwright project is named after. */
export function launch(project: string): Promise<BrowserUnderTest> {
  if (project === 'chromium') return Chromium.launch();
  if (project === 'firefox') return Firefox.launch();
  throw new Error(`No browser for the project ${project}: chromium or firefox`);
}
