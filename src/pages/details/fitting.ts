/** Which facts fit the failure at hand: what the page marks, and what it puts first. */
import type { Cause } from '../../core/diagnosis/diagnosis';
import type { MessageKey } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { type CauseFact, type OwnerFact, type RemedyFact, WHAT_YOU_CAN_DO } from './facts';

interface CauseWords {
  /** What went wrong, as a sentence. */
  readonly says: MessageKey;
  readonly causes: readonly CauseFact[];
  /** Where the owner starts. */
  readonly owner: readonly OwnerFact[];
}

const CAUSES: Readonly<Record<Cause, CauseWords>> = {
  refused: { says: 'detailsCauseRefused', causes: ['K11', 'K14', 'K15'], owner: ['K60', 'K66'] },
  timeout: {
    says: 'detailsCauseTimeout',
    causes: ['K10', 'K12', 'K16', 'K21', 'K22'],
    owner: ['K63', 'K64'],
  },
  closed: { says: 'detailsCauseClosed', causes: ['K11', 'K16', 'K17'], owner: ['K61', 'K70'] },
  invalid: {
    says: 'detailsCauseInvalid',
    causes: ['K15', 'K17', 'K23', 'K25'],
    owner: ['K61', 'K64'],
  },
  tls: { says: 'detailsCauseTls', causes: ['K15', 'K18'], owner: ['K67'] },
  certificate: { says: 'detailsCauseCertificate', causes: ['K18'], owner: ['K67'] },
  dns: { says: 'detailsCauseDns', causes: ['K13'], owner: ['K65', 'K68a'] },
  unreachable: {
    says: 'detailsCauseUnreachable',
    causes: ['K12', 'K13', 'K14'],
    owner: ['K60', 'K65', 'K66'],
  },
  overload: { says: 'detailsCauseOverload', causes: ['K10', 'K21'], owner: ['K63'] },
  maintenance: { says: 'detailsCauseMaintenance', causes: ['K11'], owner: [] },
  'no-tunnel': { says: 'detailsCauseNoTunnel', causes: ['K11', 'K15'], owner: ['K60', 'K62'] },
  blocked: { says: 'detailsCauseBlocked', causes: ['K20', 'K27'], owner: ['K66'] },
  challenge: { says: 'detailsCauseChallenge', causes: ['K27'], owner: ['K66'] },
  unknown: { says: 'detailsCauseUnknown', causes: [], owner: [] },
};

function wordsOf(failure: DetailsFailure): CauseWords {
  // A later background may know causes that this page doesn't.
  return Object.hasOwn(CAUSES, failure.cause) ? CAUSES[failure.cause as Cause] : CAUSES.unknown;
}

export function causeSentence(failure: DetailsFailure): MessageKey {
  if (failure.side === 'visitor' && failure.cause === 'unknown') return 'detailsCauseYours';
  return wordsOf(failure).says;
}

export function fittingCauses(failure: DetailsFailure): ReadonlySet<CauseFact> {
  // What failed on the visitor's side says nothing of the site's servers.
  if (failure.side === 'visitor') return new Set<CauseFact>(['K24']);
  return new Set(wordsOf(failure).causes);
}

/** Where the cause is open, the link that failed says where to begin. */
const BY_LINK: Readonly<Record<string, readonly OwnerFact[]>> = {
  'front-to-server': ['K60', 'K61'],
  server: ['K61', 'K62', 'K63', 'K68'],
  front: ['K62', 'K68a'],
};

/** Gateways that somebody else runs for the site. */
const PROVIDERS: ReadonlySet<string> = new Set(['cdn', 'waf', 'app-platform', 'tunnel']);

export function fittingOwnerFacts(failure: DetailsFailure): ReadonlySet<OwnerFact> {
  const { side, failedLink, gateway, reference } = failure;
  if (side === 'visitor') return new Set();
  const facts = [...wordsOf(failure).owner];
  if (facts.length === 0 && Object.hasOwn(BY_LINK, failedLink)) {
    facts.push(...(BY_LINK[failedLink] ?? []));
  }
  // A request id is made to be searched for.
  if (reference !== null) facts.push('K61');
  if (gateway !== null && PROVIDERS.has(gateway.role)) {
    facts.push(failedLink === 'front' || failedLink === 'unknown' ? 'K68b' : 'K66');
  }
  return new Set(facts);
}

/** What a product answers with this status for, where the page itself doesn't tell the cause. */
export function causesOfStatus(
  causes: Readonly<Record<number, readonly Cause[]>> | undefined,
  { status, side, cause }: DetailsFailure,
): readonly CauseFact[] {
  if (side === 'visitor' || cause !== 'unknown' || status === null) return [];
  const possible = causes?.[status] ?? [];
  return [...new Set(possible.flatMap((one) => CAUSES[one].causes))];
}

const REMEDIES: ReadonlySet<string> = new Set(WHAT_YOU_CAN_DO.flatMap(({ facts }) => facts));

/** The remedies that fit, in the failure's own order; each once, ids unknown to this page left out. */
export function fittingRemedies(failure: DetailsFailure): readonly RemedyFact[] {
  return [...new Set(failure.remedies)].filter((id): id is RemedyFact => REMEDIES.has(id));
}
