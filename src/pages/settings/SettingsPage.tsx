import type { Limits } from '../../core/history/limits';
import {
  APPEARANCES,
  type Appearance,
  STATUS_GROUPS,
  type StatusGroup,
} from '../../core/settings/settings';
import { THEMES, type Theme } from '../../core/settings/theme';
import { foreign, type MessageKey, t } from '../../platform/i18n';
import type { SettingsState, SiteRule } from '../../protocol/settings';
import { Brand } from '../../ui/Brand';
import { Choice } from '../../ui/Choice';
import { Keep } from '../../ui/Keep';
import { Switch } from '../../ui/Switch';
import { Shortcuts, type ShortcutsProps } from './Shortcuts';
import { Sites } from './Sites';
import { Transfer, type TransferProps } from './Transfer';

type Choices = SettingsState['choices'];

export interface SettingsPageProps {
  /** null: the background gave no answer. */
  readonly state: SettingsState | null;
  /** What came of the latest change; '' before the first. */
  readonly said: string;
  /** Whether the visitor has allowed notifications, and whether they, or the browser, just refused. */
  readonly notifications: 'on' | 'off' | 'refused';
  readonly shortcuts: ShortcutsProps;
  readonly transfer: Omit<TransferProps, 'said'> & { readonly said: string };
  readonly onChange: (change: Partial<Choices>) => void;
  /** Resolves to why the site was not taken; '' where it was. */
  readonly onSite: (typed: string, rule: SiteRule) => string;
  readonly onRule: (site: string, rule: SiteRule | null) => void;
  readonly onNotifications: (on: boolean) => void;
  readonly onHistory: () => void;
}

/** Everything that can be chosen. */
export function SettingsPage(props: SettingsPageProps) {
  const { state, said } = props;
  return (
    <>
      <Brand />
      <main>
        <h1 tabIndex={-1}>{t('settingsHeading')}</h1>
        <p class="lead">{t('settingsLead')}</p>
        {state === null ? (
          <p class="sheet notice">{t('popupError')}</p>
        ) : state.state === 'later' ? (
          <p class="sheet notice">{t('settingsLater')}</p>
        ) : (
          <Sections {...props} state={state} />
        )}
      </main>
      {/* Always there: a screen reader is only told what changes in it. */}
      <p class={said === '' ? 'said' : 'said shown'} role="status">
        {said}
      </p>
    </>
  );
}

function Sections(props: SettingsPageProps & { state: SettingsState }) {
  const { state, shortcuts, transfer, onChange } = props;
  const { choices, organisation } = state;
  return (
    <>
      {state.isPrivate ? <p class="sheet notice">{t('popupPrivateSettings')}</p> : null}
      {organisation === null ? null : (
        <div class="sheet notice">
          <p>{t('settingsOrganisation')}</p>
          {organisation.unreadable.length === 0 ? null : (
            <p>{t('settingsPolicyBad', foreign(list(organisation.unreadable)))}</p>
          )}
        </div>
      )}
      <section aria-labelledby="tries">
        <h2 id="tries">{t('settingsTries')}</h2>
        <div class="sheet">
          <Switch
            on={choices.autoRetry}
            hint={t('settingsTriesHint')}
            onChange={(autoRetry) => onChange({ autoRetry })}
          >
            {t('popupAutoRetry')}
          </Switch>
          <Sites
            sites={state.sites}
            theirs={organisation?.leaveAlone ?? []}
            onAdd={props.onSite}
            onRule={props.onRule}
          />
        </div>
      </section>
      <section aria-labelledby="statuses">
        <h2 id="statuses">{t('settingsStatuses')}</h2>
        <div class="sheet">
          <Statuses
            chosen={choices.statuses}
            onChange={(statuses) => onChange({ statuses: [...statuses] })}
          />
        </div>
      </section>
      <section aria-labelledby="appearance">
        <h2 id="appearance">{t('settingsAppearance')}</h2>
        <div class="sheet stack">
          <Appearances
            chosen={choices.appearance}
            onChange={(appearance) => onChange({ appearance })}
          />
          <Switch
            on={choices.standIn && choices.appearance !== 'badge'}
            disabled={choices.appearance === 'badge'}
            onChange={(standIn) => onChange({ standIn })}
          >
            {t('popupStandIn')}
          </Switch>
          <Choice
            name="theme"
            label={t('settingsTheme')}
            value={choices.theme}
            options={THEMES.map((theme) => ({ value: theme, text: t(THEME_WORDS[theme]) }))}
            onChange={(theme) => onChange({ theme })}
          />
        </div>
      </section>
      <section aria-labelledby="history">
        <h2 id="history">{t('settingsHistory')}</h2>
        <div class="sheet stack">
          <History
            history={choices.history}
            onChange={(history) => onChange({ history: { ...choices.history, ...history } })}
          />
          <div class="buttons">
            <button type="button" onClick={props.onHistory}>
              {t('settingsHistoryOpen')}
            </button>
          </div>
        </div>
      </section>
      <section aria-labelledby="notifications">
        <h2 id="notifications">{t('settingsNotifications')}</h2>
        <div class="sheet">
          <Switch
            on={props.notifications === 'on'}
            hint={t(props.notifications === 'refused' ? 'settingsNotifyRefused' : 'watchRefused')}
            onChange={props.onNotifications}
          >
            {t('settingsNotify')}
          </Switch>
        </div>
      </section>
      <Shortcuts {...shortcuts} />
      <Transfer {...transfer} />
    </>
  );
}

