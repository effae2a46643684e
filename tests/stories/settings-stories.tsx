import type { VNode } from 'preact';
import { DEFAULTS } from '../../src/core/settings/settings';
import { SettingsPage, type SettingsPageProps } from '../../src/pages/settings/SettingsPage';
import { t } from '../../src/platform/i18n';
import type { SettingsState } from '../../src/protocol/settings';

const nothing = (): void => undefined;

const { sites: _, ...CHOICES } = DEFAULTS;

const STATE: SettingsState = {
  state: 'good',
  isPrivate: false,
  choices: { ...CHOICES, statuses: [...CHOICES.statuses] },
  sites: [],
  own: {},
  organisation: null,
};

const SITES: SettingsState['sites'] = [
  { site: 'intranet.example.org', rule: 'leave-alone' },
  { site: 'shop.example.org', rule: 'no-tries' },
  { site: `${'a-very-long-label-'.repeat(6)}.example.org`, rule: 'tries' },
];

const settings = (
  change: Partial<SettingsState>,
  props: Partial<SettingsPageProps> = {},
): VNode => (
  <SettingsPage
    state={{ ...STATE, ...change }}
    said=""
    notifications="off"
    shortcuts={{
      all: [
        { command: 'popup', keys: '' },
        { command: 'try-now', keys: 'Alt+Shift+Y' },
        { command: 'open-history', keys: 'Alt+Shift+H' },
      ],
      isClosed: false,
      onChange: nothing,
    }}
    transfer={{ said: '', onSave: nothing, onFile: nothing, onReset: nothing }}
    onChange={nothing}
    onSite={() => ''}
    onRule={nothing}
    onNotifications={nothing}
    onHistory={nothing}
    {...props}
  />
);

/** The page with all settings. */
export const SETTINGS_STORIES: Readonly<Record<string, () => VNode>> = {
  'settings-first': () => settings({}),
  'settings-chosen': () =>
    settings(
      {
        choices: {
          ...STATE.choices,
          autoRetry: false,
          statuses: ['502', '504'],
          appearance: 'badge',
          theme: 'dark',
          history: { ...STATE.choices.history, keep: false },
        },
        sites: SITES,
      },
      { said: t('settingsSaved'), notifications: 'on' },
    ),
  'settings-organisation': () =>
    settings({
      sites: SITES,
      organisation: {
        leaveAlone: ['intranet.example', '*.corp.example'],
        unreadable: ['help.link', 'defaults.appearance'],
      },
    }),
  'settings-private': () => settings({ isPrivate: true }),
  'settings-refused': () => settings({}, { notifications: 'refused' }),
  'settings-later': () => settings({ state: 'later' }),
  'settings-unanswered': () => settings({}, { state: null }),
};
