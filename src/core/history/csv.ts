import { toPortable } from './portable';
import { type IncidentRecord, lasted } from './record';

const COLUMNS = [
  'site',
  'address',
  'firstSeen',
  'lastSeen',
  'statuses',
  'gateway',
  'cause',
  'triesOurs',
  'triesVisitors',
  'end',
  'endedAt',
  'secondsToRecovery',
] as const;

/** Tells spreadsheets that the file is UTF-8: without it, Excel garbles every cut in an address. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What a spreadsheet would run, also where it trims blanks or quotes first. The full-width forms
 * count: some East Asian versions take them for the plain ones (OWASP, CSV injection).
 */
const RUNS = /^[\s"']*[=+\-@＝＋－＠]|^["' ]*[\t\r\n\0]/;

/**
 * The history as a table for spreadsheets (RFC 4180, with a byte order mark): one incident a row, in
 * the order given. Not meant to be read back: cells that a spreadsheet would run have an apostrophe
 * before them. `secondsToRecovery` is empty unless the site was seen to come back.
 */
export function toCsv(records: readonly IncidentRecord[]): string {
  const rows = [COLUMNS, ...records.map(rowOf)];
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** One cell, made harmless and quoted where it needs to be. */
export function cell(text: string): string {
  const harmless = RUNS.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function rowOf(record: IncidentRecord): readonly string[] {
  const { site, address, firstSeen, lastSeen, statuses, gateway, cause, tries, end } =
    toPortable(record);
  const time = end?.how === 'recovered' ? lasted(record) : null;
  return [
    site,
    address,
    firstSeen,
    lastSeen,
    statuses.join(' '),
    gateway ?? '',
    cause ?? '',
    String(tries.ours),
    String(tries.visitors),
    end?.how ?? '',
    end?.at ?? '',
    time === null ? '' : String(Math.round(time / 1_000)),
  ];
}
