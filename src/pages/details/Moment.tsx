import { language } from '../../platform/i18n';

/** A point in time (ms since the epoch) with date, time and zone, as the visitor's language writes it. */
export function Moment({ at }: { at: number }) {
  const shown = new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeStyle: 'long' });
  return <time dateTime={new Date(at).toISOString()}>{shown.format(at)}</time>;
}
