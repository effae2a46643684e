import { DEFAULT_LIMITS, LEAST, type Limits, MOST } from '../core/history/limits';
import { language, plural, t } from '../platform/i18n';
import { Choice } from './Choice';

const DAYS = [LEAST.days, 30, DEFAULT_LIMITS.days, 180, MOST.days];
const INCIDENTS = [LEAST.incidents, 1_000, DEFAULT_LIMITS.incidents, MOST.incidents];

/** How much is kept; what is older, or more, is deleted. */
export function Keep({ limits, onKeep }: { limits: Limits; onKeep: (limits: Limits) => void }) {
  const { days, incidents } = limits;
  return (
    <fieldset class="keep">
      <legend>{t('historyKeep')}</legend>
      <Choice
        name="days"
        label={t('historyKeepDays')}
        value={String(days)}
        options={among(DAYS, days).map((one) => ({
          value: String(one),
          text: daysText(one),
        }))}
        onChange={(chosen) => onKeep({ days: Number(chosen), incidents })}
      />
      <Choice
        name="incidents"
        label={t('historyKeepIncidents')}
        value={String(incidents)}
        options={among(INCIDENTS, incidents).map((one) => ({
          value: String(one),
          text: plural('historyCount', one),
        }))}
        onChange={(chosen) => onKeep({ days, incidents: Number(chosen) })}
      />
    </fieldset>
  );
}

/** The choices, with the one that holds among them whatever it is. */
function among(choices: readonly number[], current: number): readonly number[] {
  return [...new Set([...choices, current])].sort((a, b) => a - b);
}

function daysText(days: number): string {
  const format = { style: 'unit', unit: 'day', unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(language(), format).format(days);
}
