import fc from 'fast-check';
import { redactAddress } from '../../../../src/core/address/redact';
import { siteOf } from '../../../../src/core/address/site';
import { type IncidentRecord, tidy, toRecord } from '../../../../src/core/history/record';
import type { IncidentEnd } from '../../../../src/core/incidents/incident';
import { anIncident, NOON } from '../../support/samples';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A record of shop.example.org that failed once, at noon. */
export function aRecord(parts: Partial<IncidentRecord> = {}): IncidentRecord {
  const lastSeenAt = parts.firstSeenAt ?? NOON;
  return tidy({ ...toRecord(anIncident()), lastSeenAt, ...parts });
}

/** The end of a record that was seen to come back. */
export function back(at: number): IncidentEnd {
  return { how: 'recovered', at };
}

export function left(at: number): IncidentEnd {
  return { how: 'left', at };
}

const end: fc.Arbitrary<IncidentEnd | null> = fc.option(
  fc.record({
    how: fc.constantFrom('recovered', 'recovered', 'left', 'unknown'),
    at: fc.integer({ min: NOON - DAY, max: NOON + 2 * DAY }),
  }),
  { freq: 10 },
);

/** Records as they may lie in a store, of three sites, with clocks that were set back. Ids differ. */
export const anyRecords: fc.Arbitrary<IncidentRecord[]> = fc
  .array(
    fc.record({
      site: fc.constantFrom('a.example', 'b.example', 'c.example'),
      firstSeenAt: fc.integer({ min: NOON - DAY, max: NOON + DAY }),
      lastSeenAt: fc.integer({ min: NOON - DAY, max: NOON + DAY }),
      statuses: fc.uniqueArray(fc.integer({ min: 500, max: 505 })),
      family: fc.constantFrom('nginx', 'cloudflare', null),
      cause: fc.constantFrom('timeout', null),
      tries: fc.record({ ours: fc.nat(100), visitors: fc.nat(100) }),
      end,
    }),
    { maxLength: 40 },
  )
  .map((all) =>
    all.map((parts, n) => ({
      ...toRecord(anIncident({ id: `${n}~`, address: `https://${parts.site}/` })),
      ...parts,
    })),
  );

/** Any record that Backsoon itself may have made. */
export const anyKept: fc.Arbitrary<IncidentRecord> = fc
  .record({
    id: fc.stringMatching(/^\d{1,9}~[\dA-F]{0,32}$/),
    address: fc
      .webUrl({ withQueryParameters: true, withFragments: true })
      .filter((address) => redactAddress(address) !== ''),
    askedBy: fc.constantFrom('get', 'form', 'unseen'),
    firstSeenAt: fc.double({ min: 0, max: NOON, noNaN: true }),
    lastSeenAt: fc.double({ min: 0, max: NOON, noNaN: true }),
    statuses: fc.uniqueArray(fc.integer({ min: 500, max: 999 }), { maxLength: 10 }),
    family: fc.constantFrom('nginx', 'aws-alb', null),
    cause: fc.constantFrom('timeout', 'no-tunnel', null),
    tries: fc.record({ ours: fc.nat(), visitors: fc.nat() }),
    end: fc.option(
      fc.record({
        how: fc.constantFrom('recovered', 'left', 'unknown'),
        at: fc.double({ min: 0, max: NOON, noNaN: true }),
      }),
    ),
  })
  .map((parts) => toRecord(anIncident({ ...parts, site: siteOf(parts.address) ?? '' })));
