import type { Diagnosis } from '../diagnosis/diagnosis';
import type { Context, ObservedResponse } from '../diagnosis/observation';
import type { OthersVerdict } from './judge';

/** What is known around a failure on this device, without asking anyone. */
export interface Circumstances extends Context, OthersVerdict {
  readonly serverAddress: ObservedResponse['serverAddress'];
}

/** "Is it me or them?", as far as this device can tell. */
export const COMPARISONS = [
  'offline',
  /** Others fail with a gateway that hardly stands before both: the visitor's proxy, VPN or network. */
  'others-failing-same-gateway',
  /** Others fail with a gateway that many sites stand behind. */
  'others-failing-same-provider',
  'others-failing',
  'others-fine',
  /** The answer came from this device or its own network. */
  'own-network',
  /** The browser says that it asks through a proxy. */
  'proxy',
] as const;
export type Comparison = (typeof COMPARISONS)[number];

type Judged = Pick<Diagnosis, 'side' | 'certainty' | 'gateway'>;

/** Kinds of gateways that may stand on the visitor's way; all others stand before sites alone. */
const ON_THE_WAY: ReadonlySet<string> = new Set(['forward-proxy', 'reverse-proxy']);

/**
 * The one thing worth saying about whose side it is, beyond the diagnosis; null where nothing is known
 * or where it would speak against what the answer itself says.
 *
 * What other sites do comes before where the answer came from: the first says something of the
 * connection, the second merely stands in where nothing else is known.
 */
export function compare(diagnosis: Judged, around: Circumstances): Comparison | null {
  if (!around.online) return 'offline';
  if (around.others === 'failing') return ofFailing(diagnosis, around);
  // The visitor's proxy may well serve all sites but this one.
  if (around.others === 'fine') return diagnosis.side === 'visitor' ? null : 'others-fine';
  if (diagnosis.side !== 'unknown') return null;
  if (around.proxy === 'known') return 'proxy';
  return isNear(around.serverAddress) ? 'own-network' : null;
}

function ofFailing(diagnosis: Judged, around: Circumstances): Comparison | null {
  const { gateway, side, certainty } = diagnosis;
  // Nothing on the visitor's way can put its own page into https, unless the answer itself says so.
  const isBeyond = side === 'site' && around.scheme === 'https';
  if (gateway !== null && around.failingFamilies.includes(gateway.family)) {
    const isShared = isBeyond || !ON_THE_WAY.has(gateway.role);
    return isShared ? 'others-failing-same-provider' : 'others-failing-same-gateway';
  }
  const isSettled = side === 'visitor' || isBeyond || (side === 'site' && certainty === 'certain');
  return isSettled ? null : 'others-failing';
}

/** Whether an address that answered is this device's or its own network's. */
export function isNear(address: ObservedResponse['serverAddress']): boolean {
  return address === 'loopback' || address === 'private';
}
