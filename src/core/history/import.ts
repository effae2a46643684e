import type { EpochMs } from '../incidents/incident';
import { type Place, syntaxErrorIn } from './json-place';
import { keptSince, type Limits, MOST } from './limits';
import { BadValue, FORMAT, fieldsOf, fromPortable, listOf, VERSION, type Wrong } from './portable';
import { asEnded, type IncidentRecord, keyOf, keyText } from './record';

/** Why a file is not taken. */
export type ImportProblem =
  /** Longer than MOST_CHARACTERS. */
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-json'; readonly place: Place }
  /** JSON, of something else. */
  | { readonly kind: 'not-a-history' }
  /** Written by a later Backsoon. */
  | { readonly kind: 'later-version'; readonly version: number }
  | { readonly kind: 'too-many'; readonly most: number }
  /** `path` names the place in the file: `incidents[12].firstSeen`. */
  | { readonly kind: 'bad-value'; readonly path: string; readonly wrong: Wrong };

/** All of a file or nothing of it. */
export type ImportReading =
  | { readonly kind: 'good'; readonly records: readonly IncidentRecord[] }
  | { readonly kind: 'bad'; readonly problem: ImportProblem };

/** Incidents in one file: as many as may ever be kept. */
export const MOST_IMPORTED = MOST.incidents;

/**
 * Characters of a file: as many of the longest incidents that Backsoon writes (1,600) have room. Look
 * at the file's size before it is read, too: in UTF-8 no character has less than a byte.
 */
export const MOST_CHARACTERS = 32 * 1_024 * 1_024;

/**
 * Reads an exported history. Never throws, whatever the text is. What was open when it was written is
 * not open here: it ends when it was last seen, in a way that nobody saw.
 */
export function readImport(text: string, now: EpochMs): ImportReading {
  if (text.length > MOST_CHARACTERS) return bad({ kind: 'too-large' });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const place = syntaxErrorIn(text);
    // JSON all the same, and the parser had no room for it.
    return bad(place === null ? { kind: 'too-large' } : { kind: 'not-json', place });
  }
  try {
    return readDocument(value, now);
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    return bad({ kind: 'bad-value', path: error.path, wrong: error.wrong });
  }
}

/** What an import comes to. */
export interface Merge {
  readonly add: readonly IncidentRecord[];
  /** Incidents of the file that are there already, or twice in it. */
  readonly known: number;
  /** Incidents of the file that are older than what is kept. */
  readonly tooOld: number;
}

/**
 * What to add of an import. What is there stays as it is: this device saw it itself.
 *
 * @param known the keys of all incidents that are there, by `keyText`
 */
export function merge(
  records: readonly IncidentRecord[],
  known: ReadonlySet<string>,
  limits: Limits,
  now: EpochMs,
): Merge {
  const since = keptSince(limits, now);
  const kept = records.filter(({ firstSeenAt }) => firstSeenAt >= since);
  const add = new Map<string, IncidentRecord>();
  for (const record of kept) {
    const key = keyText(keyOf(record));
    if (!known.has(key) && !add.has(key)) add.set(key, record);
  }
  return {
    add: [...add.values()],
    known: kept.length - add.size,
    tooOld: records.length - kept.length,
  };
}

function readDocument(value: unknown, now: EpochMs): ImportReading {
  if (!isHistory(value)) return bad({ kind: 'not-a-history' });
  const document = fieldsOf(value, '');
  const { value: version } = document('version');
  if (!Number.isSafeInteger(version) || Number(version) < 1) {
    throw new BadValue('version', 'not-known');
  }
  if (Number(version) > VERSION) {
    return bad({ kind: 'later-version', version: Number(version) });
  }
  const incidents = listOf(document('incidents'));
  if (incidents.length > MOST_IMPORTED) return bad({ kind: 'too-many', most: MOST_IMPORTED });
  const records = incidents.map((incident, at) =>
    asEnded(fromPortable(incident, `incidents[${at}]`, now)),
  );
  return { kind: 'good', records };
}

function isHistory(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT
  );
}

function bad(problem: ImportProblem): ImportReading {
  return { kind: 'bad', problem };
}
