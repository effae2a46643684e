import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, type IncidentEvent } from '../../../../src/core/incidents/fold';
import { type Incident, incidentId, lastStatus } from '../../../../src/core/incidents/incident';
import { anIncident, NOON } from '../../support/samples';

const ADDRESS = 'https://shop.example.org/cart';

type Failed = Extract<IncidentEvent, { kind: 'failed' }>;

function failed(parts: Partial<Failed> = {}): Failed {
  return {
    kind: 'failed',
    at: NOON + 10_000,
    id: 'another~one',
    address: ADDRESS,
    askedBy: 'get',
    status: 502,
    triedBy: null,
    ...parts,
  };
}

describe('an incident', () => {
  it('begins with the first failing answer', () => {
    expect(fold(null, failed({ at: NOON, id: 'request~document' }))).toEqual(anIncident());
  });

  it('has no status where the browser gave none, and keeps those that it had', () => {
    const begun = fold(null, failed({ status: null }));
    expect(begun?.statuses).toEqual([]);
    expect(begun && lastStatus(begun)).toBeNull();
    expect(fold(anIncident(), failed({ status: null }))?.statuses).toEqual([502]);
  });

  it('begins with nothing else', () => {
    const others: IncidentEvent[] = [
      { kind: 'diagnosed', family: 'nginx', cause: null },
      { kind: 'probed', at: NOON, by: 'us', status: 502 },
      { kind: 'misled' },
      { kind: 'ended', end: { how: 'left', at: NOON } },
    ];
    for (const event of others) expect(fold(null, event)).toBeNull();
  });

  it('goes on when the same address fails again, under the id that it began with', () => {
    expect(fold(anIncident(), failed({ status: 504 }))).toEqual(
      anIncident({ statuses: [502, 504], lastSeenAt: NOON + 10_000 }),
    );
  });

  it('gives way to a new one when another address fails', () => {
    const other = failed({ address: 'https://example.net/', id: 'new' });
    expect(fold(anIncident(), other)).toMatchObject({
      id: 'new',
      site: 'example.net',
      firstSeenAt: NOON + 10_000,
    });
  });

  it('stays ended: a later failure of the same address begins a new one', () => {
    const over = anIncident({ end: { how: 'recovered', at: NOON + 5_000 } });
    expect(fold(over, failed({ id: 'new' }))).toMatchObject({ id: 'new', end: null });
  });

  it('is asked about like the document that stands there now', () => {
    expect(fold(anIncident(), failed({ askedBy: 'form' }))?.askedBy).toBe('form');
    expect(fold(anIncident({ askedBy: 'form' }), failed({ askedBy: 'get' }))?.askedBy).toBe('get');
  });

  it('counts a document that a try brought, for whoever tried', () => {
    const once = fold(anIncident(), failed({ triedBy: 'us' }));
    expect(once).toMatchObject({ tries: { ours: 1, visitors: 0 }, lastTryAt: NOON + 10_000 });
    const twice = fold(once, failed({ triedBy: 'visitor', at: NOON + 20_000 }));
    expect(twice).toMatchObject({ tries: { ours: 1, visitors: 1 }, lastTryAt: NOON + 20_000 });
  });

  it('counts no try for a page that came back by itself', () => {
    expect(fold(anIncident(), failed())).toMatchObject({
      tries: { ours: 0, visitors: 0 },
      lastTryAt: null,
    });
  });

  it('counts a probe, and learns the status that it got', () => {
    const probed = fold(anIncident(), { kind: 'probed', at: NOON + 3_000, by: 'us', status: 503 });
    expect(probed).toEqual(
      anIncident({
        statuses: [502, 503],
        tries: { ours: 1, visitors: 0 },
        lastTryAt: NOON + 3_000,
        lastSeenAt: NOON + 3_000,
      }),
    );
  });

  it('learns no status from a probe that got no answer', () => {
    const probed = fold(anIncident(), { kind: 'probed', at: NOON, by: 'visitor', status: null });
    expect(probed).toMatchObject({ statuses: [502], tries: { ours: 0, visitors: 1 } });
  });

  it('has the status seen last at the end, and each once', () => {
    const again = fold(anIncident({ statuses: [502, 503] }), failed({ status: 502 }));
    expect(again?.statuses).toEqual([503, 502]);
    expect(again === null ? null : lastStatus(again)).toBe(502);
  });

  it('tells ten statuses apart, the latest ones', () => {
    const codes = Array.from({ length: 12 }, (_, n) => 500 + n);
    const last = codes.reduce<Incident | null>(
      (incident, status) => fold(incident, failed({ status })),
      null,
    );
    expect(last?.statuses).toEqual(codes.slice(-10));
  });

  it('takes in what the diagnosis says', () => {
    const event: IncidentEvent = { kind: 'diagnosed', family: 'nginx', cause: 'timeout' };
    expect(fold(anIncident(), event)).toEqual(anIncident({ family: 'nginx', cause: 'timeout' }));
  });

  it('remembers that a probe was misled', () => {
    expect(fold(anIncident(), { kind: 'misled' })).toEqual(anIncident({ probeMisled: true }));
  });

  it('ends', () => {
    const end = { how: 'recovered', at: NOON + 240_000 } as const;
    expect(fold(anIncident(), { kind: 'ended', end })).toEqual(anIncident({ end }));
  });

  it('does not end before it began because the clock was set back', () => {
    expect(fold(anIncident(), failed({ at: NOON - 3_600_000 }))?.lastSeenAt).toBe(NOON);
  });
});

