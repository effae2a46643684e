import { ask, listenInPage } from '../platform/messaging';
import { CARD_ORDER, type CardOrder, type CardRequest } from '../protocol/card';
import { type Envelope, PROTOCOL } from '../protocol/envelope';
import { readOrder } from './read-order';

/**
 * What came of a request: an order, or that the versions have parted, or nothing usable. `done`: what
 * was ordered is under way already.
 */
export type Reply =
  | CardOrder
  | { readonly do: 'part' }
  | { readonly do: 'nothing' }
  | { readonly do: 'done' };

/** Sends a request to the background and reads its order. */
export async function request<K extends CardRequest['type']>(
  type: K,
  body: Extract<CardRequest, { type: K }>['body'],
): Promise<Reply> {
  const sent = await ask(type, body);
  if (!sent.ok) return { do: sent.why === 'orphaned' ? 'part' : 'nothing' };
  return replyIn(sent.answer);
}

/** A background that gave no answer is asked again after this, in ms. */
export const ASK_AGAIN_MS = 5_000;

/** How often a request is made that must not be lost. */
const MOST_REQUESTS = 3;

/**
 * For what the background must come to know, though it may be stopped in the middle of answering: makes
 * the request again until it is answered. Only for requests that may be made twice.
 */
export async function insist(make: () => Promise<Reply>): Promise<Reply> {
  for (let more = MOST_REQUESTS - 1; more > 0; more -= 1) {
    const reply = await make();
    if (reply.do !== 'nothing') return reply;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
  return await make();
}

/** Calls `handle` for orders that come unasked. */
export function onOrder(handle: (reply: Reply) => void): void {
  listenInPage((envelope) => handle(replyIn(envelope)));
}

function replyIn({ v, type, body }: Envelope): Reply {
  if (v !== PROTOCOL) return { do: 'part' };
  return (type === CARD_ORDER ? readOrder(body) : null) ?? { do: 'nothing' };
}
