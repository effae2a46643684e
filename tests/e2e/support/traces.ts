import type { IncidentRecord } from '../../../src/core/history/record';
import type { BrowserUnderTest, Tab } from './driver';

/** What a failure leaves behind outside of its page. */

/** The text on the toolbar button of a tab; '' for none. */
export function badgeOf(under: BrowserUnderTest, tab: Tab): Promise<string> {
  return under.background((api, tabId: number) => api.action.getBadgeText({ tabId }), tab.id);
}

export interface KeptTab {
  readonly judged: boolean;
  readonly standIn: 'none' | 'stands' | 'declined';
  readonly trying: unknown;
  readonly incident: IncidentRecord;
}

/** What the background keeps of a failing tab; null where there is nothing. */
export function keptOf(under: BrowserUnderTest, tab: Tab): Promise<KeptTab | null> {
  return under.background(async (api, tabId: number) => {
    const key = `tab:${tabId}`;
    const kept = await api.storage.session.get(key);
    return kept[key]?.value ?? null;
  }, tab.id);
}

/** Names of the alarms that are set. */
export function alarmsOf(under: BrowserUnderTest): Promise<string[]> {
  return under.background(async (api) =>
    (await api.alarms.getAll()).map(({ name }: { name: string }) => name),
  );
}

/** An alarm rings at once, if it is set. */
export async function ring(under: BrowserUnderTest, alarm: string): Promise<void> {
  await under.background(async (api, name: string) => {
    if (await api.alarms.get(name)) await api.alarms.create(name, { when: Date.now() });
  }, alarm);
}

export function popupOf(under: BrowserUnderTest, tab: Tab): Promise<Tab> {
  return under.extensionPage(`src/popup/index.html?tab=${tab.id}`);
}

export function detailsOf(under: BrowserUnderTest, tab: Tab): Promise<Tab> {
  return under.extensionPage(`src/pages/details/index.html?tab=${tab.id}`);
}
