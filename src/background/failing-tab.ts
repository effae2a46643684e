import * as v from 'valibot';
import { type Diagnosis, GATEWAY_ROLES } from '../core/diagnosis/diagnosis';
import type { Expectation } from '../core/history/expectation';
import type { Incident } from '../core/incidents/incident';
import type { Circumstances } from '../core/others/comparison';
import type { Outcome } from '../core/remedies/outcome';
import type { NextStep } from '../core/retry/next-step';
import type { Spec } from '../core/storage/versioned';
import {
  readSession,
  readSessionPair,
  removeSession,
  sessionKeys,
  type Written,
  writeAllSession,
  writeSession,
  written,
} from '../platform/session-store';
import { CARD_POSE, type CardPose, OUTCOME } from '../protocol/card';
import { address, checkedBy, count, epochMs, text } from '../protocol/fields';
import { INCIDENT_PARTS } from '../protocol/history';
import { STEP } from '../protocol/steps';
import { LOOK, type Look, PLAIN } from './look';

/** The status that stands for a redirect: probes don't follow them. */
export const REDIRECTED = 0;

/** What is known of a tab whose address fails: the one thing that the background keeps about it. */
export interface FailingTab {
  readonly tabId: number;
  readonly isPrivate: boolean;
  readonly incident: Incident;
  /** The document that stands there now; null where no card could be put (the browser's own page). */
  readonly documentId: string | null;
  readonly diagnosis: Diagnosis;
  /** What was known around the failure when it was last judged. */
  readonly circumstances: Circumstances;
  /** Whether the card has reported what the page looks like: before that nothing counts down. */
  readonly judged: boolean;
  /** null until judged. */
  readonly step: NextStep | null;
  /** A try under way: a probe with its number, or a reload. */
  readonly trying: {
    /** `held`: the probe was well, and the reload waits until the visitor has let go of the card. */
    readonly how: 'probe' | 'reload' | 'held';
    readonly by: 'us' | 'visitor';
    readonly number: number;
    readonly since: number;
    /** For a reload: the status that the probe before it got; null where none was made. */
    readonly probed: number | null;
  } | null;
  /** The visitor pressed "Stop". Holds for this incident. */
  readonly stopped: boolean;
  /** The visitor closed the card. Holds for this incident. */
  readonly dismissed: boolean;
  /**
   * Whether a page of ours stands in the failing one's place. `declined`: the visitor left it for the
   * failing address, which isn't taken over again. Holds for this incident.
   */
  readonly standIn: 'none' | 'stands' | 'declined';
  /** The address is being watched: the visitor will be told when it's back. */
  readonly watched: boolean;
  /** What the visitor's own history lets one expect; null where it says nothing. */
  readonly expected: Expectation | null;
  /** How the visitor had the card, for the next document of this incident; null: as it comes. */
  readonly pose: CardPose | null;
  /** What the visitor had Backsoon do about it last; null: nothing, or it is said already. */
  readonly outcome: Outcome | null;
  /** How it is to look, by the settings that held when it was last considered. */
  readonly look: Look;
}

const choice = <const T extends readonly string[]>(...words: T) => v.picklist(words);

const incident = v.object({
  ...INCIDENT_PARTS,
  address,
  lastTryAt: v.nullable(epochMs),
  probeMisled: v.boolean(),
});

