/** What the visitor asks for without the popup: by keys, and from the menu of a page. */
import { siteOf } from '../core/address/site';
import { isLeftAlone } from '../core/settings/settings';
import { classifyStatus } from '../core/watch/status-class';
import type { Command } from '../platform/commands';
import { t } from '../platform/i18n';
import { statusOfDocument } from '../platform/injection';
import { makeMenu } from '../platform/menus';
import { openPopup } from '../platform/popup';
import { inPrivateProcess, originOf } from '../platform/privacy';
import { activeTab, openBeside, openOwnPage, tabFacts } from '../platform/tabs';
import { readFailingTab } from './failing-tab';
import { explain, onTabCommand } from './page-requests';
import { readSettings } from './settings';

/** The keys of a command were pressed. */
export async function onCommand(command: Command, named: number | null): Promise<void> {
  if (command === 'open-history') return await openOwnPage('src/pages/history/index.html');
  const tabId = named ?? (await activeTab());
  if (tabId === null) return;
  // The popup offers "Open it" where a good answer waits, and nothing where a form would be sent again.
  if ((await readFailingTab(tabId)) !== null) await onTabCommand(tabId, 'try-now');
}

/**
 * The entry of the menu, in the browser's language. Chromium's private windows would need one of their own, and hear
 * of no browser start: making it whenever their process wakes was seen to write to the profile, so they go without.
 */
export async function tendMenu(): Promise<void> {
  // It hears of installations and updates.
  if (inPrivateProcess()) return;
  await makeMenu(t('menuExplain'));
}

/**
 * "Explain this error page": any server error gets its card, also one that no gateway made, and one with
 * a status that the visitor doesn't want explained. Of everything else the details page says that it is none.
 */
export async function explainWanted(tabId: number): Promise<void> {
  const facts = await tabFacts(tabId);
  if (facts === null) return;
  const settings = await readSettings(originOf(facts.isPrivate));
  // No card may stand there: the popup says why, and what would change it.
  if (!settings.on || isLeftAlone(settings, siteOf(facts.address) ?? '')) return await openPopup();
  const status = await statusOfDocument(tabId);
  if (status !== null && classifyStatus(status) !== 'other') {
    await explain(tabId);
    // Nothing is to be seen in the page: the popup says it.
    if (settings.appearance === 'badge') await openPopup();
    return;
  }
  const asked = status === null ? '' : `&status=${status}`;
  await openBeside(tabId, `src/pages/details/index.html?tab=${tabId}${asked}`);
}
