import type { Diagnosis } from '../../src/core/diagnosis/diagnosis';
import type { Incident } from '../../src/core/incidents/incident';
import { nextStep, type Surroundings } from '../../src/core/retry/next-step';

/** What a policy may know of one client. Times in ms since the failure began. */
export interface Client {
  readonly inView: boolean;
  /** Failed tries so far. */
  readonly tries: number;
  readonly firstFailedAt: number;
  /** null before the first try. */
  readonly lastTryAt: number | null;
  /** A probe was answered well and the page failed all the same. */
  readonly misled: boolean;
}

export interface Policy {
  readonly id: string;
  /** As it stands in tables. */
  readonly name: string;
  /**
   * How long to wait for the next try, in ms; null: none any more.
   *
   * @param now ms since the failure began
   * @param random from 0 (inclusive) to 1 (exclusive)
   */
  wait(client: Client, now: number, random: number): number | null;
}

/** Nothing is known of why it fails, and nothing speaks against trying. */
const DIAGNOSIS: Diagnosis = {
  status: 502,
  gateway: null,
  author: 'unknown',
  path: [],
  side: 'unknown',
  failedLink: 'unknown',
  cause: 'unknown',
  certainty: 'unknown',
  reference: null,
  retry: { automatic: true, notBeforeSeconds: null, why: 'usually-temporary' },
  page: 'bare',
  selfRefreshing: false,
  evidence: [],
};

const IN_VIEW: Surroundings = { allowed: 'yes', inView: true, online: true };
const BEHIND: Surroundings = { ...IN_VIEW, inView: false };

const incidentOf = (client: Client): Incident => ({
  id: 'request~document',
  site: 'site.example',
  address: 'https://site.example/',
  askedBy: 'get',
  firstSeenAt: client.firstFailedAt,
  lastSeenAt: client.lastTryAt ?? client.firstFailedAt,
  statuses: [502],
  family: null,
  cause: null,
  tries: { ours: client.tries, visitors: 0 },
  lastTryAt: client.lastTryAt,
  probeMisled: client.misled,
  end: null,
});

/** The product's own code. */
const BACKSOON: Policy = {
  id: 'backsoon',
  name: 'Backsoon',
  wait(client, now, random) {
    const around = client.inView ? IN_VIEW : BEHIND;
    const step = nextStep(incidentOf(client), DIAGNOSIS, around, now, random);
    return step.kind === 'wait' ? step.until - now : null;
  },
};

const fixed = (seconds: number): Policy => ({
  id: `fixed-${seconds}`,
  name: `fixed, ${seconds} s`,
  wait: () => seconds * 1_000,
});

/** Chromium's auto-reloader, in ms: no jitter, and after the last step that one for ever. */
const LADDER = [1_000, 5_000, 30_000, 60_000, 300_000, 600_000];
const LAST_STEP = 1_800_000;

const CHROMIUM: Policy = {
  id: 'chromium',
  name: 'Chromium’s ladder',
  wait: ({ tries }) => LADDER[tries] ?? LAST_STEP,
};

/** random(0, min(cap, base·2ⁿ)), in ms. */
const fullJitter = (baseMs: number, capMs: number): Policy => ({
  id: `full-jitter-${capMs / 1_000}`,
  name: `full jitter, ${baseMs / 1_000} s to ${capMs / 1_000} s`,
  wait: ({ tries }, _, random) => Math.floor(random * Math.min(capMs, baseMs * 2 ** tries)),
});

/** Backsoon first, then those that it is compared with. */
export const POLICIES: readonly Policy[] = [
  BACKSOON,
  fixed(3),
  fixed(30),
  CHROMIUM,
  fullJitter(1_000, 20_000),
  fullJitter(1_000, 300_000),
];