const DIAGNOSIS = v.object({
  status: v.nullable(count),
  gateway: v.nullable(
    v.object({
      family: text(60),
      product: text(100),
      role: v.picklist(GATEWAY_ROLES),
    }),
  ),
  author: choice('gateway', 'origin', 'unknown'),
  path: v.array(text(60)),
  side: choice('site', 'visitor', 'unknown'),
  failedLink: choice('visitor-proxy', 'front', 'front-to-server', 'server', 'unknown'),
  cause: choice(
    'refused',
    'timeout',
    'closed',
    'invalid',
    'tls',
    'certificate',
    'dns',
    'unreachable',
    'overload',
    'maintenance',
    'no-tunnel',
    'blocked',
    'challenge',
    'unknown',
  ),
  certainty: choice('certain', 'likely', 'unknown'),
  reference: v.nullable(v.object({ name: text(60), value: text(200) })),
  retry: v.object({
    automatic: v.boolean(),
    notBeforeSeconds: v.nullable(v.number()),
    why: choice(
      'usually-temporary',
      'asked-to-wait',
      'deliberate',
      'needs-the-owner',
      'refreshes-itself',
      'no-failure',
    ),
  }),
  page: choice('bare', 'branded', 'challenge', 'empty', 'unread'),
  selfRefreshing: v.boolean(),
  evidence: v.array(
    v.object({
      kind: choice(
        'status',
        'header',
        'title',
        'text',
        'markup',
        'context',
        'page',
        'perhaps',
        'error',
      ),
      name: v.exactOptional(text(60)),
      value: text(300),
      speaksFor: choice('gateway', 'side', 'cause', 'page', 'retry', 'author'),
    }),
  ),
});

const CIRCUMSTANCES = v.object({
  scheme: choice('http', 'https'),
  proxy: choice('none', 'known', 'unknown'),
  others: choice('fine', 'failing', 'unknown'),
  online: v.boolean(),
  failingFamilies: v.array(text(60)),
  serverAddress: choice('public', 'private', 'loopback', 'unknown'),
});

const failingTab = v.object({
  tabId: v.number(),
  isPrivate: v.boolean(),
  incident,
  documentId: v.nullable(text(100)),
  diagnosis: DIAGNOSIS,
  circumstances: CIRCUMSTANCES,
  judged: v.boolean(),
  step: v.nullable(STEP),
  trying: v.nullable(
    v.object({
      how: choice('probe', 'reload', 'held'),
      by: choice('us', 'visitor'),
      number: count,
      since: epochMs,
      probed: v.nullable(count),
    }),
  ),
  stopped: v.boolean(),
  dismissed: v.boolean(),
  standIn: choice('none', 'stands', 'declined'),
  watched: v.boolean(),
  expected: v.nullable(
    v.object({
      times: count,
      back: count,
      withinMs: count,
      soonestMs: v.number(),
      typicalMs: v.number(),
    }),
  ),
  pose: v.nullable(CARD_POSE),
  outcome: v.nullable(OUTCOME),
  // Absent in what an earlier version stored.
  look: v.optional(LOOK, PLAIN),
});

const PREFIX = 'tab:';

const specOf = (tabId: number): Spec<FailingTab | null> => ({
  key: `${PREFIX}${tabId}`,
  version: 1,
  initial: null,
  parse: checkedBy(failingTab),
  migrations: {},
});

export async function readFailingTab(tabId: number): Promise<FailingTab | null> {
  return await readSession(specOf(tabId));
}

/** The same together with another value, in one look into the store. */
export async function readFailingTabAnd<T>(
  tabId: number,
  other: Spec<T>,
): Promise<[FailingTab | null, T]> {
  return await readSessionPair(specOf(tabId), other);
}

export async function writeFailingTab(tab: FailingTab): Promise<void> {
  await writeSession(specOf(tab.tabId), tab);
}

/** The same together with other values: all are stored, or none. */
export async function writeFailingTabAnd(
  tab: FailingTab,
  ...others: readonly Written[]
): Promise<void> {
  await writeAllSession(written(specOf(tab.tabId), tab), ...others);
}

export async function forgetFailingTab(tabId: number): Promise<void> {
  await removeSession(`${PREFIX}${tabId}`);
}

/** @param but a tab that is left out, and not even read */
export async function allFailingTabs(but: number | null = null): Promise<FailingTab[]> {
  const ids = (await sessionKeys(PREFIX)).map((key) => Number(key.slice(PREFIX.length)));
  const tabs = await Promise.all(ids.filter((id) => id !== but).map(readFailingTab));
  return tabs.filter((tab) => tab !== null);
}
