import { plural, t } from '../../platform/i18n';
import { OneOf } from '../../ui/Choice';
import type { Choices } from './choices';

export interface TransferProps {
  readonly choices: Choices;
  /** Incidents that the filters show, and in all. */
  readonly shown: number;
  readonly total: number;
  /** How the last import went; '' before the first. */
  readonly imported: string;
  readonly onChoose: (change: Partial<Choices>) => void;
  readonly onSave: (form: 'json' | 'csv') => void;
  readonly onFile: (file: File) => void;
}

/** Out of this device, and in again. */
export function Transfer(props: TransferProps) {
  const { choices, shown, total, imported, onChoose, onSave, onFile } = props;
  return (
    <div class="transfer">
      <p class="aside">{t('historyExportHint')}</p>
      {total > 0 && (
        <>
          <OneOf
            name="export"
            legend={t('historyWhat')}
            value={choices.exportAll ? 'all' : 'shown'}
            options={[
              { value: 'shown', text: plural('historyWhatShown', shown) },
              { value: 'all', text: plural('historyWhatAll', total) },
            ]}
            onChange={(what) => onChoose({ exportAll: what === 'all' })}
          />
          <div class="buttons">
            <button type="button" class="save-json" onClick={() => onSave('json')}>
              {t('historySaveJson')}
            </button>
            <button type="button" class="save-csv" onClick={() => onSave('csv')}>
              {t('historySaveCsv')}
            </button>
          </div>
        </>
      )}
      <div class="buttons">
        <label class="button file">
          <input
            type="file"
            class="visually-hidden"
            accept=".json,application/json"
            onChange={(event) => {
              const input = event.currentTarget;
              const file = input.files?.[0];
              if (file !== undefined) onFile(file);
              // Else the same file, mended, could not be chosen again.
              input.value = '';
            }}
          />
          {t('historyImport')}
        </label>
        <p class="imported" role="status">
          {imported}
        </p>
      </div>
    </div>
  );
}
