import type { MessageKey } from '../../platform/i18n';
import { t } from '../../platform/i18n';
import type { Order } from './sight';

interface ColumnProps<By> {
  readonly name: MessageKey;
  readonly by: By;
  readonly order: Order<By>;
  /** Whether `down` is from small to large here, as with names. */
  readonly fromA?: boolean;
  readonly onOrder: (by: By) => void;
}

/** The head of a column that the rows can be ordered by. */
export function Column<By>({ name, by, order, fromA = false, onOrder }: ColumnProps<By>) {
  const isOrdered = order.by === by;
  const rises = (order.direction === 'up') !== fromA;
  return (
    <th scope="col" aria-sort={isOrdered ? (rises ? 'ascending' : 'descending') : 'none'}>
      <button type="button" onClick={() => onOrder(by)}>
        {t(name)}
        <span aria-hidden="true">{isOrdered ? (rises ? '↑' : '↓') : ''}</span>
      </button>
    </th>
  );
}