describe('the id of an incident', () => {
  it('is made from request and document, of which one may be unknown', () => {
    expect(incidentId('17', 'ABC')).toBe(incidentId('17', 'ABC'));
    const ids = [incidentId('17', 'ABC'), incidentId('17', null), incidentId(null, 'ABC')];
    expect(new Set(ids).size).toBe(3);
  });

  it('tells different documents and requests apart', () => {
    const part = fc.stringMatching(/^[\dA-F]{1,32}$/);
    fc.assert(
      fc.property(part, part, part, part, (request, document, request2, document2) => {
        const same = request === request2 && document === document2;
        expect(incidentId(request, document) === incidentId(request2, document2)).toBe(same);
      }),
    );
  });

  it('is the same in whatever order the browser tells what happened after the failure', () => {
    const later: IncidentEvent[] = [
      { kind: 'diagnosed', family: 'nginx', cause: null },
      { kind: 'probed', at: NOON + 1, by: 'us', status: 503 },
      failed({ at: NOON + 2 }),
      { kind: 'misled' },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(later, { minLength: 0 }), (events) => {
        const begun = fold(null, failed({ id: incidentId('17', 'ABC') }));
        expect(events.reduce(fold, begun)?.id).toBe('17~ABC');
      }),
    );
  });
});

const anyEvent: fc.Arbitrary<IncidentEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('failed' as const),
    at: fc.nat(),
    id: fc.constantFrom('a', 'b', 'c'),
    address: fc.constantFrom(ADDRESS, ADDRESS, 'https://example.net/'),
    askedBy: fc.constantFrom('get', 'form', 'unseen'),
    status: fc.integer({ min: 500, max: 530 }),
    triedBy: fc.constantFrom('us', 'visitor', null),
  }),
  fc.record({
    kind: fc.constant('diagnosed' as const),
    family: fc.constantFrom('nginx', null),
    cause: fc.constantFrom('timeout', null),
  }),
  fc.record({
    kind: fc.constant('probed' as const),
    at: fc.nat(),
    by: fc.constantFrom('us', 'visitor'),
    status: fc.option(fc.integer({ min: 500, max: 530 })),
  }),
  fc.constant({ kind: 'misled' as const }),
  fc.record({
    kind: fc.constant('ended' as const),
    end: fc.record({ how: fc.constantFrom('recovered', 'left', 'unknown'), at: fc.nat() }),
  }),
);

/** Every incident that a run of events goes through, each beside the event and the one before. */
function history(events: readonly IncidentEvent[]) {
  let before: Incident | null = null;
  return events.map((event) => {
    const step = { before, event, after: fold(before, event) };
    before = step.after;
    return step;
  });
}

const runs = fc.array(anyEvent, { maxLength: 60 });
const often = { numRuns: 300 };

describe('whatever happens to an incident', () => {
  it('a new one is begun by a failure only', () => {
    fc.assert(
      fc.property(runs, (events) => {
        for (const { before, event, after } of history(events)) {
          const isNew = after !== null && (before === null || after.id !== before.id);
          if (isNew) expect(event.kind).toBe('failed');
        }
      }),
      often,
    );
  });

  it('its statuses are few and each is there once, the last one the newest', () => {
    fc.assert(
      fc.property(runs, (events) => {
        for (const { event, after, before } of history(events)) {
          if (after === null) continue;
          expect(new Set(after.statuses).size).toBe(after.statuses.length);
          expect(after.statuses.length).toBeGreaterThanOrEqual(1);
          expect(after.statuses.length).toBeLessThanOrEqual(10);
          const tellsStatus =
            event.kind === 'failed' || (event.kind === 'probed' && before?.end === null);
          if (tellsStatus && event.status !== null) expect(lastStatus(after)).toBe(event.status);
        }
      }),
      often,
    );
  });

  it('it is never last seen before it was first seen, nor earlier than known already', () => {
    fc.assert(
      fc.property(runs, (events) => {
        for (const { before, after } of history(events)) {
          if (after === null) continue;
          expect(after.lastSeenAt).toBeGreaterThanOrEqual(after.firstSeenAt);
          if (before?.id === after.id && before.end === null && before.address === after.address) {
            expect(after.lastSeenAt).toBeGreaterThanOrEqual(before.lastSeenAt);
          }
        }
      }),
      often,
    );
  });

  it('its tries are never fewer than before, and one event adds one at most', () => {
    fc.assert(
      fc.property(runs, (events) => {
        for (const { before, after } of history(events)) {
          if (before === null || after === null || before.end !== null) continue;
          if (before.address !== after.address) continue;
          const ours = after.tries.ours - before.tries.ours;
          const visitors = after.tries.visitors - before.tries.visitors;
          expect([0, 1]).toContain(ours + visitors);
          expect(Math.min(ours, visitors)).toBe(0);
        }
      }),
      often,
    );
  });

  it('once ended it stays as it was', () => {
    fc.assert(
      fc.property(runs, (events) => {
        for (const { before, event, after } of history(events)) {
          if (before?.end != null && event.kind !== 'failed') expect(after).toBe(before);
        }
      }),
      often,
    );
  });
});
