import type { IncidentRecord } from '../../core/history/record';
import { foreign, plural, t } from '../../platform/i18n';
import { howItEnded } from '../../ui/ending';
import { Column } from './Column';
import { type Choices, PAGE, turned } from './choices';
import { momentText, numberText } from './formats';
import type { Selection } from './selection';
import { textOfKey } from './sight';
import { still } from './still';
import { gatewayName } from './words';

export interface IncidentsProps {
  /** All that are in sight, in their order. */
  readonly incidents: readonly IncidentRecord[];
  readonly choices: Choices;
  readonly selection: Selection;
  readonly onChoose: (change: Partial<Choices>) => void;
  readonly onSelect: (key: string, isRange: boolean) => void;
  readonly onSelectAll: () => void;
  readonly onDelete: () => void;
  readonly onDeleteAll: () => void;
}

/** The incidents themselves, a page at a time: what is not shown costs nothing. */
function Drawn(props: IncidentsProps) {
  const { incidents, choices, selection, onChoose, onSelect } = props;
  const { order, page } = choices;
  const first = page * PAGE;
  const rows = incidents.slice(first, first + PAGE);
  const onOrder = (by: typeof order.by) => onChoose({ order: turned(order, by), page: 0 });
  return (
    <>
      <Tools {...props} />
      <table class="incidents" aria-labelledby="incidents-name">
        <thead>
          <tr>
            <td />
            <Column name="historyWhen" by="when" order={order} onOrder={onOrder} />
            <Column name="historySite" by="site" order={order} fromA onOrder={onOrder} />
            <th scope="col">{t('historyStatus')}</th>
            <th scope="col">{t('detailsGateway')}</th>
            <Column name="historyEnd" by="lasted" order={order} onOrder={onOrder} />
          </tr>
        </thead>
        <tbody>
          {rows.map((record) => {
            const key = textOfKey(record);
            return (
              <Row
                key={key}
                record={record}
                isSelected={selection.keys.has(key)}
                onSelect={(isRange) => onSelect(key, isRange)}
              />
            );
          })}
        </tbody>
      </table>
      {incidents.length > PAGE && (
        <nav class="pages" aria-labelledby="incidents-name">
          <button
            type="button"
            aria-disabled={page === 0}
            onClick={() => page > 0 && onChoose({ page: page - 1 })}
          >
            {t('historyPrevious')}
          </button>
          <p>
            {t(
              'historyPage',
              numberText(first + 1),
              numberText(first + rows.length),
              numberText(incidents.length),
            )}
          </p>
          <button
            type="button"
            aria-disabled={first + PAGE >= incidents.length}
            onClick={() => first + PAGE < incidents.length && onChoose({ page: page + 1 })}
          >
            {t('historyNext')}
          </button>
        </nav>
      )}
    </>
  );
}

export const Incidents = still(Drawn);

function Tools(props: IncidentsProps) {
  const { incidents, choices, selection, onChoose, onSelectAll, onDelete, onDeleteAll } = props;
  const count = selection.keys.size;
  const hasAll = count > 0 && count === incidents.length;
  return (
    <div class="tools">
      {choices.pressed !== null && (
        <p class="pressed">
          <span>{choices.pressed.text}</span>
          <button type="button" class="quiet" onClick={() => onChoose({ pressed: null })}>
            {t('historyShowAll')}
          </button>
        </p>
      )}
      <label class="select-all">
        <input
          type="checkbox"
          checked={hasAll}
          indeterminate={count > 0 && !hasAll}
          onChange={onSelectAll}
        />
        {plural('historySelectAll', incidents.length)}
      </label>
      <p class="count">{count === 0 ? '' : plural('historySelected', count)}</p>
      <button type="button" aria-disabled={count === 0} onClick={() => count > 0 && onDelete()}>
        {t('historyDelete')}
      </button>
      <button type="button" class="quiet" onClick={onDeleteAll}>
        {t('historyDeleteAll')}
      </button>
    </div>
  );
}

interface RowProps {
  readonly record: IncidentRecord;
  readonly isSelected: boolean;
  readonly onSelect: (isRange: boolean) => void;
}

function Row({ record, isSelected, onSelect }: RowProps) {
  const { site, address, firstSeenAt, statuses, family, end } = record;
  const when = momentText(firstSeenAt);
  return (
    <tr class={isSelected ? 'selected' : undefined}>
      <td class="select">
        <input
          type="checkbox"
          aria-label={t('historySelect', foreign(site), when)}
          checked={isSelected}
          onClick={(event) => onSelect(event.shiftKey)}
        />
      </td>
      <td>
        <time dateTime={new Date(firstSeenAt).toISOString()}>{when}</time>
      </td>
      <th scope="row" title={foreign(address)}>
        <bdi>{site}</bdi>
        <bdi class="path">{pathOf(address)}</bdi>
      </th>
      <td data-label={t('historyStatus')}>
        <span class="code">{statuses.length === 0 ? '–' : statuses.join(' ')}</span>
      </td>
      <td data-label={t('detailsGateway')} translate={false}>
        {family === null ? '' : gatewayName(family)}
      </td>
      <td data-label={t('historyEnd')} class={end === null ? 'failing' : end.how}>
        {howItEnded(record)}
      </td>
    </tr>
  );
}

/** What follows the host: the site stands beside it already. */
function pathOf(address: string): string {
  return address.replace(/^https?:\/\/[^/]*/, '');
}
