import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../../src/core/diagnosis/catalogue';
import { diagnose } from '../../../../src/core/diagnosis/diagnose';
import type { Diagnosis } from '../../../../src/core/diagnosis/diagnosis';
import type { Header, PageContent } from '../../../../src/core/diagnosis/observation';
import { EXAMPLES } from '../../support/gateways';
import { HOSTILE, hostilePage, pieceOf } from '../../support/hostile';
import { aResponse, HTTPS, NOON } from '../../support/samples';

/** Names that the engine looks at, and values that it looks for. */
const SEEN = EXAMPLES.flatMap(({ raw }) => raw.response.headers);
const anyHeader: fc.Arbitrary<Header> = fc.oneof(
  fc.constantFrom(...SEEN),
  fc.record({
    name: fc.constantFrom(...SEEN.map(({ name }) => name), 'proxy-status', 'cache-status'),
    value: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...SEEN.map((h) => h.value))),
  }),
);
const anyMarkup = fc
  .array(
    fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.constantFrom(...EXAMPLES.map(({ page }) => page?.markup ?? '')),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));
const anyPage: fc.Arbitrary<PageContent | null> = fc.option(
  fc.record({ title: fc.string(), text: fc.string(), markup: anyMarkup }),
);
const anyStatus = fc.oneof(
  fc.integer({ min: 400, max: 999 }),
  fc.constantFrom(...CATALOGUE.flatMap(({ statuses = [502] }) => statuses)),
);

/** What is shown or kept of a diagnosis is bounded, and its claims fit each other. */
function expectSound(found: Diagnosis): void {
  expect(found.evidence.length).toBeLessThanOrEqual(30);
  for (const { value, name = '' } of found.evidence) {
    expect(value.length).toBeLessThanOrEqual(200);
    expect(name.length).toBeLessThanOrEqual(100);
  }
  expect(found.path.length).toBeLessThanOrEqual(12);
  expect(found.reference?.value.length ?? 0).toBeLessThanOrEqual(120);
  expect(found.reference?.value ?? '').not.toMatch(/[<>"&]/);
  if (found.gateway !== null) expect(found.author).toBe('gateway');
  if (found.side === 'unknown') expect(found.failedLink).toBe('unknown');
  if (found.certainty === 'certain') expect(found.gateway).not.toBeNull();
  if (found.retry.notBeforeSeconds !== null) {
    expect(found.retry.notBeforeSeconds).toBeGreaterThanOrEqual(0);
  }
}

describe('whatever headers and pages come, also those of gateways, mixed', () => {
  it('a diagnosis comes of it, bounded, whose claims fit each other', () => {
    fc.assert(
      fc.property(fc.array(anyHeader), anyStatus, anyPage, (headers, status, page) => {
        expectSound(diagnose(aResponse({}, { headers, status }), page, HTTPS, NOON));
      }),
      { numRuns: 500 },
    );
  });

  it('headers that mean nothing change nothing, wherever they stand', () => {
    const noise = fc.array(
      fc.record({ name: fc.stringMatching(/^x-noise-[a-z]{1,9}$/), value: fc.string() }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...EXAMPLES), noise, fc.nat(), ({ raw, page }, more, at) => {
        const { headers } = raw.response;
        const where = at % (headers.length + 1);
        const mixed = [...headers.slice(0, where), ...more, ...headers.slice(where)];
        const found = diagnose({ ...raw.response, headers: mixed }, page, HTTPS, NOON);
        expect(found).toEqual(diagnose(raw.response, page, HTTPS, NOON));
      }),
    );
  });

  it('the order of headers of different names changes no claim', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EXAMPLES), fc.nat(), ({ raw, page }, at) => {
        const { headers } = raw.response;
        const start = at % (headers.length + 1);
        const turned = [...headers.slice(start), ...headers.slice(0, start)];
        const names = headers.map(({ name }) => name);
        fc.pre(new Set(names).size === names.length);
        expect(diagnose({ ...raw.response, headers: turned }, page, HTTPS, NOON)).toEqual(
          diagnose(raw.response, page, HTTPS, NOON),
        );
      }),
    );
  });
});

/** The shortest time of several diagnoses of a page, in ms: in the others the machine did something else too. */
function costOf(markup: string): number {
  const page = { title: markup.slice(0, 1_000), text: markup, markup };
  const response = aResponse({ server: 'nginx', 'cf-ray': '8f0000000000abcd-FRA' });
  const times = Array.from({ length: 15 }, () => {
    const start = performance.now();
    for (let n = 0; n < 4; n += 1) diagnose(response, page, HTTPS, NOON);
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe('the work that a hostile page makes', () => {
  // Four times the text: quadratic work would take sixteen times as long. Below the floor, which is
  // what the shortest page costs, it is the clock that is measured.
  const floor = costOf('');

  it.each(HOSTILE.map(pieceOf))('grows no faster than the page: %s', (_, piece) => {
    const long = costOf(hostilePage(piece, 65_536));
    const short = costOf(hostilePage(piece, 16_384));
    expect(long / (short + floor)).toBeLessThan(8);
  });
});
