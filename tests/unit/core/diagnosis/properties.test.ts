import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/core/diagnosis/diagnose';
import { HOSTILE, hostilePage, pieceOf } from '../../support/hostile';
import { aResponse, HTTPS, NOON } from '../../support/samples';

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
