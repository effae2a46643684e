import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  foldOutages,
  JOIN_MS,
  knownUntil,
  type Outage,
  recoveryTime,
  UNWATCHED_MS,
} from '../../../../src/core/history/outage';
import { type IncidentRecord, tidy, toRecord } from '../../../../src/core/history/record';
import { fold, type IncidentEvent } from '../../../../src/core/incidents/fold';
import type { Incident } from '../../../../src/core/incidents/incident';
import { NOON } from '../../support/samples';
import { anyRecords, aRecord, back, DAY, HOUR, left, MINUTE } from './arbitrary';

/** The one outage that these incidents make. */
function theOutage(...records: readonly IncidentRecord[]): Outage {
  const [outage, ...more] = foldOutages(records);
  if (outage === undefined || more.length > 0) throw new Error('They make no single outage.');
  return outage;
}

describe('an outage of a site', () => {
  it('is one incident, where there was one', () => {
    const record = aRecord({ family: 'nginx', cause: 'timeout', end: back(NOON + MINUTE) });
    expect(foldOutages([record])).toEqual([
      {
        site: 'shop.example.org',
        firstSeenAt: NOON,
        lastSeenAt: NOON,
        end: back(NOON + MINUTE),
        statuses: [502],
        families: ['nginx'],
        causes: ['timeout'],
        tries: { ours: 0, visitors: 0 },
        incidents: [record],
      },
    ]);
  });

  it('takes in the tabs that failed at the same time', () => {
    const outage = theOutage(
      aRecord({ id: '1~', tries: { ours: 3, visitors: 1 }, end: back(NOON + 4 * MINUTE) }),
      aRecord({
        id: '2~',
        firstSeenAt: NOON + MINUTE,
        statuses: [503, 502],
        family: 'nginx',
        tries: { ours: 2, visitors: 0 },
        end: back(NOON + 5 * MINUTE),
      }),
    );
    expect(outage).toMatchObject({
      firstSeenAt: NOON,
      end: back(NOON + 5 * MINUTE),
      statuses: [502, 503],
      families: ['nginx'],
      tries: { ours: 5, visitors: 1 },
    });
  });

  it('goes on when a tab was left and the site fails again soon after', () => {
    const again = aRecord({
      id: '2~',
      firstSeenAt: NOON + JOIN_MS,
      end: back(NOON + JOIN_MS + MINUTE),
    });
    const outage = theOutage(aRecord({ id: '1~', end: left(NOON + MINUTE) }), again);
    expect(recoveryTime(outage)).toBe(JOIN_MS + MINUTE);
  });

  it('does not go on when the site fails again much later', () => {
    const later = aRecord({ id: '2~', firstSeenAt: NOON + JOIN_MS + 1 });
    expect(foldOutages([aRecord({ id: '1~', end: left(NOON + DAY) }), later])).toHaveLength(2);
  });

  it('is over with a recovery: a failure after it begins another one', () => {
    const again = aRecord({ id: '2~', firstSeenAt: NOON + MINUTE + 1 });
    expect(foldOutages([aRecord({ id: '1~', end: back(NOON + MINUTE) }), again])).toHaveLength(2);
  });

  it('has recovered though another tab was closed before', () => {
    const closed = aRecord({ id: '2~', firstSeenAt: NOON + 1, end: left(NOON + MINUTE) });
    expect(theOutage(aRecord({ id: '1~', end: back(NOON + 2 * MINUTE) }), closed).end).toEqual(
      back(NOON + 2 * MINUTE),
    );
  });

  it('has not recovered where another address failed later than that', () => {
    const other = aRecord({
      id: '2~',
      firstSeenAt: NOON + 1,
      lastSeenAt: NOON + 3 * MINUTE,
      end: left(NOON + 4 * MINUTE),
    });
    expect(theOutage(aRecord({ id: '1~', end: back(NOON + 2 * MINUTE) }), other).end).toEqual(
      left(NOON + 4 * MINUTE),
    );
  });

  it('ends as the last of its incidents did, of two at once as the one that was left', () => {
    const lost = { how: 'unknown', at: NOON + 2 * MINUTE } as const;
    const endsWith = (at: number) =>
      theOutage(aRecord({ id: '1~', end: left(at) }), aRecord({ id: '2~', end: lost })).end;
    expect(endsWith(NOON + MINUTE)).toEqual(lost);
    expect(endsWith(lost.at)).toEqual(left(lost.at));
  });

  it('is open as long as one of its tabs fails', () => {
    const open = aRecord({ id: '2~', firstSeenAt: NOON + 1 });
    expect(theOutage(aRecord({ id: '1~', end: back(NOON + MINUTE) }), open).end).toBeNull();
  });

  it('is of one site alone', () => {
    const other = aRecord({ site: 'other.example' });
    expect(foldOutages([aRecord(), other]).map(({ site }) => site)).toEqual([
      'other.example',
      'shop.example.org',
    ]);
  });

  it('has no time to recovery where it was left', () => {
    expect(recoveryTime(theOutage(aRecord({ end: left(NOON + MINUTE) })))).toBeNull();
  });

  it('has none either where nobody looked for hours before it was seen to be back', () => {
    const seen = (at: number) => theOutage(aRecord({ lastSeenAt: NOON + HOUR, end: back(at) }));
    expect(recoveryTime(seen(NOON + HOUR + UNWATCHED_MS))).toBe(HOUR + UNWATCHED_MS);
    expect(recoveryTime(seen(NOON + HOUR + UNWATCHED_MS + 1))).toBeNull();
  });

  it('lasted as long as it is known to, and an open one until now', () => {
    const now = NOON + DAY;
    const record = aRecord({ lastSeenAt: NOON + MINUTE });
    expect(knownUntil(theOutage(record), now)).toBe(now);
    expect(knownUntil(theOutage({ ...record, end: left(NOON + HOUR) }), now)).toBe(NOON + MINUTE);
    expect(knownUntil(theOutage({ ...record, end: back(NOON + HOUR) }), now)).toBe(NOON + HOUR);
  });

  it('does not end before it began where the clock was set back', () => {
    expect(knownUntil(theOutage(aRecord()), NOON - DAY)).toBe(NOON);
  });
});

