import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../../src/core/diagnosis/catalogue';
import { toJson } from '../../../../src/core/history/export';
import {
  type ImportProblem,
  MOST_CHARACTERS,
  MOST_IMPORTED,
  merge,
  readImport,
} from '../../../../src/core/history/import';
import { DEFAULT_LIMITS } from '../../../../src/core/history/limits';
import { FORMAT, toPortable, VERSION } from '../../../../src/core/history/portable';
import { type IncidentRecord, keyOf, keyText, toRecord } from '../../../../src/core/history/record';
import { anIncident, NOON } from '../../support/samples';
import { anyKept, aRecord, back, DAY, left, MINUTE } from './arbitrary';

const NOW = NOON + DAY;

function fileOf(incidents: unknown, parts: object = {}): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, incidents, ...parts });
}

function problemOf(text: string): ImportProblem | null {
  const reading = readImport(text, NOW);
  return reading.kind === 'bad' ? reading.problem : null;
}

function recordsOf(text: string): readonly IncidentRecord[] {
  const reading = readImport(text, NOW);
  if (reading.kind === 'bad') throw new Error(JSON.stringify(reading.problem));
  return reading.records;
}

/** An incident of a file, with some of its parts replaced. */
function anEntry(parts: object = {}): object {
  return { ...toPortable(aRecord({ end: back(NOON + MINUTE) })), ...parts };
}

describe('an exported history', () => {
  it('is one incident a line, with times in UTC', () => {
    const record = aRecord({ family: 'nginx', tries: { ours: 2, visitors: 1 } });
    expect(toJson([record, aRecord({ end: left(NOON + MINUTE) })])).toBe(
      [
        '{"format":"backsoon-history","version":1,"incidents":[',
        '{"id":"request~document","site":"shop.example.org","address":"https://shop.example.org/cart","askedBy":"get","firstSeen":"2026-11-20T10:00:00.000Z","lastSeen":"2026-11-20T10:00:00.000Z","statuses":[502],"gateway":"nginx","cause":null,"tries":{"ours":2,"visitors":1},"end":null},',
        '{"id":"request~document","site":"shop.example.org","address":"https://shop.example.org/cart","askedBy":"get","firstSeen":"2026-11-20T10:00:00.000Z","lastSeen":"2026-11-20T10:00:00.000Z","statuses":[502],"gateway":null,"cause":null,"tries":{"ours":0,"visitors":0},"end":{"how":"left","at":"2026-11-20T10:01:00.000Z"}}',
        ']}',
        '',
      ].join('\n'),
    );
  });

  it('may be empty', () => {
    expect(recordsOf(toJson([]))).toEqual([]);
  });

  it('comes back with the longest incidents that there are, as many as may be kept', () => {
    const site = `${'a'.repeat(50)}.`.repeat(5).slice(0, 245);
    const longest = toRecord(
      anIncident({
        id: '"'.repeat(200),
        site,
        address: `https://${site}:65535/${'b/'.repeat(2_000)}`,
        askedBy: 'unseen',
        statuses: Array.from({ length: 10 }, (_, n) => 500 + n),
        family: 'f'.repeat(60),
        cause: 'c'.repeat(40),
        tries: { ours: Number.MAX_SAFE_INTEGER, visitors: Number.MAX_SAFE_INTEGER },
        end: { how: 'recovered', at: NOON },
      }),
    );
    const all = Array.from({ length: MOST_IMPORTED }, () => longest);
    const file = toJson(all);
    expect(file.length).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(recordsOf(file)).toHaveLength(MOST_IMPORTED);
  });
});

