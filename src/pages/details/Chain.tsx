import { t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { Mark } from './Fact';
import { Foreign } from './Foreign';
import { type Station, wayOf } from './stations';

/** The way of the request as a row of stations, with a mark where it failed; a sentence instead for ears. */
export function Chain({ failure }: { failure: DetailsFailure }) {
  const way = wayOf(failure);
  if (way === null) return null;
  return (
    <figure class="chain">
      <figcaption>{t('detailsChain')}</figcaption>
      {/* As a list of four names with a mark it would be read without the sense of it. */}
      <ol aria-hidden="true">{way.stations.map(stop)}</ol>
      <p class={way.known ? 'visually-hidden' : 'aside'}>{t(way.says)}</p>
    </figure>
  );
}

function stop(station: Station) {
  if (station.name === null) {
    return (
      <li key="between" class="between">
        <Mark says="detailsChainHere" />
      </li>
    );
  }
  return (
    <li key={station.name} class={station.failed ? 'station failed' : 'station'}>
      <span class="station-name">{t(station.name)}</span>
      {station.product !== null && (
        <span class="station-product">
          <Foreign text={station.product} />
        </span>
      )}
      {station.failed && <Mark says="detailsChainHere" />}
    </li>
  );
}
