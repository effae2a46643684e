/** Between the card in a failing page and the background. */
import * as v from 'valibot';
import { COMPARISONS } from '../core/others/comparison';
import { ACTS } from '../core/remedies/actions';
import { ACTED, WENT } from '../core/remedies/outcome';
import { THEMES } from '../core/settings/theme';
import type { RequestOf } from './envelope';
import { address, count, epochMs, id, site, text } from './fields';
import { STEP_OR_TRYING } from './steps';

/** What the card reports about the document it stands in. */
const pageReport = v.object({
  /** `performance`'s `responseStatus` of this very document. */
  status: count,
  /** The address that it was asked for at, whatever the page made of it since; '' where the browser doesn't tell. */
  address: v.optional(address, ''),
  title: text(1_000),
  text: text(65_536),
  markup: text(65_536),
});
export type PageReport = v.InferOutput<typeof pageReport>;

export const TRY_OUTCOME = v.variant('kind', [
  /** The address answered; status 0 stands for a redirect, which isn't followed. */
  v.object({ kind: v.literal('answered'), status: count }),
  /** The page's policies keep the answer from the card: somebody else has to ask. */
  v.object({ kind: v.literal('unreadable') }),
  /** No answer in time, or no connection. */
  v.object({ kind: v.literal('silent') }),
]);
export type TryOutcome = v.InferOutput<typeof TRY_OUTCOME>;

/** What a visitor can ask for on the card. `open`: load the address with a GET, whatever brought it. */
export const CARD_COMMANDS = [
  'try-now',
  'stop',
  'resume',
  'tell-me',
  'details',
  'open',
  'dismiss',
  'past-cache',
  'clear-files',
  'copy',
  'help',
] as const;
export type CardCommand = (typeof CARD_COMMANDS)[number];

/** What the visitor can make of it. */
export const CARD_SHAPES = ['pill', 'card'] as const;

/** The longest name of a control. */
export const LONGEST_NAME = 200;

/** How the visitor has the card: kept when the same failure comes again in a new document. */
export const CARD_POSE = v.object({
  /** null: as it came. */
  shape: v.nullable(v.picklist(CARD_SHAPES)),
  remediesOpen: v.boolean(),
  /** The name of the control that has the focus; '' for the card itself, null for none. */
  focus: v.nullable(text(LONGEST_NAME)),
  /** How far the card is scrolled, in CSS pixels. */
  scroll: count,
});
export type CardPose = v.InferOutput<typeof CARD_POSE>;

/** What became of the remedy that the visitor had carried out last. */
export const OUTCOME = v.object({
  remedy: v.picklist(ACTED),
  went: v.picklist(WENT),
  ifFails: v.picklist(WENT),
  at: epochMs,
});

/** Requests of the card. Each is answered with a `CardOrder`. */
export const CARD_REQUESTS = {
  /** Sent once the page is judged, and anew when it returns from the back/forward cache. */
  'card/page': pageReport,
  /** The stored deadline has passed. */
  'card/due': v.object({ incidentId: id }),
  'card/tried': v.object({ incidentId: id, number: count, outcome: TRY_OUTCOME }),
  /** The visitor uses the card: the reload that was ordered waits for them. */
  'card/hold': v.object({ incidentId: id }),
  'card/pose': v.object({ incidentId: id, pose: CARD_POSE }),
  'card/command': v.object({ incidentId: id, command: v.picklist(CARD_COMMANDS) }),
};
/** The signal, without an answer, that the card's document is being left. */
export const CARD_GONE = 'card/gone';

export type CardRequest = RequestOf<typeof CARD_REQUESTS>;

export const CARD_FORMS = ['pill', 'card', 'none'] as const;
export const SIDES = ['site', 'visitor', 'unknown'] as const;
export const CERTAINTIES = ['certain', 'likely', 'unknown'] as const;
export const WATCH_STATES = ['on', 'yes', 'private', 'no'] as const;
export const LONGEST_HELP = 200;
export const LONGEST_CAUSE = 30;
export const LONGEST_REMEDY = 10;
export const MOST_REMEDIES = 3;

/** All that the card shows. Words are the card's own; this says which. */
export const CARD_VIEW = v.object({
  incidentId: id,
  /** null where no answer came, and the browser gives none. */
  status: v.nullable(count),
  site,
  /**
   * `pill`: the page has a design of its own, or the visitor wants it so: the card opens on click only.
   * `none`: nothing is to be seen in the page; tries are made all the same.
   */
  form: v.picklist(CARD_FORMS),
  theme: v.picklist(THEMES),
  /** Where the visitor's organisation gives help: its words, and whether a click opens something. */
  help: v.nullable(v.object({ text: v.nullable(text(LONGEST_HELP)), isLink: v.boolean() })),
  side: v.picklist(SIDES),
  cause: text(LONGEST_CAUSE),
  certainty: v.picklist(CERTAINTIES),
  /** How other sites fare, or what else tells whose side it is; null where there is nothing to say. */
  comparison: v.nullable(v.picklist(COMPARISONS)),
  /** Tries so far, ours and the visitor's. */
  tries: count,
  next: STEP_OR_TRYING,
  remedies: v.pipe(v.array(text(LONGEST_REMEDY)), v.maxLength(MOST_REMEDIES)),
  /** The remedies, of all, that Backsoon can carry out here. */
  acts: v.pipe(v.array(v.picklist(ACTS)), v.maxLength(ACTS.length)),
  outcome: v.nullable(OUTCOME),
  /** Whether a watch is on, can be had, or can't (in a private window, or at all). */
  watch: v.picklist(WATCH_STATES),
  /** Of the site's latest `times` outages, `back` were over within this; null: nothing to say of it. */
  expected: v.nullable(v.object({ times: count, back: count, withinMs: count })),
  pose: v.nullable(CARD_POSE),
});
export type CardView = v.InferOutput<typeof CARD_VIEW>;
export type CardNext = CardView['next'];

const cardOrder = v.variant('do', [
  v.object({ do: v.literal('show'), view: CARD_VIEW }),
  v.object({ do: v.literal('probe'), number: count, view: CARD_VIEW }),
  /** Load the document's own address again: said only of a document that a GET brought. */
  v.object({ do: v.literal('reload'), view: CARD_VIEW }),
  /** Open the document's own address with a GET, whatever brought it. */
  v.object({ do: v.literal('open'), view: CARD_VIEW }),
  /** Take the card away. */
  v.object({ do: v.literal('leave') }),
  /** Look at the clock: the deadline may have passed while the tab slept. */
  v.object({ do: v.literal('wake') }),
]);
export type CardOrder = v.InferOutput<typeof cardOrder>;

/** Orders travel under this type, as answers and unasked. */
export const CARD_ORDER = 'card/order';
export const CARD_ORDERS = { [CARD_ORDER]: cardOrder };