/** Names in a row, as the language writes one. */
function list(names: readonly string[]): string {
  return names.join(', ');
}

const STATUS_WORDS = {
  '502': 'settingsStatus502',
  '503': 'settingsStatus503',
  '504': 'settingsStatus504',
  cdn: 'settingsStatusCdn',
  other: 'settingsStatusOther',
} as const satisfies Record<StatusGroup, MessageKey>;

function Statuses({
  chosen,
  onChange,
}: {
  chosen: readonly StatusGroup[];
  onChange: (chosen: readonly StatusGroup[]) => void;
}) {
  return (
    <fieldset>
      <legend class="visually-hidden">{t('settingsStatuses')}</legend>
      {STATUS_GROUPS.map((group) => (
        <label key={group} class="choice">
          <input
            type="checkbox"
            name={`status-${group}`}
            checked={chosen.includes(group)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(
                STATUS_GROUPS.filter((one) => (one === group ? checked : chosen.includes(one))),
              )
            }
          />
          <span>{t(STATUS_WORDS[group])}</span>
        </label>
      ))}
      <p class="hint">{t('settingsStatusesHint')}</p>
    </fieldset>
  );
}

const APPEARANCE_WORDS = {
  card: ['settingsAppearCard', 'settingsAppearCardHint'],
  pill: ['settingsAppearPill', 'settingsAppearPillHint'],
  badge: ['settingsAppearBadge', 'settingsAppearBadgeHint'],
} as const satisfies Record<Appearance, readonly [MessageKey, MessageKey]>;

const THEME_WORDS = {
  system: 'settingsThemeSystem',
  light: 'settingsThemeLight',
  dark: 'settingsThemeDark',
} as const satisfies Record<Theme, MessageKey>;

function Appearances({
  chosen,
  onChange,
}: {
  chosen: Appearance;
  onChange: (chosen: Appearance) => void;
}) {
  return (
    <fieldset>
      <legend class="visually-hidden">{t('settingsAppearance')}</legend>
      {APPEARANCES.map((appearance) => (
        <label key={appearance} class="choice">
          <input
            type="radio"
            name="appearance"
            value={appearance}
            checked={appearance === chosen}
            onChange={() => onChange(appearance)}
          />
          <span>
            {t(APPEARANCE_WORDS[appearance][0])}
            <small class="hint">{t(APPEARANCE_WORDS[appearance][1])}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function History({
  history,
  onChange,
}: {
  history: Choices['history'];
  onChange: (change: { keep: boolean } | Limits) => void;
}) {
  return (
    <>
      <Switch on={history.keep} onChange={(keep) => onChange({ keep })}>
        {t('settingsHistoryOn')}
      </Switch>
      {history.keep ? (
        <Keep limits={history} onKeep={({ days, incidents }) => onChange({ days, incidents })} />
      ) : (
        <p class="hint">{t('settingsHistoryOff')}</p>
      )}
    </>
  );
}
