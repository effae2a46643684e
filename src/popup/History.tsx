import { plural, t } from '../platform/i18n';
import type { HistoryLine, StoreState } from '../protocol/history';
import { bySite, type HistoryView, MOST_SHOWN } from './history-view';
import { Line, type LineActions } from './Line';

/** What is shown of the history. */
export interface HistoryShown {
  /** null until the background has answered. */
  readonly view: HistoryView | null;
  /** What stands in the search field. */
  readonly query: string;
  /** The line whose menu is open, by its key's text. */
  readonly menu: string | null;
  /** What was forgotten a moment ago. */
  readonly undo: { readonly token: string; readonly count: number; readonly key: string } | null;
  /** What came of copying a line's report. */
  readonly copied: { readonly key: string; readonly words: string } | null;
  /** What didn't work. */
  readonly note: string | null;
}

export interface HistoryActions extends LineActions {
  readonly onSearch: (query: string) => void;
  readonly onUndo: () => void;
  readonly onMore: () => void;
  readonly onAll: () => void;
}

export interface HistoryProps {
  readonly shown: HistoryShown;
  readonly isPrivate: boolean;
  /** The tab that the popup speaks of: it stands above, and not in the list again. */
  readonly tabId: number;
  readonly now: number;
  readonly actions: HistoryActions;
}

const STATES: Readonly<Record<Exclude<StoreState, 'good' | 'private'>, Parameters<typeof t>[0]>> = {
  full: 'historyFull',
  broken: 'historyBroken',
  later: 'historyLater',
};

/** What fails in the other tabs just now, with its countdown. Nothing where all is well. */
export function FailingNow({ shown, isPrivate, tabId, now, actions }: HistoryProps) {
  const { view, query } = shown;
  const failing = view === null || query !== '' || isPrivate ? [] : elsewhere(view, tabId);
  if (failing.length === 0) return null;
  return (
    <section class="failing-now" aria-labelledby="failing-now">
      <h2 id="failing-now">{t('popupFailing')}</h2>
      <Lines lines={failing} hasSites shown={shown} now={now} actions={actions} />
    </section>
  );
}

/** The latest failures by site, searched and shown a page at a time. */
export function History({ shown, isPrivate, now, actions }: Omit<HistoryProps, 'tabId'>) {
  const { view, query, undo } = shown;
  if (isPrivate) {
    return (
      <section class="history" aria-labelledby="history">
        <div class="history-head">
          <h2 id="history">{t('popupHistory')}</h2>
        </div>
        <p class="hint">{t('popupHistoryPrivate')}</p>
      </section>
    );
  }
  // Nothing there to search in: what fails just now stands above.
  const isEmpty = query === '' && view?.lines.length === 0 && view.more === null;
  return (
    <section class="history" aria-labelledby="history" aria-busy={view === null}>
      <div class="history-head">
        <h2 id="history">{t('popupHistory')}</h2>
        <button type="button" class="quiet" onClick={actions.onAll}>
          {t('popupShowAll')}
        </button>
      </div>
      {view === null ? null : <Trouble state={view.state} />}
      {shown.note === null ? null : <p class="trouble">{shown.note}</p>}
      {isEmpty ? null : <Search query={query} onSearch={actions.onSearch} />}
      {view === null ? null : <Found view={view} shown={shown} now={now} actions={actions} />}
      {undo === null ? null : (
        <div class="undo">
          <span>{plural('historyDeleted', undo.count)}</span>
          <button
            type="button"
            class="quiet"
            aria-keyshortcuts="Control+Z"
            onClick={actions.onUndo}
          >
            {t('historyUndo')}
          </button>
        </div>
      )}
    </section>
  );
}

function Trouble({ state }: { state: StoreState }) {
  if (state === 'good' || state === 'private') return null;
  return <p class="trouble">{t(STATES[state])}</p>;
}

function Search({ query, onSearch }: { query: string; onSearch: (query: string) => void }) {
  return (
    <input
      type="search"
      id="search"
      dir={query === '' ? undefined : 'auto'}
      autocomplete="off"
      spellcheck={false}
      maxLength={200}
      aria-label={t('popupSearch')}
      placeholder={t('popupSearch')}
      value={query}
      onInput={(event) => onSearch(event.currentTarget.value)}
    />
  );
}

interface FoundProps {
  readonly view: HistoryView;
  readonly shown: HistoryShown;
  readonly now: number;
  readonly actions: HistoryActions;
}

/** By site; a search finds what still fails as well. */
function Found({ view, shown, now, actions }: FoundProps) {
  const { query, failing, lines, more } = view;
  const groups = bySite(lines);
  const shownFailing = query === '' ? [] : failing;
  const isNothing = groups.length === 0 && shownFailing.length === 0;
  return (
    <>
      {isNothing ? <p class="hint">{nothing(view)}</p> : null}
      {shownFailing.length === 0 ? null : (
        <Lines lines={shownFailing} hasSites shown={shown} now={now} actions={actions} />
      )}
      {groups.map((group) => (
        <div class="site-group" key={group.site}>
          <h3>
            <bdi>{group.site}</bdi>
          </h3>
          <Lines lines={group.lines} hasSites={false} shown={shown} now={now} actions={actions} />
        </div>
      ))}
      {more === null || lines.length >= MOST_SHOWN ? null : (
        <button type="button" class="quiet show-more" onClick={actions.onMore}>
          {t(isNothing ? 'popupFurther' : 'popupMore')}
        </button>
      )}
    </>
  );
}

/** Where something fails this moment, "None so far" would be odd. */
function nothing({ query, failing, more }: HistoryView): string {
  if (query !== '') return plural('popupFound', 0);
  return t(failing.length === 0 && more === null ? 'popupHistoryEmpty' : 'popupHistoryNoOthers');
}

interface LinesProps {
  readonly lines: readonly HistoryLine[];
  /** Whether each line names its site: under no heading that does. */
  readonly hasSites: boolean;
  readonly shown: HistoryShown;
  readonly now: number;
  readonly actions: HistoryActions;
}

function Lines({ lines, hasSites, shown, now, actions }: LinesProps) {
  return (
    <ul>
      {lines.map((line) => (
        <Line
          key={line.key.join(' ')}
          line={line}
          hasSite={hasSites}
          menu={shown.menu}
          copied={shown.copied}
          now={now}
          actions={actions}
        />
      ))}
    </ul>
  );
}

function elsewhere({ failing }: HistoryView, tabId: number): readonly HistoryLine[] {
  return failing.filter((line) => line.failing?.tabId !== tabId);
}
