import { describe, expect, it } from 'vitest';
import { REMEDIES } from '../../../src/core/remedies/remedy';
import { WHAT_YOU_CAN_DO } from '../../../src/pages/details/facts';
import {
  causeSentence,
  fittingCauses,
  fittingOwnerFacts,
  fittingRemedies,
} from '../../../src/pages/details/fitting';
import { stationsOf } from '../../../src/pages/details/stations';
import type { DetailsFailure } from '../../../src/protocol/pages';

/** A failure as the background describes it; `changes` say what a test is about. */
function failure(changes: Partial<DetailsFailure> = {}): DetailsFailure {
  return {
    status: 502,
    reason: 'Bad Gateway',
    site: 'shop.example',
    address: 'https://shop.example/basket',
    firstSeenAt: 1_763_662_867_000,
    lastSeenAt: 1_763_662_867_000,
    tries: { ours: 0, visitors: 0 },
    askedBy: 'get',
    gateway: { family: 'nginx', product: 'nginx', role: 'reverse-proxy' },
    author: 'gateway',
    side: 'site',
    failedLink: 'front-to-server',
    cause: 'unknown',
    certainty: 'certain',
    reference: null,
    evidence: [],
    remedies: ['K32', 'K31', 'K36', 'K46'],
    ...changes,
  };
}

describe('what fits the failure', () => {
  it('names the causes that the diagnosis speaks for', () => {
    expect([...fittingCauses(failure({ cause: 'refused' }))]).toEqual(['K11', 'K14', 'K15']);
    expect([...fittingCauses(failure({ cause: 'certificate' }))]).toEqual(['K18']);
  });

  it('names none where the cause is unknown, or a newer one', () => {
    expect(fittingCauses(failure({ cause: 'unknown' })).size).toBe(0);
    expect(fittingCauses(failure({ cause: 'invented-later' })).size).toBe(0);
    expect(fittingCauses(failure({ cause: 'constructor' })).size).toBe(0);
    expect(causeSentence(failure({ cause: 'invented-later' }))).toBe('detailsCauseUnknown');
  });

  it('blames the visitor’s own proxy alone, and sends the owner nowhere', () => {
    const theirs = failure({ side: 'visitor', cause: 'refused' });
    expect([...fittingCauses(theirs)]).toEqual(['K24']);
    expect(fittingOwnerFacts(theirs).size).toBe(0);
  });

  it('doesn’t call the cause unknown when the visitor’s side is known to be it', () => {
    expect(causeSentence(failure({ side: 'visitor', cause: 'unknown' }))).toBe('detailsCauseYours');
  });

  it('keeps the failure’s order of remedies, each once, without ids it doesn’t know', () => {
    const remedies = ['K48', 'K32', 'K99', 'K32', 'K31'];
    expect(fittingRemedies(failure({ remedies }))).toEqual(['K48', 'K32', 'K31']);
  });

  it('has a place for every remedy that the core can name', () => {
    const placed: string[] = WHAT_YOU_CAN_DO.flatMap((group) => group.facts);
    expect(placed.sort()).toEqual([...REMEDIES].sort());
  });
});

describe('the way of the request', () => {
  const marks = (changes: Parameters<typeof failure>[0]) =>
    stationsOf(failure(changes)).stations.map(({ name, failed }) => `${name}${failed ? '!' : ''}`);

  it('marks the gap between gateway and server', () => {
    expect(marks({ failedLink: 'front-to-server' })).toEqual([
      'detailsChainYou',
      'detailsChainFront',
      'null!',
      'detailsChainServer',
    ]);
  });

  it('marks the gateway, the server or the visitor’s proxy', () => {
    expect(marks({ failedLink: 'front' })).toContain('detailsChainFront!');
    expect(marks({ failedLink: 'server' })).toContain('detailsChainServer!');
    expect(marks({ failedLink: 'visitor-proxy' })).toContain('detailsChainProxy!');
  });

  it('marks nothing where it can’t be told', () => {
    expect(marks({ failedLink: 'unknown' }).join()).not.toContain('!');
    expect(stationsOf(failure({ failedLink: 'unknown' })).known).toBe(false);
  });

  it('doesn’t place a forward proxy at the site’s door', () => {
    const gateway = { family: 'squid', product: 'Squid', role: 'forward-proxy' };
    const { stations } = stationsOf(failure({ failedLink: 'unknown', gateway }));
    expect(stations.every(({ product }) => product === null)).toBe(true);
  });
});
