import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import schema from '../../../../docs/history.schema.json';
import { toJson } from '../../../../src/core/history/export';
import { MOST_IMPORTED, readImport } from '../../../../src/core/history/import';
import { FORMAT, toPortable, VERSION, type Wrong } from '../../../../src/core/history/portable';
import { NOON } from '../../support/samples';
import { anyKept, aRecord, back, DAY, MINUTE } from './arbitrary';

/** A day that there is: the rest of the form is the schema's pattern. */
function isDateTime(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === text.slice(0, 19);
}

const ajv = new Ajv2020({ allowUnionTypes: true, formats: { 'date-time': isDateTime } });
const fits = ajv.compile(schema);

/** What the schema's description says to be beyond it. */
const BEYOND: readonly Wrong[] = [
  'not-its-site',
  'too-early',
  'in-the-future',
  // A host that no parser takes.
  'not-an-address',
];

const ENTRY = toPortable(aRecord({ family: 'nginx', cause: 'timeout', end: back(NOON + MINUTE) }));

describe('the schema of an exported history', () => {
  it('names the format, its version and the most that is read', () => {
    expect(schema.properties.format.const).toBe(FORMAT);
    expect(schema.properties.version.const).toBe(VERSION);
    expect(schema.properties.incidents.maxItems).toBe(MOST_IMPORTED);
  });

  it('names each part of an incident, and requires each', () => {
    const names = Object.keys(ENTRY).toSorted();
    expect(Object.keys(schema.$defs.incident.properties).toSorted()).toEqual(names);
    expect(schema.$defs.incident.required.toSorted()).toEqual(names);
  });

  it('fits all that is exported', () => {
    fc.assert(
      fc.property(fc.array(anyKept, { maxLength: 8 }), (records) => {
        fits(JSON.parse(toJson(records)));
        expect(fits.errors ?? []).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  const values = fc.oneof(
    fc.anything(),
    fc.integer({ min: -1, max: 1_001 }),
    fc.array(fc.integer({ min: 99, max: 1_000 }), { maxLength: 12 }),
    fc.webUrl(),
    fc.constantFrom('', 'nginx', 'NGINX', 'get', 'http:', 'https://[', 'HTTPS://a.example/', 'a b'),
    fc.constantFrom('2026-11-20T10:00:00Z', '2026-02-30T10:00:00Z', '2026-11-20T25:00:00Z'),
    fc.record({ ours: fc.anything(), visitors: fc.nat() }),
    fc.record({
      how: fc.constantFrom('recovered', 'gone'),
      at: fc.constantFrom('2026-11-20T10:05:00Z', 'soon', null),
    }),
  );
  const mutated = fc.record({
    name: fc.constantFrom(...Object.keys(ENTRY), 'other'),
    value: fc.option(values, { nil: undefined, freq: 10 }),
  });

  it('fits what is read and nothing that is refused, but for what it says to be beyond it', () => {
    fc.assert(
      fc.property(mutated, ({ name, value }) => {
        const text = JSON.stringify({
          format: FORMAT,
          version: VERSION,
          incidents: [ENTRY, { ...ENTRY, [name]: value }],
        });
        const reading = readImport(text, NOON + DAY);
        const isGood = fits(JSON.parse(text));
        if (reading.kind === 'good') expect([isGood, text]).toEqual([true, text]);
        else if (isGood) {
          expect(reading.problem).toMatchObject({ kind: 'bad-value' });
          if (reading.problem.kind === 'bad-value') expect(BEYOND).toContain(reading.problem.wrong);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('refuses what the reader refuses of the whole', () => {
    const whole = { format: FORMAT, version: VERSION, incidents: [] };
    expect(fits(whole)).toBe(true);
    expect(fits({ ...whole, format: 'other' })).toBe(false);
    expect(fits({ ...whole, version: 2 })).toBe(false);
    expect(fits({ ...whole, incidents: {} })).toBe(false);
    expect(fits([])).toBe(false);
  });
});
