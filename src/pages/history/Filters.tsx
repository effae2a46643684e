import { foreign, t } from '../../platform/i18n';
import { Choice, OneOf } from '../../ui/Choice';
import type { Choices } from './choices';
import { periodText } from './formats';
import { PERIODS } from './period';
import type { Known } from './sight';
import { gatewayName } from './words';

interface FiltersProps {
  readonly choices: Choices;
  readonly known: Known;
  readonly onChoose: (change: Partial<Choices>) => void;
}

/** What of the history is shown: everything on the page goes by it. */
export function Filters({ choices, known, onChoose }: FiltersProps) {
  const { period, search, status, family } = choices;
  return (
    <search class="filters" aria-label={t('historyFilters')}>
      <OneOf
        name="period"
        legend={t('historyPeriod')}
        value={period}
        options={PERIODS.map((one) => ({ value: one, text: periodText(one) }))}
        onChange={(chosen) => onChoose({ period: chosen })}
      />
      <label class="field words">
        <span>{t('historySearch')}</span>
        <input
          type="search"
          name="search"
          dir="auto"
          spellcheck={false}
          autocomplete="off"
          maxLength={200}
          value={search}
          onInput={(event) => onChoose({ search: event.currentTarget.value })}
        />
      </label>
      <Choice
        name="status"
        label={t('historyStatus')}
        value={status === null ? '' : String(status)}
        options={[
          { value: '', text: t('historyAnyStatus') },
          ...known.statuses.map((one) => ({ value: String(one), text: String(one) })),
        ]}
        onChange={(chosen) => onChoose({ status: chosen === '' ? null : Number(chosen) })}
      />
      <Choice
        name="gateway"
        label={t('detailsGateway')}
        value={family ?? ''}
        options={[
          { value: '', text: t('historyAnyGateway') },
          ...known.families.map((one) => ({ value: one, text: foreign(gatewayName(one)) })),
        ]}
        onChange={(chosen) => onChoose({ family: chosen === '' ? null : chosen })}
      />
    </search>
  );
}
