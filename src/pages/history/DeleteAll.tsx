import { plural, t } from '../../platform/i18n';

interface DeleteAllProps {
  readonly total: number;
  readonly onConfirm: () => void;
}

/** Asks once before everything is deleted; opened with `showModal`, so that Escape keeps it all. */
export function DeleteAll({ total, onConfirm }: DeleteAllProps) {
  return (
    <dialog id="delete-all" aria-labelledby="delete-all-name" aria-describedby="delete-all-hint">
      <form method="dialog">
        <h2 id="delete-all-name">{plural('historyDeleteAllAsk', total)}</h2>
        <p id="delete-all-hint">{t('historyDeleteAllHint')}</p>
        <div class="buttons">
          <button type="submit">{t('historyKeepThem')}</button>
          <button type="submit" class="primary" onClick={onConfirm}>
            {t('historyDeleteAllYes')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