describe('an imported history', () => {
  it('has its addresses redacted anew', () => {
    const [record] = recordsOf(
      fileOf([anEntry({ address: 'https://jane:pw@shop.example.org/cart?token=abc#frag' })]),
    );
    expect(record?.address).toBe('https://shop.example.org/cart?token=…');
  });

  it('is read whatever else is in the file', () => {
    const file = fileOf([anEntry({ note: 'later', tries: { ours: 1, visitors: 0, watch: 2 } })], {
      exportedBy: 'Backsoon',
    });
    expect(recordsOf(file)).toMatchObject([{ tries: { ours: 1, visitors: 0 } }]);
    expect(Object.keys(recordsOf(file)[0] ?? {})).not.toContain('note');
  });

  it('takes every gateway that Backsoon knows', () => {
    const families = [...new Set(CATALOGUE.map(({ gateway }) => gateway.family))];
    const file = fileOf(families.map((gateway) => anEntry({ gateway })));
    expect(recordsOf(file).map(({ family }) => family)).toEqual(families);
  });

  it('takes gateways and causes that only a later Backsoon knows', () => {
    const [record] = recordsOf(fileOf([anEntry({ gateway: 'new-proxy', cause: 'new-cause' })]));
    expect(record).toMatchObject({ family: 'new-proxy', cause: 'new-cause' });
  });

  it('has no way to reach what all objects share', () => {
    const poisoned = `{"format":"${FORMAT}","version":1,"__proto__":{"incidents":[]},"incidents":[
      {"__proto__":${JSON.stringify(anEntry())},"constructor":{"prototype":{"polluted":1}}}]}`;
    expect(problemOf(poisoned)).toEqual({
      kind: 'bad-value',
      path: 'incidents[0].id',
      wrong: 'missing',
    });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const { incidents, ...head } = JSON.parse(fileOf([])) as Record<string, unknown>;
    const inherited = `${JSON.stringify(head).slice(0, -1)},"__proto__":{"incidents":[]}}`;
    expect(incidents).toEqual([]);
    expect(problemOf(inherited)).toMatchObject({ path: 'incidents', wrong: 'missing' });
  });
});

