/** Between the extension's own pages and the background. */
import * as v from 'valibot';
import { COMPARISONS } from '../core/others/comparison';
import { CARD_VIEW } from './card';
import type { RequestOf } from './envelope';
import { count, epochMs, id, site, text } from './fields';

const tabId = v.pipe(v.number(), v.integer());

export const TAB_COMMANDS = [
  'try-now',
  'stop',
  'resume',
  'tell-me',
  'details',
  'open',
  'explain',
] as const;
export type TabCommand = (typeof TAB_COMMANDS)[number];

/** Requests of extension pages. All but `details/state` are answered with a `PopupState`. */
export const PAGE_REQUESTS = {
  'popup/state': v.object({ tabId }),
  'popup/tab': v.object({ tabId, command: v.picklist(TAB_COMMANDS) }),
  'popup/switch': v.object({ tabId, on: v.boolean() }),
  /** `site` null: everywhere. */
  'popup/auto-retry': v.object({ tabId, site: v.nullable(site), on: v.boolean() }),
  'popup/leave-alone': v.object({ tabId, site, on: v.boolean() }),
  'popup/open': v.object({ tabId, entryId: id }),
  'popup/clear': v.object({ tabId }),
  /** `stop`: take it off the list, whether it has ended or not. */
  'popup/watch': v.object({ tabId, watchId: id, command: v.picklist(['open', 'stop']) }),
  'details/state': v.object({ tabId }),
};
export type PageRequest = RequestOf<typeof PAGE_REQUESTS>;

const end = v.nullable(v.picklist(['recovered', 'left', 'unknown']));

const HISTORY_LINE = v.object({
  id,
  /** Redacted. */
  address: text(400),
  site,
  status: count,
  at: epochMs,
  /** How it ended; null while it still fails. */
  end,
  /** From the first failure to the end, in ms; null while it still fails. */
  lasted: v.nullable(v.pipe(v.number(), v.minValue(0))),
});
export type HistoryLine = v.InferOutput<typeof HISTORY_LINE>;

const WATCH_LINE = v.object({
  id,
  /** Redacted. */
  address: text(400),
  site,
  /** `paused`: switched off, left alone, or without site access. */
  state: v.picklist(['on', 'paused', 'back', 'over']),
  nextLookAt: epochMs,
});
export type WatchLine = v.InferOutput<typeof WATCH_LINE>;

export const POPUP_STATE = v.object({
  on: v.boolean(),
  autoRetry: v.boolean(),
  /** Whether the browser lets Backsoon see pages at all. */
  access: v.boolean(),
  isPrivate: v.boolean(),
  tab: v.object({
    /** null on a page that has no site (a new tab, a page of the browser). */
    site: v.nullable(site),
    siteAutoRetry: v.boolean(),
    leftAlone: v.boolean(),
    failure: v.nullable(
      v.object({
        view: CARD_VIEW,
        /** Whether a card stands in the page. */
        hasCard: v.boolean(),
      }),
    ),
    /** A failing page without a card that could have one: nobody noticed it, or it was closed. */
    unexplained: v.nullable(count),
  }),
  history: v.pipe(v.array(HISTORY_LINE), v.maxLength(50)),
  /** Newest first; empty in private windows. */
  watches: v.pipe(v.array(WATCH_LINE), v.maxLength(50)),
  /** Whether the visitor has allowed notifications. */
  mayNotify: v.boolean(),
});
export type PopupState = v.InferOutput<typeof POPUP_STATE>;

export const DETAILS_STATE = v.object({
  failure: v.nullable(
    v.object({
      status: count,
      reason: v.nullable(text(300)),
      site,
      /** Redacted. */
      address: text(400),
      firstSeenAt: epochMs,
      lastSeenAt: epochMs,
      tries: v.object({ ours: count, visitors: count }),
      askedBy: v.picklist(['get', 'form', 'unseen']),
      gateway: v.nullable(v.object({ family: text(60), product: text(100), role: text(30) })),
      author: v.picklist(['gateway', 'origin', 'unknown']),
      side: v.picklist(['site', 'visitor', 'unknown']),
      failedLink: text(30),
      cause: text(30),
      certainty: v.picklist(['certain', 'likely', 'unknown']),
      comparison: v.nullable(v.picklist(COMPARISONS)),
      reference: v.nullable(v.object({ name: text(60), value: text(200) })),
      evidence: v.pipe(
        v.array(
          v.object({
            kind: text(20),
            name: v.optional(text(60)),
            value: text(300),
            speaksFor: text(20),
          }),
        ),
        v.maxLength(60),
      ),
      remedies: v.pipe(v.array(text(10)), v.maxLength(30)),
    }),
  ),
});
export type DetailsState = v.InferOutput<typeof DETAILS_STATE>;
export type DetailsFailure = NonNullable<DetailsState['failure']>;
