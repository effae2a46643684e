/**
 * The example on the welcome page, as a story that tells itself: a page fails, the card counts down, a
 * first try has no luck, the second one has. It asks nobody and keeps nothing; times come in.
 */
import type { CardCommand, CardView } from '../../protocol/card';

/** How long each part of the story takes, in ms. */
const WAIT_MS = 5_000;
const TRY_MS = 1_200;
/** "It's back" stands for so long before the page comes. */
const BACK_MS = 2_500;
/** The page doesn't come while the card is in use; after this it is looked again. */
const LOOK_MS = 1_000;

/** This try has luck. */
const LUCKY_TRY = 2;

/** What happens in the example's page. `resting`: it hasn't begun. `over`: the page works. */
type Part =
  | { readonly kind: 'resting' }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'trying'; readonly until: number; readonly by: 'us' | 'visitor' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'back'; readonly until: number }
  | { readonly kind: 'over' };

export interface Example {
  readonly part: Part;
  /** Tries that had no luck. */
  readonly tries: number;
  readonly shape: 'card' | 'pill' | 'closed';
  readonly remediesOpen: boolean;
  /** The visitor asked to be told when it is back. */
  readonly told: boolean;
}

export const AT_REST: Example = {
  part: { kind: 'resting' },
  tries: 0,
  shape: 'card',
  remediesOpen: false,
  told: false,
};

/** `begin`: it came into view. `time`: the time that `dueAt` named has come. */
export type ExampleEvent =
  | { readonly kind: 'begin' | 'again' | 'fold' | 'unfold' | 'remedies' }
  | { readonly kind: 'time'; readonly inUse: boolean }
  | { readonly kind: 'command'; readonly command: CardCommand };

/** The example after an event at `now`, in ms since the epoch; the same one where it changes nothing. */
export function step(example: Example, event: ExampleEvent, now: number): Example {
  switch (event.kind) {
    case 'begin':
      return example.part.kind === 'resting' ? waiting(example, now) : example;
    case 'again':
      return waiting(AT_REST, now);
    case 'fold':
      return { ...example, shape: 'pill' };
    case 'unfold':
      return { ...example, shape: 'card' };
    case 'remedies':
      return { ...example, remediesOpen: !example.remediesOpen };
    case 'time':
      return inTime(example, event.inUse, now);
    case 'command':
      return onCommand(example, event.command, now);
  }
}

function inTime(example: Example, inUse: boolean, now: number): Example {
  const { part, tries } = example;
  const due = dueAt(example);
  if (due === null || now < due) return example;
  if (part.kind === 'wait') return trying(example, 'us', now);
  if (part.kind === 'trying') {
    return tries + 1 < LUCKY_TRY
      ? waiting({ ...example, tries: tries + 1 }, now)
      : { ...example, part: { kind: 'back', until: now + BACK_MS } };
  }
  return inUse
    ? { ...example, part: { kind: 'back', until: now + LOOK_MS } }
    : { ...example, part: { kind: 'over' } };
}

function onCommand(example: Example, command: CardCommand, now: number): Example {
  const { kind } = example.part;
  switch (command) {
    case 'try-now':
      if (kind === 'trying') return example;
      return kind === 'back'
        ? { ...example, part: { kind: 'over' } }
        : trying(example, 'visitor', now);
    case 'stop':
      return { ...example, part: { kind: 'stopped' } };
    case 'resume':
      return waiting(example, now);
    case 'tell-me':
      return { ...example, told: true };
    case 'dismiss':
      return { ...example, part: { kind: 'stopped' }, shape: 'closed' };
    default:
      // What would reach beyond the example isn't carried out in it.
      return example;
  }
}

function waiting(example: Example, now: number): Example {
  return { ...example, part: { kind: 'wait', until: now + WAIT_MS } };
}

function trying(example: Example, by: 'us' | 'visitor', now: number): Example {
  return { ...example, part: { kind: 'trying', until: now + TRY_MS, by } };
}

/** When something happens by itself, in ms since the epoch; null: nothing does. */
export function dueAt({ part }: Example): number | null {
  return 'until' in part ? part.until : null;
}

/** What the card shows of it; null where no card stands. Before it begins, the time stands still. */
export function viewOf({ part, tries, shape, told }: Example, now: number): CardView | null {
  if (part.kind === 'over' || shape === 'closed') return null;
  return {
    incidentId: 'example',
    status: 502,
    site: EXAMPLE_SITE,
    form: 'card',
    theme: 'system',
    help: null,
    side: 'site',
    cause: 'unknown',
    certainty: 'certain',
    comparison: null,
    tries,
    next: nextOf(part, now),
    // Nothing that Backsoon would do by itself is offered: there is nothing to do it to.
    remedies: ['K32', 'K36'],
    acts: [],
    outcome: null,
    watch: told ? 'on' : 'yes',
    expected: null,
    pose: null,
  };
}

/** RFC 2606 keeps this name for examples. */
export const EXAMPLE_SITE = 'teahouse.example';

function nextOf(part: Exclude<Part, { kind: 'over' }>, now: number): CardView['next'] {
  switch (part.kind) {
    case 'resting':
      return { kind: 'wait', until: now + WAIT_MS, why: 'backoff' };
    case 'wait':
      return { kind: 'wait', until: part.until, why: 'backoff' };
    case 'trying':
      return { kind: 'trying', by: part.by };
    case 'stopped':
      return { kind: 'stop', why: 'stopped' };
    case 'back':
      return { kind: 'back' };
  }
}
