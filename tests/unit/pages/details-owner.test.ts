import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/core/diagnosis/catalogue';
import { TRAPS } from '../../../src/pages/details/owner/entry';
import { ownerMeaning, TRAP_WORDS } from '../../../src/pages/details/owner/meaning';
import {
  ownerEntry,
  PRODUCTS,
  trapsOf,
  WITHOUT_OWNER_DATA,
} from '../../../src/pages/details/owner/products';
import type { DetailsFailure } from '../../../src/protocol/pages';

function failure(changes: Partial<DetailsFailure> = {}): DetailsFailure {
  return {
    status: 502,
    reason: null,
    site: 'shop.example',
    address: 'https://shop.example/',
    firstSeenAt: 0,
    lastSeenAt: 0,
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
    remedies: [],
    acts: [],
    outcome: null,
    archive: null,
    ...changes,
  };
}

const FAMILIES = new Set(CATALOGUE.map(({ gateway }) => gateway.family));
/** Families that an owner can have: all but those that stand on the visitor's side alone. */
const OWNED = new Set(
  CATALOGUE.filter(({ gateway }) => gateway.role !== 'forward-proxy').map(
    ({ gateway }) => gateway.family,
  ),
);
const ENTRIES = Object.entries(PRODUCTS);

describe('what owners can look at', () => {
  it('is there for every family of the catalogue, or left out with the reason', () => {
    const missing = [...OWNED].filter(
      (family) => ownerEntry(family) === null && !Object.hasOwn(WITHOUT_OWNER_DATA, family),
    );
    expect(missing).toEqual([]);
  });

  it('is about families that the catalogue has, and none is both there and left out', () => {
    const named = [...Object.keys(PRODUCTS), ...Object.keys(WITHOUT_OWNER_DATA)];
    expect(named.filter((family) => !FAMILIES.has(family))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
    expect(Object.values(WITHOUT_OWNER_DATA).every((reason) => reason.length > 10)).toBe(true);
  });

  it.each(ENTRIES)('says something, and nothing twice: %s', (_, entry) => {
    expect(Object.keys(entry).length).toBeGreaterThan(0);
    const lists = [
      entry.settings,
      entry.commands,
      entry.logs?.map(({ place }) => place),
      ...(entry.logs ?? []).map(({ lookFor }) => lookFor),
      ...Object.values(entry.causes ?? {}),
    ];
    for (const list of lists) {
      if (list === undefined) continue;
      expect(list.length).toBeGreaterThan(0);
      expect(new Set<string>(list).size).toBe(list.length);
    }
  });

  it.each(ENTRIES)(
    'links over https, to an address without a secret or a detour: %s',
    (_, entry) => {
      if (entry.about === undefined) return;
      const url = new URL(entry.about);
      expect(url.protocol).toBe('https:');
      expect(url.href).toBe(entry.about);
      expect(url.search + url.username).toBe('');
    },
  );

  it('doesn’t take a property of every object for a product', () => {
    expect(ownerEntry('constructor')).toBeNull();
    expect(ownerEntry('invented-later')).toBeNull();
  });
});

describe('what a page means in its product', () => {
  it.each([
    ['front-to-server', 'refused', 'ownerBehindRefused'],
    ['front-to-server', 'no-tunnel', 'ownerBehindNoTunnel'],
    ['front-to-server', 'unknown', 'ownerBehindUnknown'],
    ['server', 'timeout', 'ownerServerTimeout'],
    ['server', 'refused', 'ownerServer'],
    ['server', 'maintenance', 'ownerServerMaintenance'],
    ['front', 'unknown', 'ownerFront'],
    ['front', 'blocked', 'ownerOnPurpose'],
    ['unknown', 'challenge', 'ownerOnPurpose'],
    ['unknown', 'dns', 'ownerBehindDns'],
    ['unknown', 'unknown', 'ownerOpen'],
    ['front-to-server', 'constructor', 'ownerBehindUnknown'],
    ['invented-later', 'invented-later', 'ownerOpen'],
  ])('is said by link and cause: %s, %s', (failedLink, cause, key) => {
    expect(ownerMeaning(failure({ failedLink, cause }))).toBe(key);
  });

  it('sends nobody to the site’s servers for a proxy of the visitor’s', () => {
    expect(ownerMeaning(failure({ side: 'visitor', cause: 'refused' }))).toBe('ownerVisitor');
  });
});

describe('where a page misleads its owner', () => {
  const traps = (family: string, changes: Partial<DetailsFailure>) =>
    trapsOf(ownerEntry(family) ?? {}, failure(changes));

  it.each([
    ['nginx', 502, 'hides-cause'],
    ['apache', 503, 'refused-is-503'],
    ['apache', 502, 'timeout-is-502'],
    ['aws-elb', 503, 'no-healthy-instance'],
    ['haproxy', 503, 'many-causes'],
    ['varnish', 503, 'constant-wait'],
    ['fastly', 503, 'status-words'],
    ['heroku', 503, 'only-in-log'],
    ['isa-tmg', 502, 'often-blocked'],
    ['http-proxy-middleware', 504, 'refused-is-504'],
  ])('is said of %s with %i', (family, status, trap) => {
    expect(traps(family, { status })).toEqual([trap]);
  });

  it('depends on the page: Cloudflare’s branded 502 repeats the server’s answer, its bare one is its own', () => {
    expect(traps('cloudflare', { failedLink: 'server' })).toEqual(['origin-said-so']);
    expect(traps('cloudflare', { failedLink: 'front' })).toEqual(['its-own-trouble']);
    expect(traps('cloudflare', { status: 521, failedLink: 'front-to-server' })).toEqual([]);
  });

  it('is not said of other statuses', () => {
    expect(traps('nginx', { status: 504 })).toEqual([]);
    expect(traps('varnish', { status: 502 })).toEqual([]);
  });

  it('has words for every trap, and a product for every one', () => {
    expect(Object.keys(TRAP_WORDS).sort()).toEqual([...TRAPS].sort());
    const laid = new Set(
      Object.values(PRODUCTS).flatMap((entry) => (entry.traps ?? []).map(({ trap }) => trap)),
    );
    expect([...laid].sort()).toEqual([...TRAPS].sort());
  });
});
