/** Between the extension's own pages and the background. */
import * as v from 'valibot';
import { COMPARISONS } from '../core/others/comparison';
import { ACTS } from '../core/remedies/actions';
import { CARD_VIEW, OUTCOME } from './card';
import type { RequestOf } from './envelope';
import { count, epochMs, id, site, text } from './fields';

const tabId = v.pipe(v.number(), v.integer());

export const TAB_COMMANDS = [
  'try-now',
  'stop',
  'resume',
  'tell-me',
  'details',
  'help',
  'open',
  'explain',
  'past-cache',
  'clear-files',
  'clear-data',
  'archive',
] as const;
export type TabCommand = (typeof TAB_COMMANDS)[number];

/** Those that carry out a remedy. `clear-data` only opens the page that asks whether it is meant. */
export const REMEDY_COMMANDS = ['past-cache', 'clear-files', 'clear-data', 'archive'] as const;
export type RemedyCommand = (typeof REMEDY_COMMANDS)[number];

/** Requests of extension pages. All but those that say otherwise are answered with a `PopupState`. */
export const PAGE_REQUESTS = {
  'popup/state': v.object({ tabId }),
  'popup/tab': v.object({ tabId, command: v.picklist(TAB_COMMANDS) }),
  'popup/switch': v.object({ tabId, on: v.boolean() }),
  /** `site` null: everywhere. */
  'popup/auto-retry': v.object({ tabId, site: v.nullable(site), on: v.boolean() }),
  'popup/stand-in': v.object({ tabId, on: v.boolean() }),
  'popup/leave-alone': v.object({ tabId, site, on: v.boolean() }),
  /** `stop`: take it off the list, whether it has ended or not. */
  'popup/watch': v.object({ tabId, watchId: id, command: v.picklist(['open', 'stop']) }),
  /** Looks at what the tab's page has loaded. Answered with `CheckedPage` (`parts.ts`). */
  'popup/check-page': v.object({ tabId }),
  'details/state': v.object({ tabId }),
  /** Answered as `details/state` is, once the remedy is carried out. */
  'details/remedy': v.object({ tabId, command: v.picklist(REMEDY_COMMANDS) }),
  'clear-data/state': v.object({ tabId }),
  /** The visitor said yes to what `clear-data/state` told of this incident. */
  'clear-data/yes': v.object({ tabId, incidentId: id }),
};
export type PageRequest = RequestOf<typeof PAGE_REQUESTS>;

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
  /** Whether a page of ours may take the place of the browser's own error page. */
  standIn: v.boolean(),
  /** Whether the browser lets Backsoon see pages at all. */
  access: v.boolean(),
  isPrivate: v.boolean(),
  tab: v.object({
    /** null on a page that has no site (a new tab, a page of the browser). */
    site: v.nullable(site),
    siteAutoRetry: v.boolean(),
    leftAlone: v.boolean(),
    /** Then the visitor can't change it. */
    leftAloneByOrganisation: v.boolean(),
    failure: v.nullable(
      v.object({
        view: CARD_VIEW,
        /** Whether a card stands in the page. */
        hasCard: v.boolean(),
      }),
    ),
    /** A failing page without a card that could have one: nobody noticed it, or it was closed. */
    unexplained: v.nullable(count),
    /** The document that stands there; null for one that has no name. */
    document: v.nullable(id),
  }),
  /** Newest first; empty in private windows. */
  watches: v.pipe(v.array(WATCH_LINE), v.maxLength(50)),
  /** Whether the visitor has allowed notifications. */
  mayNotify: v.boolean(),
});
export type PopupState = v.InferOutput<typeof POPUP_STATE>;

export const DETAILS_STATE = v.object({
  failure: v.nullable(
    v.object({
      /** null where no answer came, and the browser gives none. */
      status: v.nullable(count),
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
      acts: v.array(v.picklist(ACTS)),
      outcome: v.nullable(OUTCOME),
      /** What would be opened for an archived copy; null where there is nothing to open. */
      archive: v.nullable(text(500)),
    }),
  ),
});
export type DetailsState = v.InferOutput<typeof DETAILS_STATE>;
export type DetailsFailure = NonNullable<DetailsState['failure']>;

/** What the page that asks before clearing says, and what came of a yes. */
export const CLEAR_DATA_STATE = v.object({
  /** null: the tab shows no failure any more. */
  failure: v.nullable(
    v.object({
      incidentId: id,
      site,
      /** The end of all names whose cookies go too; null: no others go. */
      domain: v.nullable(site),
      /** Whether the page is loaded again afterwards. */
      loads: v.boolean(),
      isPrivate: v.boolean(),
    }),
  ),
  /** Whether the browser lets Backsoon clear; where it doesn't, the visitor is asked for it first. */
  allowed: v.boolean(),
  /** null: nothing was asked for. */
  went: v.nullable(v.picklist(['cleared', 'refused'])),
});
export type ClearDataState = v.InferOutput<typeof CLEAR_DATA_STATE>;
