/** What the popup shows of the history, and how it changes: pure. */
import type { RecordKey } from '../core/history/record';
import type { HistoryAnswer, HistoryLine, StoreState } from '../protocol/history';

export interface HistoryView {
  /** What the lines were searched for; '' for all. */
  readonly query: string;
  readonly state: StoreState;
  /** What fails in an open tab. */
  readonly failing: readonly HistoryLine[];
  /** Newest first. */
  readonly lines: readonly HistoryLine[];
  /** Where to go on; null where all is shown. */
  readonly more: RecordKey | null;
}

export type Page = Extract<HistoryAnswer, { type: 'history/lines' }>['body'];

/** Lines that are asked for at once: a little more than the popup has room for. */
export const PAGE = 20;

/** Lines that the popup shows at most: beyond that, the history page serves better. */
export const MOST_SHOWN = 200;

/**
 * The view with its newest part asked for anew: what it reaches back to is replaced, what was shown of
 * older ones stays. With another query, or none known yet, it is the page alone.
 */
export function withNewest(view: HistoryView | null, query: string, page: Page): HistoryView {
  const { state, failing, lines, more } = page;
  const fresh = { query, state, failing };
  if (view === null || view.query !== query || more === null) return { ...fresh, lines, more };
  const older = view.lines.filter(({ key }) => isOlder(key, more) && !has(failing, key));
  const reached = view.more === null || isOlder(view.more, more) ? view.more : more;
  return { ...fresh, lines: [...lines, ...older], more: older.length === 0 ? more : reached };
}

/** The view with the page that follows it. */
export function withNext(view: HistoryView, { state, lines, more }: Page): HistoryView {
  const added = lines.filter(({ key }) => !has(view.lines, key) && !has(view.failing, key));
  return { ...view, state, more, lines: [...view.lines, ...added] };
}

/** The view without what was forgotten: it may be older than what is asked for anew. */
export function without(
  view: HistoryView,
  isForgotten: (line: HistoryLine) => boolean,
): HistoryView {
  const kept = (lines: readonly HistoryLine[]) => lines.filter((line) => !isForgotten(line));
  return { ...view, failing: kept(view.failing), lines: kept(view.lines) };
}

export interface SiteLines {
  readonly site: string;
  readonly lines: readonly HistoryLine[];
}

/** The lines by site: the sites in the order of their first lines, and the lines in theirs. */
export function bySite(lines: readonly HistoryLine[]): readonly SiteLines[] {
  const groups = new Map<string, HistoryLine[]>();
  for (const line of lines) {
    const known = groups.get(line.site);
    if (known === undefined) groups.set(line.site, [line]);
    else known.push(line);
  }
  return [...groups].map(([site, ofSite]) => ({ site, lines: ofSite }));
}

function has(lines: readonly HistoryLine[], [at, id]: RecordKey): boolean {
  return lines.some(({ key }) => key[0] === at && key[1] === id);
}

/** Keys in order are incidents in order, as in the store. */
function isOlder([at, id]: RecordKey, [thanAt, thanId]: RecordKey): boolean {
  return at < thanAt || (at === thanAt && id < thanId);
}
