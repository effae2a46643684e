import { useState } from 'preact/hooks';
import { foreign, type MessageKey, t } from '../../platform/i18n';
import { type SettingsState, SITE_RULES, type SiteRule } from '../../protocol/settings';
import { Icon } from '../../ui/Icon';
import { close } from '../../ui/icons';

const RULE_WORDS = {
  tries: 'settingsRuleTries',
  'no-tries': 'settingsRuleNoTries',
  'leave-alone': 'settingsRuleLeaveAlone',
} as const satisfies Record<SiteRule, MessageKey>;

export interface SitesProps {
  readonly sites: SettingsState['sites'];
  /** Patterns of sites that the organisation leaves alone. */
  readonly theirs: readonly string[];
  /** What was typed, and its rule. Answers why it was not taken; '' where it was. */
  readonly onAdd: (typed: string, rule: SiteRule) => string;
  /** `rule` null: none of its own any more. */
  readonly onRule: (site: string, rule: SiteRule | null) => void;
}

/** Sites with a rule of their own. */
export function Sites({ sites, theirs, onAdd, onRule }: SitesProps) {
  return (
    <div class="sites">
      <h3 id="sites">{t('settingsSites')}</h3>
      {sites.length === 0 ? <p class="hint">{t('settingsSitesNone')}</p> : null}
      <ul aria-labelledby="sites">
        {sites.map(({ site, rule }) => (
          <li key={site}>
            <bdi>{site}</bdi>
            <select
              name={`rule-${site}`}
              aria-label={t('settingsRuleFor', foreign(site))}
              value={rule}
              onChange={({ currentTarget: { value } }) => onRule(site, value as SiteRule)}
            >
              <Rules chosen={rule} />
            </select>
            <button
              type="button"
              class="icon"
              aria-label={t('settingsSiteRemove', foreign(site))}
              title={t('settingsSiteRemove', foreign(site))}
              onClick={() => onRule(site, null)}
            >
              <Icon shape={close} size={18} />
            </button>
          </li>
        ))}
      </ul>
      <AddSite onAdd={onAdd} />
      <p class="hint">{t('popupSiteHint')}</p>
      {theirs.length === 0 ? null : (
        <>
          <h3 id="theirs">{t('settingsSitesTheirs')}</h3>
          <ul class="theirs" aria-labelledby="theirs">
            {theirs.map((pattern) => (
              <li key={pattern}>
                <bdi>{pattern}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Rules({ chosen }: { chosen: SiteRule }) {
  return (
    <>
      {SITE_RULES.map((rule) => (
        <option key={rule} value={rule} selected={rule === chosen}>
          {t(RULE_WORDS[rule])}
        </option>
      ))}
    </>
  );
}

function AddSite({ onAdd }: Pick<SitesProps, 'onAdd'>) {
  const [typed, setTyped] = useState('');
  const [rule, setRule] = useState<SiteRule>('no-tries');
  const [wrong, setWrong] = useState('');
  return (
    <form
      class="add-site"
      onSubmit={(event) => {
        event.preventDefault();
        const refused = onAdd(typed, rule);
        setWrong(refused);
        if (refused === '') setTyped('');
      }}
    >
      <label class="field">
        <span>{t('historySite')}</span>
        <input
          type="text"
          name="site"
          value={typed}
          inputMode="url"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          dir="ltr"
          aria-invalid={wrong !== ''}
          aria-describedby="site-wrong"
          onInput={({ currentTarget: { value } }) => {
            setTyped(value);
            setWrong('');
          }}
        />
        <small class="error" id="site-wrong" role="alert">
          {wrong}
        </small>
      </label>
      <label class="field">
        <span>{t('settingsSiteRule')}</span>
        <select
          name="rule"
          value={rule}
          onChange={({ currentTarget: { value } }) => setRule(value as SiteRule)}
        >
          <Rules chosen={rule} />
        </select>
      </label>
      <button type="submit">{t('settingsSiteAdd')}</button>
    </form>
  );
}
