import { redactAddress } from '../address/redact';
import { parseWebAddress } from '../address/site';
import type { Incident } from '../incidents/incident';
import { type Circumstances, isNear } from '../others/comparison';
import { isInternalHost } from '../report/internal-host';
import type { Remedy } from './remedy';

/** The remedies that Backsoon can carry out itself, on a click. */
export const ACTS = ['K31', 'K37', 'K38', 'K47'] as const satisfies readonly Remedy[];
export type Act = (typeof ACTS)[number];

/** What decides which of them can be had. */
export interface ActFacts extends Pick<Incident, 'address' | 'askedBy'> {
  readonly isPrivate: boolean;
  readonly serverAddress: Circumstances['serverAddress'];
  /** Whether this browser can clear the cached files of one site, and leave those of all others. */
  readonly clearsFilesOfOne: boolean;
}

/**
 * The remedies that can be carried out for a failure. Nothing loads the answer to a form again: there
 * only what clears is left.
 */
export function actsFor(facts: ActFacts): Act[] {
  const mayLoad = mayLoadAgain(facts);
  const acts: Act[] = mayLoad ? ['K31'] : [];
  if (mayLoad || facts.clearsFilesOfOne) acts.push('K37');
  acts.push('K38');
  if (archiveAddress(facts) !== null) acts.push('K47');
  return acts;
}

/** Only what is known to have been brought by a GET is ever loaded again. */
export function mayLoadAgain({ askedBy }: Pick<Incident, 'askedBy'>): boolean {
  return askedBy === 'get';
}

/** The newest copy that the Internet Archive has of the address that follows (its own short form). */
const NEWEST_COPY = 'https://web.archive.org/web/2/';

/** Where redaction cut something: as it stands there, and as a parser writes it. */
const CUT = /…|%E2%80%A6/;

/**
 * Where an archived copy of a failing page would be: the redacted address behind the archive's own.
 * What was cut is left out, so it is the site's front page where a piece of the path was secret. null
 * where nothing may be sent to an archive (private windows, addresses of one network or device), or
 * nothing could be there.
 */
export function archiveAddress({
  address,
  isPrivate,
  serverAddress,
}: Pick<ActFacts, 'address' | 'isPrivate' | 'serverAddress'>): string | null {
  const url = parseWebAddress(redactAddress(address));
  if (url === null || isPrivate || isNear(serverAddress)) return null;
  if (isInternalHost(url.hostname)) return null;
  if (CUT.test(url.search)) url.search = '';
  if (CUT.test(url.pathname)) url.pathname = '/';
  return NEWEST_COPY + url.href;
}
