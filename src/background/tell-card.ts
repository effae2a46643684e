import { tell } from '../platform/messaging';
import { CARD_ORDER, type CardOrder } from '../protocol/card';
import type { FailingTab } from './failing-tab';

/** Sends an order to the card of a tab, unasked. `unheard` also where the tab has no document for one. */
export async function tellCard(
  { tabId, documentId }: Pick<FailingTab, 'tabId' | 'documentId'>,
  order: CardOrder,
): Promise<'heard' | 'unheard' | 'hangs'> {
  return documentId === null ? 'unheard' : await tell(tabId, documentId, CARD_ORDER, order);
}
