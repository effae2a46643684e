import { describe, expect, it, vi } from 'vitest';
import type { IncidentRecord } from '../../../src/core/history/record';
import { AT_FIRST, chosenIn, turned } from '../../../src/pages/history/choices';
import {
  type Filters,
  incidentsInOrder,
  known,
  type Sight,
  sightOf,
} from '../../../src/pages/history/sight';
import { aRecord, back, DAY, HOUR, left, MINUTE } from '../core/history/arbitrary';
import { NOON } from '../support/samples';

const never = (): boolean => false;
const PERIOD = { from: NOON - 30 * DAY, to: NOON + DAY };

/** A shop that failed twice, and a newspaper that failed before that. */
const RECORDS = [
  aRecord({
    id: 'old',
    site: 'news.example',
    address: 'https://news.example/today',
    firstSeenAt: NOON - 2 * DAY,
    statuses: [503],
    family: 'cloudflare',
    end: left(NOON - 2 * DAY + HOUR),
  }),
  aRecord({
    id: 'first',
    firstSeenAt: NOON - DAY,
    family: 'nginx',
    end: back(NOON - DAY + 5 * MINUTE),
  }),
  aRecord({
    id: 'second',
    firstSeenAt: NOON,
    statuses: [504],
    family: 'nginx',
    end: back(NOON + 1),
  }),
];

async function sight(
  filters: Partial<Filters> = {},
  records: readonly IncidentRecord[] = RECORDS,
): Promise<Sight> {
  const folded = await known(records, never);
  const seen = folded && (await sightOf(folded, { ...AT_FIRST, ...filters }, PERIOD, never));
  if (seen === null) throw new Error('nobody overtook it');
  return seen;
}

const ids = (incidents: readonly IncidentRecord[]): string => incidents.map(({ id }) => id).join();

describe('what the history page shows', () => {
  it('is everything in the period, the newest first', async () => {
    const { incidents, outages, statistics } = await sight();
    expect(ids(incidents)).toBe('second,first,old');
    expect(outages).toHaveLength(3);
    expect(statistics.map((one) => [one.site, one.outages])).toEqual([
      ['news.example', 1],
      ['shop.example.org', 2],
    ]);
  });

  it('goes by words, status and gateway together', async () => {
    expect(ids((await sight({ search: 'NEWS today' })).incidents)).toBe('old');
    expect(ids((await sight({ status: 504 })).incidents)).toBe('second');
    expect(ids((await sight({ family: 'nginx' })).incidents)).toBe('second,first');
    expect(ids((await sight({ family: 'nginx', status: 503 })).incidents)).toBe('');
  });

  it('leaves out what ended before the period, and keeps what lasted into it', async () => {
    const before = aRecord({ id: 'before', firstSeenAt: PERIOD.from - HOUR });
    const ended = { ...before, end: back(PERIOD.from - MINUTE) };
    expect((await sight({}, [ended])).incidents).toEqual([]);
    expect(ids((await sight({}, [before])).incidents)).toBe('before');
    const into = { ...before, end: back(PERIOD.from + MINUTE) };
    expect(ids((await sight({}, [into])).incidents)).toBe('before');
  });

  it('has what a clock that was set back left in the future', async () => {
    const ahead = aRecord({
      id: 'ahead',
      firstSeenAt: PERIOD.to + DAY,
      end: back(PERIOD.to + DAY),
    });
    expect(ids((await sight({}, [...RECORDS, ahead])).incidents)).toBe('ahead,second,first,old');
  });

  it('offers the statuses and gateways that there are', async () => {
    const folded = await known(RECORDS, never);
    expect(folded?.statuses).toEqual([502, 503, 504]);
    expect(folded?.families).toEqual(['cloudflare', 'nginx']);
  });

  it('is worked out in slices, and given up where a later wish has overtaken it', async () => {
    let at = 0;
    // Each look at the clock finds it five milliseconds on: three of them are more than a slice.
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      at += 5;
      return at;
    });
    const sites = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      aRecord({ id: name, site: `${name}.example`, address: `https://${name}.example/` }),
    );
    let asked = 0;
    const overtaken = await known(sites, () => {
      asked += 1;
      return true;
    });
    expect(asked).toBe(1);
    expect(overtaken).toBeNull();
    expect((await known(sites, never))?.bySite).toHaveLength(5);
    clock.mockRestore();
  });
});

describe('the list of incidents', () => {
  it('is in the order that is wished for, either way round', async () => {
    const { incidents } = await sight();
    const order = (by: 'when' | 'site' | 'lasted', direction: 'down' | 'up') =>
      ids(incidentsInOrder(incidents, { by, direction }));
    expect(order('when', 'down')).toBe('second,first,old');
    expect(order('when', 'up')).toBe('old,first,second');
    expect(order('site', 'down')).toBe('old,second,first');
    expect(order('site', 'up')).toBe('second,first,old');
    expect(order('lasted', 'down')).toBe('old,first,second');
    expect(order('lasted', 'up')).toBe('second,first,old');
  });

  it('has those that still fail at the end, whatever the order of lengths', () => {
    const open = aRecord({ id: 'open' });
    for (const direction of ['down', 'up'] as const) {
      const listed = incidentsInOrder([open, ...RECORDS], { by: 'lasted', direction });
      expect(listed.at(-1)?.id).toBe('open');
    }
  });

  it('turns round where a column is pressed again', () => {
    const down = turned(AT_FIRST.order, 'site');
    expect(down).toEqual({ by: 'site', direction: 'down' });
    expect(turned(down, 'site')).toEqual({ by: 'site', direction: 'up' });
    expect(turned(turned(down, 'site'), 'site')).toEqual(down);
  });
});

describe('a link to the history page', () => {
  it('may choose a site and a period, and nothing that there isn’t', () => {
    expect(chosenIn('?site=a.example&period=year')).toEqual({
      search: 'a.example',
      period: 'year',
    });
    expect(chosenIn('?period=century')).toEqual({ search: '', period: 'month' });
    expect(chosenIn(`?site=${'a'.repeat(500)}`).search).toHaveLength(200);
  });
});
