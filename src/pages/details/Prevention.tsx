import { type MessageKey, t } from '../../platform/i18n';

const MEASURES: readonly MessageKey[] = [
  'detailsPreventCapacity',
  'detailsPreventHealth',
  'detailsPreventTimeouts',
  'detailsPreventMonitoring',
  'detailsPreventMaintenance',
  'detailsPreventSpeed',
  'detailsPreventTell',
];

/** K71: what makes the next failure rarer and shorter. */
export function Prevention() {
  return (
    <ul class="points">
      {MEASURES.map((measure) => (
        <li key={measure}>{t(measure)}</li>
      ))}
    </ul>
  );
}
