import { plural, t } from '../../platform/i18n';

/** What just happened. `undo`: names what can still be taken back; null where nothing can. */
export type Said =
  | { readonly kind: 'deleted'; readonly count: number; readonly undo: string | null }
  | { readonly kind: 'undone'; readonly count: number }
  | { readonly kind: 'too-late' }
  | { readonly kind: 'failed' };

/** Says what just happened, for a while, and lets it be undone. */
export function Toast({ said, onUndo }: { said: Said | null; onUndo: (token: string) => void }) {
  const undo = said?.kind === 'deleted' ? said.undo : null;
  return (
    <div class={said === null ? 'toast' : 'toast shown'}>
      {/* Always there: a screen reader is only told what changes in it. */}
      <p role="status">{said === null ? '' : textOf(said)}</p>
      {undo !== null && (
        <button type="button" class="undo" onClick={() => onUndo(undo)}>
          {t('historyUndo')}
        </button>
      )}
    </div>
  );
}

function textOf(said: Said): string {
  switch (said.kind) {
    case 'deleted':
      return plural('historyDeleted', said.count);
    case 'undone':
      return plural('historyUndone', said.count);
    case 'too-late':
      return t('historyTooLate');
    case 'failed':
      return t('historyFailed');
  }
}
