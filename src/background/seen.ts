import { siteOf } from '../core/address/site';
import { badgeText } from '../platform/badge';
import { tabFacts } from '../platform/tabs';
import { showBadge } from './badges';
import { onLookedAt } from './site-turns';

/** The visitor looks at a tab: "it is back" has been seen, and goes; what waits is tried sooner. */
export async function onSeen(tabId: number): Promise<void> {
  await onLookedAt(tabId);
  if ((await badgeText(tabId)) !== '✓') return;
  const facts = await tabFacts(tabId);
  if (facts !== null) await showBadge(tabId, null, siteOf(facts.address) ?? '');
}
