import { t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { Mark } from './Fact';
import { Foreign } from './Foreign';
import { type Station, stationsOf } from './stations';

/** The way of the request as a row of stations, with a mark where it failed. */
export function Chain({ failure }: { failure: DetailsFailure }) {
  const { stations, known } = stationsOf(failure);
  return (
    <figure class="chain">
      <figcaption>{t('detailsChain')}</figcaption>
      <ol>{stations.map(stop)}</ol>
      {!known && <p class="aside">{t('detailsChainOpen')}</p>}
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
