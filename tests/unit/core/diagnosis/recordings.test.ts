import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeRecordings, RECORDINGS, tally } from '../../support/recordings';

const areThere = existsSync(RECORDINGS);
const where = areThere ? '' : ' (skipped: ../shared/responses is not beside this checkout)';

describe.skipIf(!areThere)(`the recorded responses of real servers${where}`, () => {
  const judged = areThere ? judgeRecordings() : [];

  it('are there', () => {
    expect(judged.length).toBeGreaterThan(100);
  });

  it('are never given a wrong author', () => {
    console.log(`family: ${tally(judged.map(({ family }) => family))}`);
    expect(judged.filter(({ family }) => family === 'wrong').map(({ name }) => name)).toEqual([]);
  });

  it('are never put on a wrong side', () => {
    console.log(`side: ${tally(judged.map(({ side }) => side))}`);
    expect(judged.filter(({ side }) => side === 'wrong').map(({ name }) => name)).toEqual([]);
  });

  it('are never taken for a bot check', () => {
    const challenges = judged.filter(({ diagnosis }) => diagnosis.page === 'challenge');
    expect(challenges.map(({ name }) => name)).toEqual([]);
  });

  it('are known by their own authors’ pages most of the time', () => {
    const known = ['nginx', 'varnish', 'squid', 'haproxy'].map((family) =>
      judged.filter(({ diagnosis }) => diagnosis.gateway?.family === family),
    );
    for (const of of known) expect(of.length).toBeGreaterThan(5);
  });
});
