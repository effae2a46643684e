import { describe, expect, it } from 'vitest';
import {
  closeLost,
  type HistoryEntry,
  lasted,
  MOST_ENTRIES,
  record,
  toEntry,
} from '../../../../src/core/incidents/history';
import { anIncident, NOON } from '../../support/samples';

const many = (count: number): readonly HistoryEntry[] =>
  Array.from({ length: count }, (_, n) => toEntry(anIncident({ id: String(n) })));

describe('an incident as it is kept', () => {
  it('has its address redacted, and nothing of the page', () => {
    const entry = toEntry(
      anIncident({ address: 'https://jane:pw@shop.example.org/cart?token=abc' }),
    );
    expect(entry.address).toBe('https://shop.example.org/cart?token=…');
    expect(Object.keys(entry).sort()).toEqual(
      [
        'address',
        'askedBy',
        'cause',
        'end',
        'family',
        'firstSeenAt',
        'id',
        'lastSeenAt',
        'site',
        'statuses',
        'tries',
      ].sort(),
    );
  });
});

describe('recording an incident', () => {
  it('adds it as the newest', () => {
    const entries = record(many(2), anIncident({ id: 'new' }));
    expect(entries.map(({ id }) => id)).toEqual(['0', '1', 'new']);
  });

  it('brings its entry up to date, in its place', () => {
    const end = { how: 'recovered', at: NOON + 240_000 } as const;
    const entries = record(many(3), anIncident({ id: '1', end }));
    expect(entries.map(({ id }) => id)).toEqual(['0', '1', '2']);
    expect(entries[1]?.end).toEqual(end);
  });

  it('lets the oldest give way, and never keeps more than there is room for', () => {
    const entries = record(many(MOST_ENTRIES), anIncident({ id: 'new' }));
    expect(entries).toHaveLength(MOST_ENTRIES);
    expect(entries[0]?.id).toBe('1');
    expect(entries.at(-1)?.id).toBe('new');
  });

  it('loses nothing by an update when there is no room left', () => {
    const entries = record(many(MOST_ENTRIES), anIncident({ id: '0', statuses: [503] }));
    expect(entries).toHaveLength(MOST_ENTRIES);
    expect(entries[0]?.statuses).toEqual([503]);
  });

  it('leaves the list that it was given as it was', () => {
    const before = many(2);
    record(before, anIncident({ id: '1', statuses: [503] }));
    expect(before).toEqual(many(2));
  });
});

describe('incidents that were open when the browser ended', () => {
  it('end when they were last seen, in a way that nobody saw', () => {
    const [lost, open] = closeLost(
      [
        toEntry(anIncident({ id: 'lost', lastSeenAt: NOON + 9_000 })),
        toEntry(anIncident({ id: 'open' })),
      ],
      new Set(['open']),
    );
    expect(lost?.end).toEqual({ how: 'unknown', at: NOON + 9_000 });
    expect(open?.end).toBeNull();
  });

  it('keep the end that they have', () => {
    const end = { how: 'left', at: NOON } as const;
    const [ended, lost] = closeLost(
      [toEntry(anIncident({ id: 'ended', end })), toEntry(anIncident({ id: 'lost' }))],
      new Set(),
    );
    expect(ended?.end).toEqual(end);
    expect(lost?.end).not.toBeNull();
  });

  it('are the very same list where there are none, so that nothing is written', () => {
    const entries = many(3);
    expect(closeLost(entries, new Set(['0', '1', '2']))).toBe(entries);
  });
});

describe('how long an incident lasted', () => {
  it('is the time from its first failure to its end', () => {
    const end = { how: 'recovered', at: NOON + 240_000 } as const;
    expect(lasted(toEntry(anIncident({ end })))).toBe(240_000);
  });

  it('is not known while it still fails', () => {
    expect(lasted(toEntry(anIncident()))).toBeNull();
  });

  it('is never negative: the clock may have been set back', () => {
    const end = { how: 'left', at: NOON - 5_000 } as const;
    expect(lasted(toEntry(anIncident({ end })))).toBe(0);
  });
});
