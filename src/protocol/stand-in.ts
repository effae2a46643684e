/** Between the page that stands in for a failing one and the background. Its tries speak as a card's do. */
import * as v from 'valibot';
import { CARD_VIEW, TRY_OUTCOME } from './card';
import type { RequestOf } from './envelope';
import { text } from './fields';

const headers = v.pipe(
  v.array(v.object({ name: text(100), value: text(1_000) })),
  v.maxLength(100),
);

/** Each is answered with a `StandInAnswer`. Which address it's about, the page's own says. */
export const STAND_IN_REQUESTS = {
  /** The page stands there. */
  'stand-in/hello': v.object({}),
  /** What came of asking, where the background knew of no failure. */
  'stand-in/found': v.object({ outcome: TRY_OUTCOME, headers }),
  /** The page is about to go back to the history's entry of the failing address. */
  'stand-in/going': v.object({}),
};
export type StandInRequest = RequestOf<typeof STAND_IN_REQUESTS>;

const answer = v.variant('do', [
  v.object({ do: v.literal('show'), view: CARD_VIEW }),
  /** Nothing is known of a failure: ask, and say what came. */
  v.object({ do: v.literal('look') }),
  /** Step aside: load the address itself. */
  v.object({ do: v.literal('go') }),
]);
export type StandInAnswer = v.InferOutput<typeof answer>;

/** Answers travel under this type. */
export const STAND_IN_ANSWERS = { 'stand-in/answer': answer };
