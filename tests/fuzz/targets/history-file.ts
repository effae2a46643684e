import fc from 'fast-check';
import { toJson } from '../../../src/core/history/export';
import { type ImportProblem, merge, readImport } from '../../../src/core/history/import';
import { DEFAULT_LIMITS, keptSince } from '../../../src/core/history/limits';
import { asEnded, keyOf, keyText, LATEST, toRecord } from '../../../src/core/history/record';
import { anyKept } from '../../unit/core/history/arbitrary';
import { anIncident, NOON } from '../../unit/support/samples';
import { assert } from '../assert';
import { mutatedJson, mutatedText } from '../mutations';
import { assertPlace, fieldAt } from '../places';
import { type Json, target } from '../target';
import { anyText } from './pieces';

/** Addresses as Backsoon writes them, and as somebody else may have. */
const anyWritten = fc
  .tuple(anyKept, fc.constantFrom('', '', '?token=abcdef', '#top', '?q=1;sid=abcdef'))
  .map(([record, more]) => ({ ...record, address: record.address + more }));

const exported = fc.array(anyWritten, { minLength: 1, maxLength: 4 }).map(toJson);

const PIECES = fc.oneof(
  anyText,
  fc.constantFrom(...['{', '}', '[', ']', ',', ':', '"', '\\', '\\u', '0', '1e999', 'null', '\n']),
  fc.constantFrom('"version":2', '"__proto__":', '"incidents":', '"2026-02-30T10:00:00Z"'),
);

const anyFile = fc.oneof(
  mutatedText(exported, PIECES),
  mutatedJson(exported.map((text) => JSON.parse(text) as Json)).map((value) =>
    JSON.stringify(value),
  ),
  fc.json(),
);

/** Whatever the file: all of it or nothing, with a place in it; and what is good is as if made here. */
export const historyFile = target('history-file', anyFile, (text) => {
  const reading = readImport(text, NOON);
  if (reading.kind === 'bad') {
    assertTold(reading.problem, text);
    return;
  }
  const { records } = reading;
  assert.equal(records.length, JSON.parse(text).incidents.length, 'something was lost');
  for (const record of records) {
    assert.deepEqual(toRecord(anIncident(record)), record);
    assert(record.end !== null && record.end.at <= LATEST);
  }
  assert.deepEqual(readImport(toJson(records), NOON), reading, 'not the same the second time');
  const merged = merge(records, new Set(), DEFAULT_LIMITS, NOON);
  assert.equal(merged.add.length + merged.known + merged.tooOld, records.length);
  const keys = new Set(merged.add.map((record) => keyText(keyOf(record))));
  assert.equal(keys.size, merged.add.length, 'twice in the store');
  const since = keptSince(DEFAULT_LIMITS, NOON);
  assert(merged.add.every(({ firstSeenAt }) => firstSeenAt >= since));
});

function assertTold(problem: ImportProblem, text: string): void {
  if (problem.kind === 'not-json') assertPlace(problem.place, text);
  if (problem.kind !== 'bad-value') return;
  const { path, wrong } = problem;
  const { isThere } = fieldAt(JSON.parse(text), path);
  assert.equal(isThere, wrong !== 'missing', `${path}: ${wrong}`);
}

/** What Backsoon writes comes back as it was; only what was open has ended, as nobody saw. */
export const historyRoundTrip = target(
  'history-round-trip',
  fc.array(anyKept, { maxLength: 6 }),
  (records) => {
    assert.deepEqual(readImport(toJson(records), NOON), {
      kind: 'good',
      records: records.map(asEnded),
    });
  },
);
