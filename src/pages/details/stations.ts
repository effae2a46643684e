import type { MessageKey } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';

export interface Station {
  /** null is the gap between two stations, shown only where it failed just there. */
  readonly name: MessageKey | null;
  readonly failed: boolean;
  /** The product that stands there, as far as it is known. */
  readonly product: string | null;
}

export interface Way {
  readonly stations: readonly Station[];
  /** The same as one sentence, for those who don't see the row. */
  readonly says: MessageKey;
  /** Whether it is known where on the way it failed. */
  readonly known: boolean;
}

/** What a failed link breaks: a station, or the gap before the last one. */
const SAYS: Readonly<Record<string, MessageKey>> = {
  'visitor-proxy': 'detailsChainSaysProxy',
  front: 'detailsChainSaysFront',
  'front-to-server': 'detailsChainSaysBetween',
  server: 'detailsChainSaysServer',
};

/**
 * The way from the visitor to the server behind, as far as it is known; null where not even the side
 * is: a picture would say more than anybody can tell.
 */
export function wayOf({ failedLink, gateway, side }: DetailsFailure): Way | null {
  if (side === 'unknown') return null;
  const at = side === 'visitor' ? 'visitor-proxy' : failedLink;
  const product = gateway?.product ?? null;
  const station = (name: MessageKey, failed = false, shown: string | null = null): Station => ({
    name,
    failed,
    product: shown,
  });
  const own =
    at === 'visitor-proxy'
      ? station('detailsChainProxy', true, product)
      : station('detailsChainNetwork');
  // A product that runs the site's own program is no front of it.
  const isServer = gateway?.role === 'origin-server';
  const front = at === 'visitor-proxy' || isServer ? null : product;
  const gap: Station[] =
    at === 'front-to-server' ? [{ name: null, failed: true, product: null }] : [];
  return {
    stations: [
      station('detailsChainYou'),
      own,
      station('detailsChainFront', at === 'front', front),
      ...gap,
      station('detailsChainServer', at === 'server', isServer ? product : null),
    ],
    says: (Object.hasOwn(SAYS, at) ? SAYS[at] : undefined) ?? 'detailsChainOpen',
    known: Object.hasOwn(SAYS, at),
  };
}
