import { foreign, t } from '../platform/i18n';
import type { HistoryLine, PopupState } from '../protocol/pages';
import { ago, duration, pointInTime } from '../ui/time';
import type { Wish } from './Popup';

export interface HistoryProps {
  readonly state: PopupState;
  readonly now: number;
  readonly onWish: (wish: Wish) => void;
}

/** The latest failures; each opens on click. */
export function History({ state, now, onWish }: HistoryProps) {
  const { history, isPrivate } = state;
  return (
    <section class="history" aria-labelledby="history">
      <div class="history-head">
        <h2 id="history">{t('popupHistory')}</h2>
        {history.length === 0 ? null : (
          <button
            type="button"
            class="quiet"
            onClick={() => onWish({ type: 'popup/clear', body: {} })}
          >
            {t('popupClear')}
          </button>
        )}
      </div>
      {isPrivate ? (
        <p class="hint">{t('popupHistoryPrivate')}</p>
      ) : history.length === 0 ? (
        <p class="hint">{t('popupHistoryEmpty')}</p>
      ) : (
        <ul>
          {history.map((line) => (
            <li key={line.id}>
              <Line
                line={line}
                now={now}
                onOpen={() => onWish({ type: 'popup/open', body: { entryId: line.id } })}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ line, now, onOpen }: { line: HistoryLine; now: number; onOpen: () => void }) {
  return (
    <button type="button" class="line" title={foreign(line.address)} onClick={onOpen}>
      <span class={line.end === null ? 'code failing' : 'code'}>{line.status}</span>
      <span class="where">
        <bdi>{line.site}</bdi>
        <bdi class="path">{pathOf(line.address)}</bdi>
      </span>
      <span class={line.end === 'recovered' ? 'how recovered' : 'how'}>{howItEnded(line)}</span>
      <time class="when" dateTime={new Date(line.at).toISOString()} title={pointInTime(line.at)}>
        {ago(line.at, now)}
      </time>
    </button>
  );
}

function howItEnded({ end, lasted }: HistoryLine): string {
  if (end === null) return t('endOpen');
  if (end === 'recovered') return t('endRecovered', duration(lasted ?? 0));
  return t(end === 'left' ? 'endLeft' : 'endUnknown');
}

/** What follows the host: the site stands beside it already. */
function pathOf(address: string): string {
  return address.replace(/^https?:\/\/[^/]*/, '');
}
