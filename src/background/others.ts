import * as v from 'valibot';
import { parseWebAddress, siteOf } from '../core/address/site';
import type { ObservedResponse } from '../core/diagnosis/observation';
import { type Circumstances, isNear } from '../core/others/comparison';
import { domainOf } from '../core/others/domain';
import type { OthersVerdict } from '../core/others/judge';
import {
  fold,
  isDue,
  MOST_SIGHTINGS,
  type OthersRecord,
  type Sighting,
} from '../core/others/record';
import type { Spec } from '../core/storage/versioned';
import { now } from '../platform/clock';
import { saltedHash } from '../platform/digest';
import { withLock } from '../platform/lock';
import { isOnline } from '../platform/online';
import { originOf } from '../platform/privacy';
import { makeSalt } from '../platform/random';
import { readSession, writeSession } from '../platform/session-store';
import type { SeenAnswer } from '../platform/web-requests';
import { checkedBy, epochMs, text } from '../protocol/fields';
import type { FailingDocument } from './documents';
import { deciding } from './on-demand';
import { readSettings } from './settings';

const record = v.object({
  salt: text(60),
  wellWrittenAt: epochMs,
  sightings: v.pipe(
    v.array(
      v.object({
        at: epochMs,
        domain: text(60),
        near: v.boolean(),
        went: v.picklist(['well', 'failed']),
        family: v.nullable(text(60)),
      }),
    ),
    v.maxLength(MOST_SIGHTINGS),
  ),
});

/** How other sites fared in the last minutes: hashes, for as long as the browser runs. */
export const OTHERS: Spec<OthersRecord | null> = {
  key: 'others',
  version: 1,
  initial: null,
  parse: checkedBy(record),
  migrations: {},
};

/** Sightings that were not worth a write yet. Lost with the worker, which costs a little knowledge. */
let unwritten: { readonly salt: string; readonly sightings: readonly Sighting[] } | null = null;

/** What is written and what waits to be; the latter only for as long as it was hashed with this salt. */
function allSightings(known: OthersRecord): readonly Sighting[] {
  return unwritten?.salt === known.salt
    ? [...known.sightings, ...unwritten.sightings]
    : known.sightings;
}

/**
 * Takes note of a good answer: from the network, of an ordinary window. `known` is what the caller has
 * read of `OTHERS` already. Never throws.
 */
export async function noteWell(seen: SeenAnswer, known: OthersRecord | null): Promise<void> {
  if (!showsConnection(seen)) return;
  const near = isNear(seen.serverAddress);
  await note(siteOf(seen.address) ?? '', { at: seen.at, near, went: 'well', family: null }, known);
}

/** Whether an answer shows that sites are loading. A filter's own page comes with a 403, as a rule. */
export function showsConnection(
  seen: Pick<SeenAnswer, 'status' | 'fromCache' | 'isPrivate'>,
): boolean {
  return seen.status < 400 && !seen.fromCache && originOf(seen.isPrivate) === 'ordinary';
}

/** Takes note of a failing answer, once it is known which gateway made the page. Never throws. */
export async function noteFailed(
  { address, seenAt, isPrivate, response }: FailedAnswer,
  family: string | null,
): Promise<void> {
  if (response.fromCache || originOf(isPrivate) === 'private') return;
  const near = isNear(response.serverAddress);
  await note(siteOf(address) ?? '', { at: seenAt, near, went: 'failed', family }, null);
}

type FailedAnswer = Pick<FailingDocument, 'address' | 'seenAt' | 'isPrivate'> & {
  readonly response: Pick<ObservedResponse, 'fromCache' | 'serverAddress'>;
};

async function note(
  site: string,
  seen: Omit<Sighting, 'domain'>,
  known: OthersRecord | null,
): Promise<void> {
  try {
    const sightingOf = async (salt: string): Promise<Sighting> => ({
      ...seen,
      at: Math.min(seen.at, now()),
      domain: await saltedHash(salt, domainOf(site)),
    });
    if (known !== null) {
      const sighting = await sightingOf(known.salt);
      if (!isDue(known, sighting, now())) return setAside(known.salt, sighting);
    }
    if (!(await readSettings('ordinary')).on) return;
    await withLock('others', async () => {
      const current = (await readSession(OTHERS)) ?? emptyRecord();
      const sighting = await sightingOf(current.salt);
      if (!isDue(current, sighting, now())) return setAside(current.salt, sighting);
      await writeSession(OTHERS, {
        salt: current.salt,
        wellWrittenAt: seen.went === 'well' ? now() : current.wellWrittenAt,
        sightings: fold(allSightings(current), [sighting], now()),
      });
      unwritten = null;
    });
  } catch (error) {
    console.warn('Backsoon could not take note of an answer', error);
  }
}

function emptyRecord(): OthersRecord {
  return { salt: makeSalt(), wellWrittenAt: 0, sightings: [] };
}

function setAside(salt: string, sighting: Sighting): void {
  const waiting = unwritten?.salt === salt ? unwritten.sightings : [];
  unwritten = { salt, sightings: fold(waiting, [sighting], now()) };
}

/** What is known of the way to a failing address when its answer came. */
interface Way {
  readonly serverAddress: ObservedResponse['serverAddress'];
  readonly proxy: Circumstances['proxy'];
}

export function wayOf({ response, proxy }: Pick<FailingDocument, 'response' | 'proxy'>): Way {
  return { serverAddress: response.serverAddress, proxy };
}

/**
 * What is known around a failure besides the answer itself, as things are now. In a private window
 * other sites are unknown: nothing is kept there, and nothing of other windows is brought up.
 */
export async function circumstancesOf(
  address: string,
  isPrivate: boolean,
  { serverAddress, proxy }: Way,
): Promise<Circumstances> {
  const verdict: OthersVerdict =
    originOf(isPrivate) === 'private'
      ? NOTHING_KNOWN
      : await judge(siteOf(address) ?? '', isNear(serverAddress));
  const scheme = parseWebAddress(address)?.protocol === 'http:' ? 'http' : 'https';
  return { scheme, proxy, serverAddress, online: isOnline(), ...verdict };
}

const NOTHING_KNOWN: OthersVerdict = { others: 'unknown', failingFamilies: [] };

async function judge(site: string, near: boolean): Promise<OthersVerdict> {
  try {
    const known = await readSession(OTHERS);
    if (known === null) return NOTHING_KNOWN;
    const domain = await saltedHash(known.salt, domainOf(site));
    const { judgeOthers } = await deciding();
    return judgeOthers(allSightings(known), { domain, near }, now());
  } catch (error) {
    console.warn('Backsoon could not compare with other sites', error);
    return NOTHING_KNOWN;
  }
}
