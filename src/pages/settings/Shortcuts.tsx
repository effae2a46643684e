import type { Shortcut } from '../../platform/commands';
import { type MessageKey, t } from '../../platform/i18n';

const WORDS = {
  popup: 'commandPopup',
  'try-now': 'commandTryNow',
  'open-history': 'commandHistory',
} as const satisfies Record<Shortcut['command'], MessageKey>;

export interface ShortcutsProps {
  readonly all: readonly Shortcut[];
  /** The browser's own page of shortcuts could not be opened. */
  readonly isClosed: boolean;
  readonly onChange: () => void;
}

/** The keys as the browser has them: it alone can change them. */
export function Shortcuts({ all, isClosed, onChange }: ShortcutsProps) {
  // A browser that has no keys for extensions (Firefox for Android).
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="shortcuts">
      <h2 id="shortcuts">{t('settingsShortcuts')}</h2>
      <div class="sheet stack">
        <dl class="shortcuts">
          {all.map(({ command, keys }) => (
            <div key={command}>
              <dt>{t(WORDS[command])}</dt>
              <dd>{keys === '' ? t('settingsShortcutNone') : <kbd>{keys}</kbd>}</dd>
            </div>
          ))}
        </dl>
        <div class="buttons">
          <button type="button" class="change-shortcuts" onClick={onChange}>
            {t('settingsShortcutsChange')}
          </button>
        </div>
        <p class="hint" role="status">
          {isClosed ? t('settingsShortcutsWhere') : ''}
        </p>
      </div>
    </section>
  );
}
