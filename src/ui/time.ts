import { language } from '../platform/i18n';

/** The units that lengths of time are told in, the largest first. */
export const UNITS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
] as const;

/** A length of time in its largest unit, as the language writes it: "4 min". `ms` from 0 up. */
export function duration(ms: number): string {
  const { unit, ms: size } = UNITS.find((candidate) => ms >= candidate.ms) ?? UNITS[3];
  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'short' }).format(
    Math.max(1, Math.round(ms / size)),
  );
}

/** How long ago something was, or when: "5 min. ago", "yesterday", a date beyond a week. Times in ms. */
export function ago(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  if (passed > 7 * UNITS[0].ms) {
    return new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(at);
  }
  const relative = new Intl.RelativeTimeFormat(language(), { numeric: 'auto', style: 'short' });
  const { unit, ms: size } = UNITS.find((candidate) => passed >= candidate.ms) ?? UNITS[3];
  return relative.format(-Math.floor(passed / size), unit);
}

/** How long it is until something, or that it is now: "in 5 min.", "now". Times in ms. */
export function until(at: number, now: number): string {
  const left = Math.max(0, at - now);
  const relative = new Intl.RelativeTimeFormat(language(), { numeric: 'auto', style: 'short' });
  const { unit, ms: size } = UNITS.find((candidate) => left >= candidate.ms) ?? UNITS[3];
  return relative.format(Math.round(left / size), unit);
}

/** A point in time in full, for tooltips and details: date, time and zone. */
export function pointInTime(at: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeStyle: 'long' }).format(at);
}
