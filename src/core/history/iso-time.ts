import type { EpochMs } from '../incidents/incident';

/**
 * Points in time as files have them: ISO 8601 in UTC, from the year 1970 to 9999. Reckoned here, for
 * what the engines' own parsers take differs, and some read 30 February as 2 March.
 */

const DAY_MS = 86_400_000;
/** Days of 400 years, after which the Gregorian calendar repeats itself. */
const ERA = 146_097;
/** Days from 1 March of the year 0 to 1 January 1970. */
const TO_EPOCH = 719_468;

/** `2026-11-20T10:00:00.000Z`. `at`: whole milliseconds from 0 to LATEST. */
export function toIso(at: EpochMs): string {
  const day = Math.floor(at / DAY_MS);
  const ms = at - day * DAY_MS;
  const time = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1_000) % 60].map((part) =>
    digits(part, 2),
  );
  return `${isoDate(day)}T${time.join(':')}.${digits(ms % 1_000, 3)}Z`;
}

/** `2026-11-20`, from the days since 1 January 1970. */
export function isoDate(day: number): string {
  // Years that begin in March have their odd day at the end, and months in a pattern of 153 days for
  // five (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  const days = day + TO_EPOCH;
  const era = Math.floor(days / ERA);
  const ofEra = days - era * ERA;
  const years = Math.floor(
    (ofEra -
      Math.floor(ofEra / 1_460) +
      Math.floor(ofEra / 36_524) -
      Math.floor(ofEra / (ERA - 1))) /
      365,
  );
  const ofYear = ofEra - daysBefore(years);
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = era * 400 + years + (month <= 2 ? 1 : 0);
  const date = ofYear - daysBeforeMonth(fromMarch) + 1;
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)}`;
}

const ISO_UTC =
  /^(?<date>(?<year>(?:19[7-9]|[2-9]\d\d)\d)-(?<month>0[1-9]|1[0-2])-(?<day>[0-3]\d))T(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d):(?<second>[0-5]\d)(?:\.(?<fraction>\d{1,3}))?Z$/;

/** Reads what `toIso` writes, with or without a fraction; null for anything else. */
export function fromIso(text: string): EpochMs | null {
  const parts = ISO_UTC.exec(text)?.groups;
  if (parts === undefined) return null;
  const day = dayOf(Number(parts.year), Number(parts.month), Number(parts.day));
  if (isoDate(day) !== parts.date) return null;
  const minutes = Number(parts.hour) * 60 + Number(parts.minute);
  const seconds = minutes * 60 + Number(parts.second);
  const at = day * DAY_MS + seconds * 1_000 + Number((parts.fraction ?? '').padEnd(3, '0'));
  return at;
}

/** Days since 1 January 1970. */
function dayOf(year: number, month: number, date: number): number {
  const fromMarch = (month + 9) % 12;
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const ofEra = daysBefore(marchYear - era * 400) + daysBeforeMonth(fromMarch) + date - 1;
  return era * ERA + ofEra - TO_EPOCH;
}

/** Days in so many years of an era, from March to March. */
function daysBefore(years: number): number {
  return 365 * years + Math.floor(years / 4) - Math.floor(years / 100);
}

/** Days from 1 March to the first of a month; March is 0. */
function daysBeforeMonth(fromMarch: number): number {
  return Math.floor((153 * fromMarch + 2) / 5);
}

function digits(value: number, length: number): string {
  return String(Math.floor(value)).padStart(length, '0');
}
