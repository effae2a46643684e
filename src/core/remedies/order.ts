import type { Diagnosis, GatewayRole } from '../diagnosis/diagnosis';
import type { Context } from '../diagnosis/observation';
import type { Incident } from '../incidents/incident';
import { type Circumstances, type Comparison, compare } from '../others/comparison';
import { mayLoadAgain } from './actions';
import type { Remedy } from './remedy';

/** What was seen of the answer besides the diagnosis. */
export interface RemedyFacts {
  readonly fromCache: boolean;
}

/** How many remedies the card shows. */
export const MOST_ON_CARD = 3;

/**
 * The remedies that fit this failure, the most promising first. The card shows the first three.
 * Cookies are never among them: clearing them costs the visitor something and seldom helps.
 */
export function orderRemedies(
  incident: Pick<Incident, 'askedBy'>,
  diagnosis: Diagnosis,
  facts: RemedyFacts,
  context: Context | Circumstances,
): Remedy[] {
  const ordered: Remedy[] = [];
  // What was sent comes before everything: money may hang on it.
  if (incident.askedBy === 'form') ordered.push('K48');
  // A stored copy of the failure: what takes it away comes first.
  if (facts.fromCache) ordered.push('K37', 'K31');
  const around = { failingFamilies: [], serverAddress: 'unknown', ...context } as const;
  ordered.push(...byPlace(diagnosis, compare(diagnosis, around), context));
  ordered.push(...(diagnosis.side === 'visitor' ? ON_THE_VISITORS_SIDE : byWhy(diagnosis)));
  const unique = [...new Set(ordered)];
  // To load the answer to a form again is to send it again.
  return mayLoadAgain(incident) ? unique : unique.filter((remedy) => remedy !== 'K31');
}

/** By what else fails on this device, and whose side this failure is on. */
function byPlace(
  { side }: Diagnosis,
  comparison: Comparison | null,
  { others, online }: Context,
): readonly Remedy[] {
  if (!online) return ['K34'];
  if (side === 'visitor')
    return ['K42', 'K42a', ...(others === 'failing' ? (['K34'] as const) : [])];
  if (comparison === 'others-failing-same-gateway') return ['K42', 'K34', 'K42a'];
  // A provider that several sites share is at fault more often than the connection.
  if (comparison === 'others-failing-same-provider') return ['K36', 'K34'];
  if (others === 'failing') return ['K34'];
  if (comparison === 'proxy') return ['K35', 'K42'];
  // Where the diagnosis leaves the side open, other sites are the quickest way to tell.
  return side === 'unknown' && others === 'unknown' ? ['K35'] : [];
}

/** What the site does is not known then; its owner can do nothing about it. */
const ON_THE_VISITORS_SIDE: readonly Remedy[] = ['K41', 'K34', 'K32'];

/** Gateways that are a service of somebody else's, with the site's own server behind. */
const SERVICES: ReadonlySet<GatewayRole> = new Set(['cdn', 'waf', 'tunnel']);

function byWhy({ retry, gateway, failedLink }: Diagnosis): readonly Remedy[] {
  // A filter often takes a VPN's address for an attacker's; waiting helps only against limits.
  if (retry.why === 'deliberate') return ['K42', 'K46', 'K32'];
  if (retry.why === 'needs-the-owner') return ['K46', 'K36', 'K32'];
  const behind = failedLink === 'server' || failedLink === 'front-to-server';
  // The service in front works, so the site's own people are the ones who can mend it.
  if (behind && gateway !== null && SERVICES.has(gateway.role)) return ['K32', 'K46', 'K36', 'K31'];
  return ['K32', 'K31', 'K36', 'K46'];
}
