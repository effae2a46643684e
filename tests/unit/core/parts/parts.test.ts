import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FrameParts, MOST_GROUPS, sumUp } from '../../../../src/core/parts/parts';

const frame = (failed: [address: string, status: number][], rest: Partial<FrameParts> = {}) => ({
  failed: failed.map(([address, status]) => ({ address, status })),
  untold: 0,
  isFull: false,
  ...rest,
});

describe('the failing parts of a page', () => {
  it('are none where nothing failed', () => {
    const nothing = { failed: [], others: 0, untold: 0, isFull: false, unseenFrames: 0 };
    expect(sumUp([frame([])])).toEqual(nothing);
    expect(sumUp([])).toEqual(nothing);
  });

  it('are counted by site and status, most first', () => {
    const parts = sumUp([
      frame([
        ['https://img.example.org/a', 503],
        ['https://api.example.org/a', 502],
        ['https://api.example.org/b', 502],
        ['https://api.example.org/c', 504],
      ]),
      frame([['https://api.example.org:8443/d', 502]]),
    ]);
    expect(parts.failed).toEqual([
      { site: 'api.example.org', status: 502, requests: 3 },
      { site: 'api.example.org', status: 504, requests: 1 },
      { site: 'img.example.org', status: 503, requests: 1 },
    ]);
  });

  it('are no web addresses of another kind, and no other statuses', () => {
    const parts = sumUp([
      frame([
        ['data:text/plain,no', 502],
        ['blob:https://a.example/1', 502],
        ['https://', 502],
        ['not an address', 502],
        [`https://${'a'.repeat(300)}.example/`, 502],
        ['https://a.example/', 404],
        ['https://a.example/', 0],
        ['https://a.example/', 600],
        ['https://a.example/', 502.5],
        ['https://a.example/', Number.NaN],
      ]),
    ]);
    expect(parts.failed).toEqual([]);
    expect(parts.others).toBe(0);
  });

  it('name a site as a server is named, whatever letters the page wrote it in', () => {
    const { failed } = sumUp([frame([['https://ex\u202Eample.бел/', 502]])]);
    expect(failed.every(({ site }) => /^[\x21-\x7e]+$/.test(site))).toBe(true);
  });

  it('say what could not be seen', () => {
    const parts = sumUp([
      frame([], { untold: 2 }),
      null,
      frame([], { untold: 3, isFull: true }),
      null,
    ]);
    expect(parts).toMatchObject({ untold: 5, isFull: true, unseenFrames: 2 });
  });

  it('are bounded, and none is lost in the count', () => {
    const address = fc.oneof(
      fc.nat({ max: 9 }).map((at) => `https://site-${at}.example/`),
      fc.string({ maxLength: 12 }),
      fc.constant('https://a.example/'),
    );
    const status = fc.oneof(fc.integer({ min: 0, max: 700 }), fc.constantFrom(502, 503));
    const entries = fc.array(fc.tuple(address, status), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(entries, { maxLength: 3 }), (frames) => {
        const { failed, others } = sumUp(frames.map((each) => frame(each)));
        expect(failed.length).toBeLessThanOrEqual(MOST_GROUPS);
        const counted = failed.reduce((total, { requests }) => total + requests, others);
        const most = frames.flat().filter(([, code]) => code >= 500 && code <= 599).length;
        expect(counted).toBeLessThanOrEqual(most);
        const web = frames
          .flat()
          .filter(([text, code]) => text === 'https://a.example/' && code >= 500 && code <= 599);
        expect(counted).toBeGreaterThanOrEqual(web.length);
      }),
    );
  });
});
