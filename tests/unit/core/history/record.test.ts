import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asEnded,
  keyOf,
  keyText,
  LATEST,
  lasted,
  tidy,
  toRecord,
} from '../../../../src/core/history/record';
import { anIncident, NOON } from '../../support/samples';
import { anyRecords, aRecord, back, left, MINUTE } from './arbitrary';

describe('an incident as the history keeps it', () => {
  it('has its address redacted, and nothing of the page', () => {
    const record = toRecord(
      anIncident({ address: 'https://jane:pw@shop.example.org/cart?token=abc', probeMisled: true }),
    );
    expect(record).toEqual({
      id: 'request~document',
      site: 'shop.example.org',
      address: 'https://shop.example.org/cart?token=…',
      askedBy: 'get',
      firstSeenAt: NOON,
      lastSeenAt: NOON,
      statuses: [502],
      family: null,
      cause: null,
      tries: { ours: 0, visitors: 0 },
      end: null,
    });
  });

  it('has whole milliseconds, as browsers tell them in fractions', () => {
    const record = toRecord(anIncident({ firstSeenAt: NOON + 0.75, lastSeenAt: NOON + 1.5 }));
    expect([record.firstSeenAt, record.lastSeenAt]).toEqual([NOON, NOON + 1]);
  });

  it('lasts from its first failure to its end', () => {
    expect(lasted(aRecord({ end: back(NOON + 4 * MINUTE) }))).toBe(4 * MINUTE);
    expect(lasted(aRecord())).toBeNull();
  });

  it('never ends before it was last seen, though the clock was set back', () => {
    const record = aRecord({ lastSeenAt: NOON + MINUTE, end: back(NOON - MINUTE) });
    expect(record.end?.at).toBe(NOON + MINUTE);
  });

  it('is told apart by id and time, for browsers count their requests anew with each start', () => {
    const [first, second] = [aRecord({ id: '7~' }), aRecord({ id: '7~', firstSeenAt: NOON + 1 })];
    expect(keyOf(first)).toEqual([NOON, '7~']);
    expect(keyText(keyOf(first))).not.toBe(keyText(keyOf(second)));
  });

  it('ends, where it was open, when it was last seen and in a way that nobody saw', () => {
    expect(asEnded(aRecord({ lastSeenAt: NOON + MINUTE })).end).toEqual({
      how: 'unknown',
      at: NOON + MINUTE,
    });
    expect(asEnded(aRecord({ end: left(NOON) })).end).toEqual(left(NOON));
  });
});

describe('whatever the clock did', () => {
  const time = fc.oneof(fc.double({ noNaN: true }), fc.integer(), fc.constant(LATEST + 1));

  it('times are whole, in order and can be written down; no length is negative', () => {
    fc.assert(
      fc.property(time, time, time, (firstSeenAt, lastSeenAt, at) => {
        const record = tidy({ ...aRecord(), firstSeenAt, lastSeenAt, end: left(at) });
        const times = [record.firstSeenAt, record.lastSeenAt, record.end?.at ?? -1];
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        for (const one of times) {
          expect(Number.isInteger(one) && one >= 0 && one <= LATEST).toBe(true);
        }
        expect(lasted(record)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('tidying what is tidy changes nothing', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const tidied = records.map(tidy);
        expect(tidied.map(tidy)).toEqual(tidied);
      }),
    );
  });
});
