import type { Sender } from '../platform/messaging';
import { CARD_REQUESTS } from '../protocol/card';
import { type Envelope, PROTOCOL, read, wrap } from '../protocol/envelope';
import { PAGE_REQUESTS } from '../protocol/pages';
import { onCardRequest } from './card-requests';
import { detailsState } from './details-state';
import { onPopupRequest } from './page-requests';

/**
 * Answers a message. A page's card may only speak of its own document; settings, history and other
 * tabs are for the extension's own pages. Anything malformed gets an `error`.
 */
export async function onRequest(envelope: Envelope, sender: Sender): Promise<Envelope | null> {
  // Another version: the answer's own version number tells the card to part.
  if (envelope.v !== PROTOCOL) return wrap('error', null);
  // No card ever stands in a page of ours, though such a page may stand in a tab.
  const card = sender.ownPage ? null : read(CARD_REQUESTS, envelope);
  if (card !== null) return wrap('card/order', await onCardRequest(card, sender));
  const page = sender.ownPage ? read(PAGE_REQUESTS, envelope) : null;
  if (page === null) return wrap('error', null);
  if (page.type === 'details/state') return wrap('details', await detailsState(page.body.tabId));
  const state = await onPopupRequest(page);
  return state === null ? wrap('error', null) : wrap('popup', state);
}
