import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cell, toCsv } from '../../../../src/core/history/csv';
import { NOON } from '../../support/samples';
import { anyKept, aRecord, back, left } from './arbitrary';

/** Reads RFC 4180 as its grammar has it: quoted cells, or cells without quotes, commas and breaks. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (cells.lastIndex < text.length) {
    const at = cells.lastIndex;
    const found = cells.exec(text);
    if (found === null) throw new Error(`No cell at ${at}: ${text.slice(at, at + 40)}`);
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('the table for spreadsheets', () => {
  it('has a row of names and one for each incident, in the order given', () => {
    const csv = toCsv([
      aRecord({
        statuses: [502, 503],
        family: 'nginx',
        cause: 'timeout',
        tries: { ours: 3, visitors: 1 },
        end: back(NOON + 240_000),
      }),
      aRecord({ site: 'b.example', end: left(NOON + 1_000) }),
    ]);
    expect(csv).toBe(
      [
        '\uFEFFsite,address,firstSeen,lastSeen,statuses,gateway,cause,triesOurs,triesVisitors,end,endedAt,secondsToRecovery',
        'shop.example.org,https://shop.example.org/cart,2026-11-20T10:00:00.000Z,2026-11-20T10:00:00.000Z,502 503,nginx,timeout,3,1,recovered,2026-11-20T10:04:00.000Z,240',
        'b.example,https://shop.example.org/cart,2026-11-20T10:00:00.000Z,2026-11-20T10:00:00.000Z,502,,,0,0,left,2026-11-20T10:00:01.000Z,',
        '',
      ].join('\r\n'),
    );
  });

  it('is UTF-8 and says so, for the sake of the cuts in addresses', () => {
    const csv = toCsv([aRecord({ address: 'https://shop.example.org/?token=…' })]);
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(csv).toContain('token=…');
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\0=1',
    '\tx',
    '\rx',
    ' =1',
    '"=1',
    '" =1',
    "'=1",
    '""""=HYPERLINK("http://evil.example")',
    '＝1',
    '＋1',
    '－1',
    '＠1',
    '-foo.example.org',
    '=a.example',
  ])('has an apostrophe before what a spreadsheet would run: %j', (text) => {
    expect(readCsv(`${cell(text)}\r\n`)).toEqual([[`'${text}`]]);
  });

  it.each(['shop.example.org', 'https://shop.example.org/a?b=c', '502 503', '', 'a=b', 'a-b'])(
    'leaves alone what none would run: %j',
    (text) => {
      expect(cell(text)).toBe(text);
    },
  );

  it('quotes commas, quotes and line breaks', () => {
    expect(cell('a,b')).toBe('"a,b"');
    expect(cell('say "no"')).toBe('"say ""no"""');
    expect(cell('a\r\nb')).toBe('"a\r\nb"');
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('=', '+', '@', '-', '"', "'", ',', '\r', '\n', '\t', ' ', 'a', '＝'))
      .map((all) => all.join('')),
  );

  it('holds every text, and runs none, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), (texts) => {
        const [row = [], ...more] = readCsv(`${texts.map(cell).join(',')}\r\n`);
        expect(more).toEqual([]);
        expect(row.map((one, at) => (one === texts[at] ? one : one.slice(1)))).toEqual(texts);
        for (const one of row) expect(one).not.toMatch(/^["\s]*[=+\-@＝＋－＠]|^[\t\r\n\0]/);
      }),
      { numRuns: 1_000 },
    );
  });

  it('has as many cells in each row as there are names', () => {
    fc.assert(
      fc.property(fc.array(anyKept, { maxLength: 5 }), (records) => {
        const rows = readCsv(toCsv(records));
        expect(rows).toHaveLength(records.length + 1);
        for (const row of rows) expect(row).toHaveLength(12);
      }),
    );
  });
});
