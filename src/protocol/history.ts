/** Between the pages that show the history and the background, which alone writes it. */
import * as v from 'valibot';
import { LEAST, MOST } from '../core/history/limits';
import type { RequestOf } from './envelope';
import { count, epochMs, id, site, text } from './fields';

/** The parts that an incident has in the history as well as while it is open. */
export const INCIDENT_PARTS = {
  id,
  site,
  askedBy: v.picklist(['get', 'form', 'unseen']),
  firstSeenAt: epochMs,
  lastSeenAt: epochMs,
  /** Empty where the browser never gave one. */
  statuses: v.pipe(v.array(count), v.maxLength(10)),
  family: v.nullable(text(60)),
  cause: v.nullable(text(40)),
  tries: v.object({ ours: count, visitors: count }),
  end: v.nullable(v.object({ how: v.picklist(['recovered', 'left', 'unknown']), at: epochMs })),
};

/** `IncidentRecord` of the core: the address is redacted. */
export const RECORD = v.object({ ...INCIDENT_PARTS, address: text(400) });

/** `RecordKey` of the core. */
const key = v.tuple([epochMs, id]);

/**
 * The tab that the page speaks of, which tells a private window from an ordinary one; null for a page
 * that stands in a tab of its own.
 */
const tabId = v.nullable(v.pipe(v.number(), v.integer()));

/** Lines that are asked for at once. */
export const MOST_LINES = 100;

export const HISTORY_REQUESTS = {
  /** Answered with `history/lines`. `query`: words that all must occur; '' for everything. */
  'history/list': v.object({
    tabId,
    query: text(200),
    before: v.nullable(key),
    most: v.pipe(count, v.minValue(1), v.maxValue(MOST_LINES)),
  }),
  /** Opens the address, in full while its tab still fails. Answered with `history/about`. */
  'history/open': v.object({ tabId, key }),
  /** Answered with `history/forgotten`. */
  'history/forget': v.object({
    tabId,
    what: v.variant('kind', [
      v.object({
        kind: v.literal('these'),
        keys: v.pipe(v.array(key), v.maxLength(MOST.incidents)),
      }),
      v.object({ kind: v.literal('site'), site }),
      v.object({ kind: v.literal('all') }),
    ]),
  }),
  /** Takes back the forgetting that the token is of. Answered with `history/restored`. */
  'history/undo': v.object({ tabId, token: text(60) }),
  /** Answered with `history/restored`. Send what `readImport` gave. */
  'history/import': v.object({
    tabId,
    records: v.pipe(v.array(RECORD), v.maxLength(MOST.incidents)),
  }),
  /** Answered with `history/about`. */
  'history/about': v.object({ tabId }),
  /** How much to keep. Answered with `history/about`. */
  'history/keep': v.object({
    tabId,
    days: v.pipe(count, v.minValue(LEAST.days), v.maxValue(MOST.days)),
    incidents: v.pipe(count, v.minValue(LEAST.incidents), v.maxValue(MOST.incidents)),
  }),
};
export type HistoryRequest = RequestOf<typeof HISTORY_REQUESTS>;

/**
 * How the store is. `full`: the device has no room; what is kept already can be read. `broken`: it can't
 * be read or written. `later`: a later Backsoon wrote it, and it is left alone. `private`: nothing is
 * kept of a private window, and nothing is shown there.
 */
export const STORE_STATES = ['good', 'full', 'broken', 'later', 'private'] as const;
export type StoreState = (typeof STORE_STATES)[number];
const state = v.picklist(STORE_STATES);

const HISTORY_LINE = v.object({
  ...RECORD.entries,
  key,
  /** Where it fails in an open tab: that tab, and when it is tried next (null: not by itself). */
  failing: v.nullable(
    v.object({ tabId: v.pipe(v.number(), v.integer()), until: v.nullable(epochMs) }),
  ),
});
export type HistoryLine = v.InferOutput<typeof HISTORY_LINE>;

/** Each with `state`: how the store was just then. */
export const HISTORY_ANSWERS = {
  'history/lines': v.object({
    state,
    /** What fails in an open tab, newest first: with the first page only, and not in `lines` again. */
    failing: v.pipe(v.array(HISTORY_LINE), v.maxLength(MOST_LINES)),
    /** Newest first. May be empty though there is more: a search looks so far and no further. */
    lines: v.pipe(v.array(HISTORY_LINE), v.maxLength(MOST_LINES)),
    /** Give it as `before` for the next page; null where there is none. */
    more: v.nullable(key),
    /** Incidents in all, whatever the query. */
    total: count,
  }),
  /** `token`: null where it can't be undone. `seconds`: how long it can. */
  'history/forgotten': v.object({
    state,
    forgotten: count,
    token: v.nullable(text(60)),
    seconds: count,
  }),
  /** `known`: there already. `tooOld`: older than what is kept. */
  'history/restored': v.object({ state, added: count, known: count, tooOld: count }),
  'history/about': v.object({
    state,
    total: count,
    limits: v.object({ days: count, incidents: count }),
  }),
};
export type HistoryAnswer = RequestOf<typeof HISTORY_ANSWERS>;
