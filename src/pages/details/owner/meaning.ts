/** What a page means to the owner of the product that made it, and what misleads in it, as message keys. */
import type { Cause } from '../../../core/diagnosis/diagnosis';
import type { MessageKey } from '../../../platform/i18n';
import type { DetailsFailure } from '../../../protocol/pages';
import type { Trap } from './entry';

type ByCause = Readonly<Partial<Record<Cause, MessageKey>>>;

/** The product asked a server behind it. */
const BEHIND: ByCause = {
  refused: 'ownerBehindRefused',
  timeout: 'ownerBehindTimeout',
  closed: 'ownerBehindClosed',
  invalid: 'ownerBehindInvalid',
  tls: 'ownerBehindTls',
  certificate: 'ownerBehindCertificate',
  dns: 'ownerBehindDns',
  unreachable: 'ownerBehindUnreachable',
  overload: 'ownerBehindOverload',
  'no-tunnel': 'ownerBehindNoTunnel',
  maintenance: 'ownerServerMaintenance',
};

/** The product runs the site's own program, or says that it answered. */
const SERVER: ByCause = {
  timeout: 'ownerServerTimeout',
  overload: 'ownerServerOverload',
  closed: 'ownerServerClosed',
  maintenance: 'ownerServerMaintenance',
};

/** The sentence for a failure whose gateway is known; the product is its placeholder. */
export function ownerMeaning({ side, cause, failedLink }: DetailsFailure): MessageKey {
  if (side === 'visitor') return 'ownerVisitor';
  if (cause === 'blocked' || cause === 'challenge') return 'ownerOnPurpose';
  if (failedLink === 'server') return pick(SERVER, cause) ?? 'ownerServer';
  if (failedLink === 'front') return 'ownerFront';
  return (
    pick(BEHIND, cause) ?? (failedLink === 'front-to-server' ? 'ownerBehindUnknown' : 'ownerOpen')
  );
}

/** A later background may know causes that this page doesn't. */
function pick(keys: ByCause, cause: string): MessageKey | undefined {
  return Object.hasOwn(keys, cause) ? keys[cause as Cause] : undefined;
}

export const TRAP_WORDS: Readonly<Record<Trap, MessageKey>> = {
  'hides-cause': 'ownerTrapHidesCause',
  'only-in-log': 'ownerTrapOnlyInLog',
  'timeout-is-502': 'ownerTrapTimeoutIs502',
  'refused-is-503': 'ownerTrapRefusedIs503',
  'refused-is-504': 'ownerTrapRefusedIs504',
  'no-healthy-instance': 'ownerTrapNoHealthyInstance',
  'many-causes': 'ownerTrapManyCauses',
  'origin-said-so': 'ownerTrapOriginSaidSo',
  'its-own-trouble': 'ownerTrapItsOwnTrouble',
  'constant-wait': 'ownerTrapConstantWait',
  'status-words': 'ownerTrapStatusWords',
  'often-blocked': 'ownerTrapOftenBlocked',
  'while-starting': 'ownerTrapWhileStarting',
  'left-over-maintenance': 'ownerTrapLeftOverMaintenance',
};
