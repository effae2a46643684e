import { describe, expect, it } from 'vitest';
import { REMEDIES } from '../../../src/core/remedies/remedy';
import { WHAT_YOU_CAN_DO } from '../../../src/pages/details/facts';
import {
  causeSentence,
  causesOfStatus,
  fittingCauses,
  fittingOwnerFacts,
  fittingRemedies,
} from '../../../src/pages/details/fitting';
import { wayOf } from '../../../src/pages/details/stations';
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
    comparison: null,
    reference: null,
    evidence: [],
    remedies: ['K32', 'K31', 'K36', 'K46'],
    acts: ['K31', 'K37', 'K38', 'K47'],
    outcome: null,
    archive: 'https://web.archive.org/web/2/https://shop.example.org/cart',
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

describe('where the owner starts', () => {
  const start = (changes: Parameters<typeof failure>[0]) => [
    ...fittingOwnerFacts(failure(changes)),
  ];

  it('is told by the cause where it is known, by the link where it isn’t', () => {
    expect(start({ cause: 'timeout' })).toEqual(['K63', 'K64']);
    expect(start({ cause: 'unknown', failedLink: 'front-to-server' })).toEqual(['K60', 'K61']);
    expect(start({ cause: 'unknown', failedLink: 'server' })).toContain('K68');
    expect(start({ cause: 'unknown', failedLink: 'unknown' })).toEqual([]);
  });

  it('is the log where there is a reference to search by', () => {
    const reference = { name: 'Ray ID', value: '8f00ba5e0000abcd' };
    expect(start({ cause: 'tls', reference })).toEqual(['K67', 'K61']);
  });

  it('is the provider where one stands in front: around it, or with it', () => {
    const gateway = { family: 'cloudflare', product: 'Cloudflare', role: 'cdn' };
    expect(start({ gateway, cause: 'refused' })).toContain('K66');
    expect(start({ gateway, failedLink: 'front' })).toContain('K68b');
  });
});

describe('the causes that a product answers with a status for', () => {
  const nginx = { 502: ['refused', 'closed'], 504: ['timeout'] } as const;

  it('are listed each once where the page tells none', () => {
    expect(causesOfStatus(nginx, failure())).toEqual(['K11', 'K14', 'K15', 'K16', 'K17']);
    expect(causesOfStatus(nginx, failure({ status: 504 }))).toContain('K16');
    expect(causesOfStatus(nginx, failure({ status: 503 }))).toEqual([]);
    expect(causesOfStatus(undefined, failure())).toEqual([]);
  });

  it('are not listed beside the one that the page tells, nor on the visitor’s side', () => {
    expect(causesOfStatus(nginx, failure({ cause: 'refused' }))).toEqual([]);
    expect(causesOfStatus(nginx, failure({ side: 'visitor' }))).toEqual([]);
  });
});

describe('the way of the request', () => {
  const marks = (changes: Parameters<typeof failure>[0]) =>
    wayOf(failure(changes))?.stations.map(({ name, failed }) => `${name}${failed ? '!' : ''}`) ??
    [];
  const products = (changes: Parameters<typeof failure>[0]) =>
    wayOf(failure(changes))?.stations.map(({ product }) => product);

  it('leads over four stations, and marks the gap between gateway and server', () => {
    expect(marks({ failedLink: 'front-to-server' })).toEqual([
      'detailsChainYou',
      'detailsChainNetwork',
      'detailsChainFront',
      'null!',
      'detailsChainServer',
    ]);
  });

  it.each([
    ['front', 'detailsChainFront!', 'detailsChainSaysFront'],
    ['server', 'detailsChainServer!', 'detailsChainSaysServer'],
    ['front-to-server', 'null!', 'detailsChainSaysBetween'],
    ['visitor-proxy', 'detailsChainProxy!', 'detailsChainSaysProxy'],
  ])('marks the link that failed, and says it: %s', (failedLink, mark, says) => {
    expect(marks({ failedLink }).filter((one) => one.endsWith('!'))).toEqual([mark]);
    expect(wayOf(failure({ failedLink }))).toMatchObject({ says, known: true });
  });

  it('breaks on the visitor’s side whatever the link is called', () => {
    expect(marks({ side: 'visitor', failedLink: 'invented-later' })).toContain(
      'detailsChainProxy!',
    );
  });

  it('marks nothing where it can’t be told', () => {
    for (const failedLink of ['unknown', 'invented-later', 'constructor']) {
      expect(marks({ failedLink }).join()).not.toContain('!');
      expect(wayOf(failure({ failedLink }))).toMatchObject({
        says: 'detailsChainOpen',
        known: false,
      });
    }
  });

  it('is left out where the side is open', () => {
    expect(wayOf(failure({ side: 'unknown' }))).toBeNull();
  });

  it('puts a product where it stands', () => {
    const squid = { family: 'squid', product: 'Squid', role: 'forward-proxy' };
    expect(products({ side: 'visitor', gateway: squid })).toEqual([null, 'Squid', null, null]);
    expect(products({ failedLink: 'front' })).toEqual([null, null, 'nginx', null]);
    const puma = { family: 'puma', product: 'Puma', role: 'origin-server' };
    expect(products({ failedLink: 'server', gateway: puma })).toEqual([null, null, null, 'Puma']);
  });
});
