import type { MessageKey } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';

export interface Station {
  /** null is the gap between two stations, shown only where it failed just there. */
  readonly name: MessageKey | null;
  readonly failed: boolean;
  /** The product that stands there, as far as it is known. */
  readonly product: string | null;
}

/** The stations between the visitor and the server behind, and whether it is known where it failed. */
export function stationsOf(failure: DetailsFailure): { stations: Station[]; known: boolean } {
  const { failedLink: at, gateway } = failure;
  const product = gateway?.product ?? null;
  const station = (name: MessageKey, failed: boolean, shown: string | null = null): Station => ({
    name,
    failed,
    product: shown,
  });
  if (at === 'visitor-proxy' || failure.side === 'visitor') {
    return {
      stations: [
        station('detailsChainYou', false),
        station('detailsChainProxy', true, product),
        station('detailsChainSite', false),
      ],
      known: true,
    };
  }
  const gap: Station[] =
    at === 'front-to-server' ? [{ name: null, failed: true, product: null }] : [];
  return {
    stations: [
      station('detailsChainYou', false),
      // A forward proxy whose side is open may stand anywhere on the way.
      station(
        'detailsChainFront',
        at === 'front',
        gateway?.role === 'forward-proxy' ? null : product,
      ),
      ...gap,
      station('detailsChainServer', at === 'server'),
    ],
    known: at === 'front' || at === 'server' || at === 'front-to-server',
  };
}
