import { siteOf } from '../core/address/site';
import { badgeText } from '../platform/badge';
import { tabFacts } from '../platform/tabs';
import { showBadge } from './badges';

/** The visitor looks at a tab: "it is back" has been seen, and goes. */
export async function onSeen(tabId: number): Promise<void> {
  if ((await badgeText(tabId)) !== '✓') return;
  const facts = await tabFacts(tabId);
  if (facts !== null) await showBadge(tabId, null, siteOf(facts.address) ?? '');
}
