import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../platform/i18n';

export interface TransferProps {
  /** What came of the latest file; '' before the first. */
  readonly said: string;
  readonly onSave: () => void;
  readonly onFile: (file: File) => void;
  readonly onReset: () => void;
}

/** The settings as a whole: out, in, and back to the beginning. */
export function Transfer({ said, onSave, onFile, onReset }: TransferProps) {
  const [asks, setAsks] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  // Once, when the question comes: whoever has gone on from there is not pulled back.
  useEffect(() => {
    if (asks) keep.current?.focus();
  }, [asks]);
  const close = (): void => {
    setAsks(false);
    // What was pressed is gone.
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <section aria-labelledby="transfer">
      <h2 id="transfer">{t('settingsTransfer')}</h2>
      <div class="sheet stack">
        <p class="hint">{t('settingsTransferHint')}</p>
        <div class="buttons">
          <button type="button" class="save" onClick={onSave}>
            {t('settingsExport')}
          </button>
          <label class="button file">
            <input
              type="file"
              class="visually-hidden"
              accept=".json,application/json"
              onChange={({ currentTarget }) => {
                const file = currentTarget.files?.[0];
                if (file !== undefined) onFile(file);
                // Else the same file, mended, could not be chosen again.
                currentTarget.value = '';
              }}
            />
            {t('settingsImport')}
          </label>
          {asks ? null : (
            <button type="button" class="reset" ref={button} onClick={() => setAsks(true)}>
              {t('settingsReset')}
            </button>
          )}
        </div>
        <p class="imported" role="status">
          {said}
        </p>
        {asks ? (
          <fieldset class="question">
            <legend>{t('settingsResetAsk')}</legend>
            <p class="hint">{t('settingsResetHint')}</p>
            <div class="buttons">
              <button type="button" class="primary keep" ref={keep} onClick={close}>
                {t('settingsResetNo')}
              </button>
              <button
                type="button"
                class="yes"
                onClick={() => {
                  onReset();
                  close();
                }}
              >
                {t('settingsResetYes')}
              </button>
            </div>
          </fieldset>
        ) : null}
      </div>
    </section>
  );
}
