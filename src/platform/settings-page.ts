import { browser } from './browser';

/** Opens the page with all settings, or goes to the tab that has it open. */
export async function openSettingsPage(): Promise<void> {
  await browser.runtime.openOptionsPage();
}
