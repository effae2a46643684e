/** The extension's own pages, where one is opened without a failing tab. */
import { browser } from './browser';
import { openInOrdinaryWindow } from './tabs';

/** Opens the page that greets, before the visitor's eyes. */
export async function openWelcome(): Promise<void> {
  await openInOrdinaryWindow(browser.runtime.getURL('src/pages/welcome/index.html'));
}

/** Opens the details page, about no failure in particular. */
export async function openGeneralDetails(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('src/pages/details/index.html') });
}

/** Opens the settings page, or goes to it where it is open. */
export async function openSettings(): Promise<void> {
  await browser.runtime.openOptionsPage();
}