describe('a bad file', () => {
  it('is none at all: the place where it stops being JSON', () => {
    expect(problemOf('')).toEqual({ kind: 'not-json', place: { line: 1, column: 1 } });
    const cut = toJson([aRecord(), aRecord()]).split('\n').slice(0, 2).join('\n');
    expect(problemOf(cut)).toEqual({
      kind: 'not-json',
      place: { line: 2, column: (cut.split('\n')[1]?.length ?? 0) + 1 },
    });
  });

  it.each(['null', '[]', '"text"', '7', '{}', '{"format":"other","version":1,"incidents":[]}'])(
    'is JSON of something else: %s',
    (text) => {
      expect(problemOf(text)).toEqual({ kind: 'not-a-history' });
    },
  );

  it('comes from a later Backsoon', () => {
    expect(problemOf(fileOf('no list any more', { version: 2 }))).toEqual({
      kind: 'later-version',
      version: 2,
    });
  });

  it.each(['0', '-1', '1.5', '"1"', 'null', '1e400', '[1]'])(
    'has a version that there is not: %s',
    (version) => {
      const text = fileOf([]).replace(`"version":${VERSION}`, `"version":${version}`);
      expect(problemOf(text)).toMatchObject({
        kind: 'bad-value',
        path: 'version',
      });
    },
  );

  it('is too large', () => {
    expect(problemOf(' '.repeat(MOST_CHARACTERS + 1))).toEqual({ kind: 'too-large' });
    const entries = Array.from({ length: MOST_IMPORTED + 1 }, () => 0);
    expect(problemOf(fileOf(entries))).toEqual({ kind: 'too-many', most: MOST_IMPORTED });
  });

  it('says which incident is bad, and changes nothing for the good ones before it', () => {
    const entries = Array.from({ length: 13 }, (_, n) =>
      n === 12 ? anEntry({ id: 7 }) : anEntry(),
    );
    expect(problemOf(fileOf(entries))).toEqual({
      kind: 'bad-value',
      path: 'incidents[12].id',
      wrong: 'wrong-kind',
    });
  });

  const early = '2026-11-20T09:59:59.999Z';
  const future = new Date(NOW + DAY + 1).toISOString();
  it.each<[string, string, object]>([
    ['id', 'not-known', { id: '' }],
    ['id', 'not-known', { id: 'a b' }],
    ['id', 'not-known', { id: 'a'.repeat(201) }],
    ['site', 'wrong-kind', { site: null }],
    ['site', 'not-its-site', { site: 'bank.example' }],
    ['site', 'not-its-site', { site: 'SHOP.example.org' }],
    ['address', 'wrong-kind', { address: ['https://shop.example.org/'] }],
    ['address', 'not-an-address', { address: 'javascript:alert(1)' }],
    ['address', 'not-an-address', { address: 'chrome-extension://abc/page.html' }],
    ['address', 'not-an-address', { address: ' https://shop.example.org/' }],
    ['address', 'not-an-address', { address: 'https://' }],
    ['address', 'too-long', { address: `https://shop.example.org/${'a'.repeat(2_000)}` }],
    ['askedBy', 'not-known', { askedBy: 'post' }],
    ['askedBy', 'not-known', { askedBy: 'toString' }],
    ['firstSeen', 'wrong-kind', { firstSeen: NOON }],
    ['firstSeen', 'not-a-time', { firstSeen: '2026-02-30T10:00:00Z' }],
    ['firstSeen', 'not-a-time', { firstSeen: '20 November 2026' }],
    ['firstSeen', 'in-the-future', { firstSeen: future }],
    ['lastSeen', 'too-early', { lastSeen: early }],
    ['statuses', 'wrong-kind', { statuses: 502 }],
    ['statuses', 'wrong-kind', { statuses: { length: 1, 0: 502 } }],
    ['statuses', 'too-long', { statuses: Array.from({ length: 11 }, (_, n) => 500 + n) }],
    ['statuses[1]', 'wrong-kind', { statuses: [502, '503'] }],
    ['statuses[1]', 'not-known', { statuses: [502, 502] }],
    ['statuses[0]', 'not-known', { statuses: [1_000] }],
    ['statuses[0]', 'not-known', { statuses: [502.5] }],
    ['gateway', 'not-known', { gateway: '<b>nginx</b>' }],
    ['gateway', 'not-known', { gateway: '=cmd' }],
    ['gateway', 'wrong-kind', { gateway: false }],
    ['cause', 'not-known', { cause: 'Timeout' }],
    ['tries', 'wrong-kind', { tries: [] }],
    ['tries.visitors', 'missing', { tries: { ours: 1 } }],
    ['tries.ours', 'not-known', { tries: { ours: -1, visitors: 0 } }],
    ['tries.ours', 'wrong-kind', { tries: { ours: '1', visitors: 0 } }],
    ['end', 'wrong-kind', { end: 'recovered' }],
    ['end.how', 'not-known', { end: { how: 'exploded', at: early } }],
    ['end.at', 'too-early', { end: { how: 'left', at: early } }],
    ['end.at', 'missing', { end: { how: 'left' } }],
  ])('has a bad "%s": %s', (path, wrong, parts) => {
    expect(problemOf(fileOf([anEntry(parts)]))).toEqual({
      kind: 'bad-value',
      path: `incidents[0].${path}`,
      wrong,
    });
  });

  it.each(Object.keys(anEntry()))('lacks "%s"', (name) => {
    const entry = Object.fromEntries(Object.entries(anEntry()).filter(([key]) => key !== name));
    expect(problemOf(fileOf([entry]))).toEqual({
      kind: 'bad-value',
      path: `incidents[0].${name}`,
      wrong: 'missing',
    });
  });

  it('nests as deep as it is long', () => {
    const deep = fileOf(0).replace('0', `${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(problemOf(deep)).not.toBeNull();
  });
});

describe('merging an import', () => {
  const keysOf = (records: readonly IncidentRecord[]) =>
    new Set(records.map((record) => keyText(keyOf(record))));

  it('adds what is not there yet', () => {
    const [there, other] = [aRecord({ id: '1~' }), aRecord({ id: '2~' })];
    expect(merge([there, other], keysOf([there]), DEFAULT_LIMITS, NOW)).toEqual({
      add: [other],
      known: 1,
      tooOld: 0,
    });
  });

  it('tells incidents apart by id and time', () => {
    const [there, later] = [aRecord(), aRecord({ firstSeenAt: NOON + 1 })];
    expect(merge([later], keysOf([there]), DEFAULT_LIMITS, NOW).add).toEqual([later]);
  });

  it('adds an incident once that is twice in the file', () => {
    const again = aRecord({ end: left(NOON) });
    expect(merge([aRecord(), again], new Set(), DEFAULT_LIMITS, NOW)).toEqual({
      add: [aRecord()],
      known: 1,
      tooOld: 0,
    });
  });

  it('leaves out what is older than is kept, and says how many', () => {
    const old = aRecord({ firstSeenAt: NOW - 90 * DAY - 1 });
    const kept = aRecord({ firstSeenAt: NOW - 90 * DAY });
    expect(merge([old, kept], new Set(), DEFAULT_LIMITS, NOW)).toEqual({
      add: [kept],
      known: 0,
      tooOld: 1,
    });
  });

  it('twice adds nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(anyKept), fc.array(anyKept), (there, imported) => {
        const limits = { days: 1e6, incidents: 20_000 };
        const first = merge(imported, keysOf(there), limits, NOW);
        const second = merge(imported, keysOf([...there, ...first.add]), limits, NOW);
        expect(second).toEqual({ add: [], known: imported.length, tooOld: 0 });
        expect(first.add.length + first.known).toBe(imported.length);
      }),
    );
  });
});
