/** What happens next about an incident, as it is stored and as it is told to the card. */
import * as v from 'valibot';
import { epochMs } from './fields';

export const WAIT_REASONS = ['backoff', 'asked-to-wait'] as const;

export const STOP_REASONS = [
  'off-everywhere',
  'off-here',
  'stopped',
  'refreshes-itself',
  'deliberate',
  'needs-the-owner',
  'asked-to-wait-long',
  'tried-enough',
  'misled',
] as const;

export const PAUSE_REASONS = ['offline'] as const;

export const ASK_REASONS = ['form', 'unseen'] as const;

export const TRIED_BY = ['us', 'visitor'] as const;

const wait = v.object({
  kind: v.literal('wait'),
  until: epochMs,
  why: v.picklist(WAIT_REASONS),
});

const stop = v.object({ kind: v.literal('stop'), why: v.picklist(STOP_REASONS) });

const pause = v.object({ kind: v.literal('pause'), why: v.picklist(PAUSE_REASONS) });

const ask = v.object({ kind: v.literal('ask'), why: v.picklist(ASK_REASONS) });

/** `NextStep` of the core. */
export const STEP = v.variant('kind', [wait, pause, stop, ask]);

/** The same, or a try that is under way, or a good one that waits for the visitor. */
export const STEP_OR_TRYING = v.variant('kind', [
  wait,
  v.object({ kind: v.literal('trying'), by: v.picklist(TRIED_BY) }),
  /** The address answers; the page is loaded again when the visitor lets go of the card. */
  v.object({ kind: v.literal('back') }),
  pause,
  stop,
  ask,
]);
