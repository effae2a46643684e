import { describe, expect, it, vi } from 'vitest';
import { foldOutages } from '../../../src/core/history/outage';
import { lanesOf } from '../../../src/core/history/timeline';
import { importFile } from '../../../src/pages/history/import-file';
import { barText, gatewayName, lengthOrUnknown } from '../../../src/pages/history/words';
import { aRecord, back, DAY, HOUR, MINUTE } from '../core/history/arbitrary';
import { NOON } from '../support/samples';

// The page's words come from the browser; here each is its key, with what was put into it.
vi.mock('../../../src/platform/browser', () => ({
  browser: {
    i18n: {
      getMessage: (key: string, put: string[] = []) =>
        key === 'languageTag' ? 'en' : [key, ...put].join(' '),
    },
  },
}));

const file = (text: string): File => new File([text], 'backsoon-history.json');
const history = (incident: object): string =>
  JSON.stringify({ format: 'backsoon-history', version: 1, incidents: [incident] });

describe('the words of the history page', () => {
  it('say what a bar stands for: where, how often, when, and how it ended', () => {
    const records = [aRecord({ end: back(NOON + 4 * MINUTE) })];
    const period = { from: NOON - HOUR, to: NOON + DAY };
    const [all, own] = lanesOf(foldOutages(records), period, MINUTE, NOON + HOUR);
    const [whole, part] = [all?.bars[0], own?.bars[0]];
    if (whole === undefined || part === undefined) throw new Error('there is no bar');
    expect(barText(null, whole)).toMatch(/^historyBarBack_one 1 historyAllSites .*2026/);
    expect(barText('shop.example.org', part)).toContain('shop.example.org');
  });

  it('call a gateway by its name, and one that nobody knows by what the file says', () => {
    expect(gatewayName('cloudflare')).toBe('Cloudflare');
    expect(gatewayName('of-the-future')).toBe('of-the-future');
  });

  it('tell lengths apart that one unit would make the same', () => {
    const lengths = [null, 0, 90_000, 119_000, 40 * MINUTE, 75 * MINUTE, 25 * HOUR, 3 * DAY];
    expect(lengths.map(lengthOrUnknown)).toEqual([
      'historyUnknown',
      '0 sec',
      '90 sec',
      '119 sec',
      '40 min',
      '75 min',
      '25 hr',
      '3 days',
    ]);
  });
});

describe('a file that is not taken', () => {
  it('is told with the place', async () => {
    const good = { id: '1', address: 'https://a.example/' };
    const texts: [string, RegExp][] = [
      ['', /^historyFileNotJson 1 1$/],
      ['{\n"a": 1,\n}', /^historyFileNotJson 3 1$/],
      ['[]', /^historyFileNotHistory$/],
      ['{"format":"backsoon-history","version":9}', /^historyFileLater$/],
      ['{"format":"backsoon-history","version":1}', /^historyFileMissing \S?incidents\S?$/],
      [history({ ...good, id: 7 }), /^historyFileNotKnown \S?incidents\[0\]\.id\S?$/],
      [history({ ...good, address: 'x' }), /^historyFileNotAnAddress \S?incidents\[0\]\.address/],
      [history({ ...good, site: 'b.example' }), /^historyFileNotItsSite \S?incidents\[0\]\.site/],
    ];
    for (const [text, wanted] of texts) {
      const { text: said, state } = await importFile(file(text));
      expect(said).toMatch(wanted);
      expect(state).toBeNull();
    }
  });

  it('is not even read where it is too large, and told where it can’t be read', async () => {
    const large = { size: 1e9, text: () => Promise.reject(new Error('it was read')) };
    expect((await importFile(large as unknown as File)).text).toBe('historyFileTooLarge');
    const lost = { size: 10, text: () => Promise.reject(new Error('it is gone')) };
    expect((await importFile(lost as unknown as File)).text).toBe('historyFileUnreadable');
  });
});
