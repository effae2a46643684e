import type { StatisticsOrder } from '../../core/history/statistics';
import { PERIODS } from './period';
import type { Filters, IncidentOrder, Order } from './sight';

/** Which of the bars was pressed: its incidents alone are listed then. */
interface Pressed {
  /** Describes it. */
  readonly text: string;
  readonly keys: ReadonlySet<string>;
}

/** What the visitor has chosen on the page. Kept by nobody. */
export interface Choices extends Filters {
  readonly siteOrder: Order<StatisticsOrder>;
  readonly order: Order<IncidentOrder>;
  /** The page of the list, from 0. */
  readonly page: number;
  readonly pressed: Pressed | null;
  /** Lanes of the timeline, and rows of the table of sites, that are shown. */
  readonly lanes: number;
  readonly sites: number;
  /** Whether the table behind the timeline is open. */
  readonly asTable: boolean;
  readonly exportAll: boolean;
}

/** Incidents on one page of the list. */
export const PAGE = 50;
/** Lanes and sites that are shown at first, and that each press adds. */
const FEW = 8;
export const MORE = 20;

export const AT_FIRST: Choices = {
  period: 'month',
  search: '',
  status: null,
  family: null,
  siteOrder: { by: 'often', direction: 'down' },
  order: { by: 'when', direction: 'down' },
  page: 0,
  pressed: null,
  lanes: FEW,
  sites: FEW,
  asTable: false,
  exportAll: false,
};

/** The order after a press on a column: the other way round where it is in that order already. */
export function turned<By>(order: Order<By>, by: By): Order<By> {
  const isSame = order.by === by;
  return { by, direction: isSame && order.direction === 'down' ? 'up' : 'down' };
}

/** What a link to the page may choose: `?site=shop.example.org&period=year`. */
export function chosenIn(search: string): Pick<Filters, 'period' | 'search'> {
  const asked = new URLSearchParams(search);
  return {
    period: PERIODS.find((one) => one === asked.get('period')) ?? AT_FIRST.period,
    search: (asked.get('site') ?? '').slice(0, 200),
  };
}
