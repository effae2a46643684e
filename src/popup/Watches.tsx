import { foreign, t } from '../platform/i18n';
import type { PopupState, WatchLine } from '../protocol/pages';
import { Icon } from '../ui/Icon';
import { bell, check, close } from '../ui/icons';
import { until } from '../ui/time';
import type { Wish } from './Popup';

export interface WatchesProps {
  readonly state: PopupState;
  /** ms since the epoch */
  readonly now: number;
  /** The browser was asked for notifications, and refused. */
  readonly refused: boolean;
  readonly onWish: (wish: Wish) => void;
  readonly onAllow: () => void;
}

/** What is watched: what is back opens on click, the rest can be stopped. Nothing where there is none. */
export function Watches({ state, now, refused, onWish, onAllow }: WatchesProps) {
  const { watches, mayNotify } = state;
  if (watches.length === 0) return null;
  const isWaiting = watches.some((line) => line.state === 'on' || line.state === 'paused');
  const send = (watchId: string, command: 'open' | 'stop') =>
    onWish({ type: 'popup/watch', body: { watchId, command } });
  return (
    <section class="watches" aria-labelledby="watches">
      <h2 id="watches">{t('watches')}</h2>
      <ul>
        {watches.map((line) => (
          <li key={line.id}>
            {line.state === 'back' ? (
              <button type="button" class="watch" onClick={() => send(line.id, 'open')}>
                <About line={line} now={now} />
              </button>
            ) : (
              <div class="watch">
                <About line={line} now={now} />
              </div>
            )}
            <TakeOff line={line} onClick={() => send(line.id, 'stop')} />
          </li>
        ))}
      </ul>
      {isWaiting && !mayNotify ? <Allow refused={refused} onAllow={onAllow} /> : null}
    </section>
  );
}

function About({ line, now }: { line: WatchLine; now: number }) {
  return (
    <>
      <Icon shape={line.state === 'back' ? check : bell} size={18} />
      <span class="where" title={foreign(line.address)}>
        <bdi>{line.site}</bdi>
      </span>
      <span class={line.state === 'back' ? 'how recovered' : 'how'}>{howItStands(line, now)}</span>
    </>
  );
}

function howItStands({ state, nextLookAt }: WatchLine, now: number): string {
  if (state === 'on') return t('watchNext', until(nextLookAt, now));
  if (state === 'back') return t('nextBack');
  return t(state === 'over' ? 'watchOver' : 'watchPaused');
}

function TakeOff({ line: { state, site }, onClick }: { line: WatchLine; onClick: () => void }) {
  if (state === 'on' || state === 'paused') {
    return (
      <button type="button" aria-label={t('watchStop', foreign(site))} onClick={onClick}>
        {t('stop')}
      </button>
    );
  }
  const name = t('watchRemove', foreign(site));
  return (
    <button type="button" class="icon" aria-label={name} title={name} onClick={onClick}>
      <Icon shape={close} size={16} />
    </button>
  );
}

/** Without the permission the number on the toolbar button has to do. */
function Allow({ refused, onAllow }: { refused: boolean; onAllow: () => void }) {
  return (
    <div class="allow">
      <p class="hint">{t(refused ? 'watchRefused' : 'watchAllow')}</p>
      {refused ? null : (
        <button type="button" onClick={onAllow}>
          {t('watchAllowButton')}
        </button>
      )}
    </div>
  );
}
