import type { Sender } from '../platform/messaging';
import { CARD_ORDER, CARD_REQUESTS } from '../protocol/card';
import { type Envelope, PROTOCOL, read, wrap } from '../protocol/envelope';
import { HISTORY_REQUESTS } from '../protocol/history';
import { PAGE_REQUESTS } from '../protocol/pages';
import { SETTINGS_REQUESTS } from '../protocol/settings';
import { STAND_IN_REQUESTS } from '../protocol/stand-in';
import { onCardRequest } from './card-requests';
import { detailsState } from './details-state';
import { onHistoryRequest } from './history-requests';
import { checkPage } from './page-parts';
import { onPopupRequest } from './page-requests';
import { clearDataOf, clearDataState, onRemedy } from './remedies';
import { onSettingsRequest } from './settings-requests';
import { isStandIn, onStandInRequest } from './stand-in-requests';

/**
 * Answers a message. A page's card may only speak of its own document; settings, history and other
 * tabs are for the extension's own pages. Anything malformed gets an `error`.
 */
export async function onRequest(envelope: Envelope, sender: Sender): Promise<Envelope | null> {
  // Another version: the answer's own version number tells the card to part.
  if (envelope.v !== PROTOCOL) return wrap('error', null);
  const hello = sender.ownPage ? read(STAND_IN_REQUESTS, envelope) : null;
  if (hello !== null) {
    const answer = await onStandInRequest(hello, sender);
    return answer === null ? wrap('error', null) : wrap('stand-in/answer', answer);
  }
  // Of our own pages only the stand-in has a card, though others may stand in a tab.
  const mayHaveCard = !sender.ownPage || isStandIn(sender);
  const card = mayHaveCard ? read(CARD_REQUESTS, envelope) : null;
  // It has nothing to report: what failed had no page.
  if (card !== null && !(sender.ownPage && card.type === 'card/page'))
    return wrap(CARD_ORDER, await onCardRequest(card, sender));
  const history = sender.ownPage ? read(HISTORY_REQUESTS, envelope) : null;
  if (history !== null) {
    const answer = await onHistoryRequest(history, sender);
    return answer === null ? wrap('error', null) : wrap(answer.type, answer.body);
  }
  const settings = sender.ownPage ? read(SETTINGS_REQUESTS, envelope) : null;
  if (settings !== null) return wrap('settings', await onSettingsRequest(settings, sender));
  const page = sender.ownPage ? read(PAGE_REQUESTS, envelope) : null;
  if (page === null) return wrap('error', null);
  const { tabId } = page.body;
  switch (page.type) {
    case 'popup/check-page':
      return wrap('parts', await checkPage(tabId));
    case 'details/state':
      return wrap('details', await detailsState(tabId));
    case 'details/remedy':
      await onRemedy(tabId, page.body.command);
      return wrap('details', await detailsState(tabId));
    case 'clear-data/state':
      return wrap('clear-data', await clearDataState(tabId));
    case 'clear-data/yes':
      return wrap('clear-data', await clearDataOf(tabId, page.body.incidentId));
  }
  const state = await onPopupRequest(page);
  return state === null ? wrap('error', null) : wrap('popup', state);
}
