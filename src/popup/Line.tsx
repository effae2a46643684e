import { keyText } from '../core/history/record';
import { foreign, t } from '../platform/i18n';
import type { HistoryLine } from '../protocol/history';
import { nextSentence } from '../ui/card/words';
import { howItEnded } from '../ui/ending';
import { Icon } from '../ui/Icon';
import { more as moreIcon } from '../ui/icons';
import { ago, pointInTime } from '../ui/time';

export interface LineActions {
  readonly onOpen: (line: HistoryLine) => void;
  /** By the key's text; null closes. */
  readonly onMenu: (key: string | null) => void;
  readonly onCopy: (line: HistoryLine) => void;
  readonly onForget: (line: HistoryLine) => void;
  readonly onForgetSite: (line: HistoryLine) => void;
}

export interface LineProps {
  readonly line: HistoryLine;
  /** Whether the line names its site for the eyes, too. */
  readonly hasSite: boolean;
  readonly menu: string | null;
  readonly copied: { readonly key: string; readonly words: string } | null;
  readonly now: number;
  readonly actions: LineActions;
}

/** One failure: opens on a click, or brings its tab to the front; the rest is in its menu. */
export function Line({ line, hasSite, menu, copied, now, actions }: LineProps) {
  const key = keyText(line.key);
  const isOpen = menu === key;
  const more = t('popupLineMore', foreign(line.site));
  const status = line.statuses.at(-1);
  return (
    <li class="entry" data-key={key}>
      <button
        type="button"
        class="line"
        title={foreign(line.address)}
        aria-keyshortcuts="Delete"
        onClick={() => actions.onOpen(line)}
      >
        <span class={line.end === null ? 'code failing' : 'code'}>{status ?? '–'}</span>
        <span class="where">
          <bdi class={hasSite ? '' : 'visually-hidden'}>{line.site}</bdi>
          <bdi class="path">{pathOf(line.address)}</bdi>
        </span>
        <span class={line.end?.how === 'recovered' ? 'how recovered' : 'how'}>
          {howItIs(line, now)}
        </span>
        <time
          class="when"
          dateTime={new Date(line.firstSeenAt).toISOString()}
          title={pointInTime(line.firstSeenAt)}
        >
          {ago(line.firstSeenAt, now)}
        </time>
      </button>
      <button
        type="button"
        class="icon more"
        aria-label={more}
        title={more}
        aria-expanded={isOpen}
        onClick={() => actions.onMenu(isOpen ? null : key)}
      >
        <Icon shape={moreIcon} size={18} />
      </button>
      {isOpen ? (
        <Menu line={line} copied={copied?.key === key ? copied.words : null} actions={actions} />
      ) : null}
    </li>
  );
}

interface MenuProps {
  readonly line: HistoryLine;
  /** What came of copying; null before. */
  readonly copied: string | null;
  readonly actions: LineActions;
}

function Menu({ line, copied, actions }: MenuProps) {
  return (
    <div class="line-menu">
      <button type="button" onClick={() => actions.onCopy(line)}>
        {copied ?? t('popupCopy')}
      </button>
      <button type="button" onClick={() => actions.onForget(line)}>
        {t('popupForget')}
      </button>
      <button type="button" onClick={() => actions.onForgetSite(line)}>
        {t('popupForgetSite', foreign(line.site))}
      </button>
    </div>
  );
}

function howItIs(line: HistoryLine, now: number): string {
  const until = line.end === null ? (line.failing?.until ?? null) : null;
  if (until === null) return howItEnded(line);
  if (until <= now) return t('trying');
  return nextSentence({ kind: 'wait', until, why: 'backoff' }, now);
}

/** What follows the host: the site stands beside or above it already. */
function pathOf(address: string): string {
  return address.replace(/^https?:\/\/[^/]*/, '');
}
