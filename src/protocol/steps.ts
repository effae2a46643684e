/** What happens next about an incident, as it is stored and as it is told to the card. */
import * as v from 'valibot';
import { epochMs } from './fields';

const wait = v.object({
  kind: v.literal('wait'),
  until: epochMs,
  why: v.picklist(['backoff', 'asked-to-wait']),
});

const stop = v.object({
  kind: v.literal('stop'),
  why: v.picklist([
    'off-everywhere',
    'off-here',
    'stopped',
    'refreshes-itself',
    'deliberate',
    'needs-the-owner',
    'asked-to-wait-long',
    'tried-enough',
    'misled',
  ]),
});

const pause = v.object({ kind: v.literal('pause'), why: v.literal('offline') });

const ask = v.object({ kind: v.literal('ask'), why: v.picklist(['form', 'unseen']) });

/** `NextStep` of the core. */
export const STEP = v.variant('kind', [wait, pause, stop, ask]);

/** The same, or a try that is under way, or a good one that waits for the visitor. */
export const STEP_OR_TRYING = v.variant('kind', [
  wait,
  v.object({ kind: v.literal('trying'), by: v.picklist(['us', 'visitor']) }),
  /** The address answers; the page is loaded again when the visitor lets go of the card. */
  v.object({ kind: v.literal('back') }),
  pause,
  stop,
  ask,
]);