/** What may happen in one tab, as the incidents that come of it. */
const aTab: fc.Arbitrary<IncidentRecord[]> = fc
  .array(
    fc.oneof(
      fc.record({
        kind: fc.constant('failed' as const),
        at: fc.integer({ min: NOON, max: NOON + DAY }),
        id: fc.uuid(),
        address: fc.constantFrom('https://a.example/', 'https://a.example/b', 'https://b.example/'),
        askedBy: fc.constant('get' as const),
        status: fc.integer({ min: 500, max: 530 }),
        triedBy: fc.constantFrom('us', 'visitor', null),
      }),
      fc.record({
        kind: fc.constant('ended' as const),
        end: fc.record({
          how: fc.constantFrom('recovered', 'left', 'unknown'),
          at: fc.integer({ min: NOON, max: NOON + DAY }),
        }),
      }),
    ),
    { maxLength: 30 },
  )
  .map((events: IncidentEvent[]) => {
    const incidents = new Map<string, Incident>();
    events.reduce<Incident | null>((before, event) => {
      const after = fold(before, event);
      if (after !== null) incidents.set(after.id, after);
      return after;
    }, null);
    return [...incidents.values()].map(toRecord);
  });

const often = { numRuns: 300 };
const anyHistory = fc.oneof(
  anyRecords,
  fc.array(aTab, { maxLength: 6 }).map((tabs) => tabs.flat()),
);

describe('whatever happened', () => {
  it('each incident is in one outage, of its own site', () => {
    fc.assert(
      fc.property(anyHistory, (records) => {
        const outages = foldOutages(records);
        const inside = outages.flatMap(({ incidents }) => incidents.map(({ id }) => id));
        expect(inside.toSorted()).toEqual(records.map(({ id }) => id).toSorted());
        for (const { site, incidents } of outages) {
          expect(new Set(incidents.map((one) => one.site))).toEqual(new Set([site]));
        }
      }),
      often,
    );
  });

  it('the outages are the same in whatever order the incidents come', () => {
    const shuffled = anyHistory.chain((records) =>
      fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
    );
    fc.assert(
      fc.property(shuffled, ([records, others]) => {
        expect(foldOutages(others)).toEqual(foldOutages(records));
      }),
      often,
    );
  });

  it('the outages of a site come one after another', () => {
    fc.assert(
      fc.property(anyHistory, (records) => {
        const outages = foldOutages(records);
        for (const [at, outage] of outages.entries()) {
          const next = outages[at + 1];
          if (next?.site !== outage.site) continue;
          expect(outage.end).not.toBeNull();
          expect(next.firstSeenAt).toBeGreaterThan(knownUntil(outage, NOON));
        }
      }),
      often,
    );
  });

  it('no length is negative, and nothing ends before it was last seen', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 0, max: NOON + 2 * DAY }), (records, now) => {
        for (const outage of foldOutages(records)) {
          expect(outage.lastSeenAt).toBeGreaterThanOrEqual(outage.firstSeenAt);
          expect(outage.end?.at ?? outage.lastSeenAt).toBeGreaterThanOrEqual(outage.lastSeenAt);
          expect(knownUntil(outage, now)).toBeGreaterThanOrEqual(outage.lastSeenAt);
          expect(recoveryTime(outage) ?? 0).toBeGreaterThanOrEqual(0);
        }
      }),
      often,
    );
  });

  it('an outage has recovered only if nothing failed after a recovery', () => {
    fc.assert(
      fc.property(anyHistory, (records) => {
        for (const { end, incidents } of foldOutages(records)) {
          if (end?.how !== 'recovered') continue;
          const ends = incidents.map((one) => one.end);
          expect(ends).toContainEqual(end);
          for (const one of incidents) expect(one.lastSeenAt).toBeLessThanOrEqual(end.at);
        }
      }),
      often,
    );
  });

  it('folding the incidents of an outage again makes the same outage', () => {
    fc.assert(
      fc.property(anyHistory, (records) => {
        for (const outage of foldOutages(records)) {
          expect(foldOutages(outage.incidents)).toEqual([outage]);
        }
      }),
      often,
    );
  });

  it('the incidents are kept as they are, tidied', () => {
    fc.assert(
      fc.property(anyHistory, (records) => {
        const tidied = new Map(records.map((record) => [record.id, tidy(record)]));
        for (const one of foldOutages(records).flatMap(({ incidents }) => incidents)) {
          expect(one).toEqual(tidied.get(one.id));
        }
      }),
      often,
    );
  });
});
