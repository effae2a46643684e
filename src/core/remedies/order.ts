import type { Diagnosis } from '../diagnosis/diagnosis';
import type { Context } from '../diagnosis/observation';
import type { Incident } from '../incidents/incident';
import type { Remedy } from './remedy';

/** What was seen of the answer besides the diagnosis. */
export interface RemedyFacts {
  readonly fromCache: boolean;
}

/** How many remedies the card shows. */
export const MOST_ON_CARD = 3;

/**
 * The remedies that fit this failure, the most promising first. The card shows the first three.
 * Cookies never come first: clearing them costs the visitor something and seldom helps.
 */
export function orderRemedies(
  incident: Pick<Incident, 'askedBy'>,
  diagnosis: Diagnosis,
  facts: RemedyFacts,
  context: Context,
): Remedy[] {
  const ordered: Remedy[] = [];
  if (incident.askedBy === 'form') ordered.push('K48');
  if (facts.fromCache) ordered.push('K31', 'K37');
  if (diagnosis.side === 'visitor') ordered.push('K42', 'K42a', 'K41');
  if (context.others === 'failing') ordered.push('K34');
  // Where the diagnosis leaves the side open, other sites are the quickest way to tell.
  if (diagnosis.side === 'unknown' && context.others === 'unknown') ordered.push('K35');
  ordered.push('K32', 'K31', 'K36', 'K46');
  return [...new Set(ordered)];
}
