import { inOrder, type SiteStatistics } from '../../core/history/statistics';
import { foreign, plural, t } from '../../platform/i18n';
import { Column } from './Column';
import { type Choices, MORE, turned } from './choices';
import { momentText, numberText } from './formats';
import { still } from './still';
import { lengthOrUnknown } from './words';

interface SitesProps {
  readonly statistics: readonly SiteStatistics[];
  readonly choices: Choices;
  readonly onChoose: (change: Partial<Choices>) => void;
}

/** How each site fared: how often it failed, and how long it took to come back. */
function Drawn({ statistics, choices, onChoose }: SitesProps) {
  const { siteOrder: order, sites } = choices;
  const rows = inOrder(statistics, order.by, order.direction).slice(0, sites);
  const more = Math.min(MORE, statistics.length - rows.length);
  const onOrder = (by: typeof order.by) => onChoose({ siteOrder: turned(order, by) });
  return (
    <>
      <table class="sites" aria-labelledby="sites-name" aria-describedby="sites-hint">
        <thead>
          <tr>
            <Column name="historySite" by="site" order={order} fromA onOrder={onOrder} />
            <Column name="historyOutages" by="often" order={order} onOrder={onOrder} />
            <Column name="historyTypical" by="median" order={order} onOrder={onOrder} />
            <Column name="historyNinety" by="ninetieth" order={order} onOrder={onOrder} />
            <Column name="historyWorst" by="worst" order={order} onOrder={onOrder} />
            <Column name="historyLast" by="latest" order={order} onOrder={onOrder} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.site} row={row} onOnly={() => onChoose({ search: row.site })} />
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <button type="button" class="quiet" onClick={() => onChoose({ sites: sites + MORE })}>
          {plural('historyMoreSites', more)}
        </button>
      )}
    </>
  );
}

export const Sites = still(Drawn);

function Row({ row, onOnly }: { row: SiteStatistics; onOnly: () => void }) {
  const { site, outages, median, ninetieth, worst, latestAt } = row;
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          class="site"
          title={t('historyOnlySite', foreign(site))}
          onClick={onOnly}
        >
          <bdi>{site}</bdi>
        </button>
      </th>
      <td data-label={t('historyOutages')}>{numberText(outages)}</td>
      <td data-label={t('historyTypical')}>{lengthOrUnknown(median)}</td>
      <td data-label={t('historyNinety')}>{lengthOrUnknown(ninetieth)}</td>
      <td data-label={t('historyWorst')}>{lengthOrUnknown(worst)}</td>
      <td data-label={t('historyLast')}>{momentText(latestAt)}</td>
    </tr>
  );
}
