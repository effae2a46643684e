import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, type Signature } from '../../../../src/core/diagnosis/catalogue';
import { diagnose, observe } from '../../../../src/core/diagnosis/diagnose';
import { claimOf, matches } from '../../../../src/core/diagnosis/match';
import coverage from '../../../data/coverage.json';
import families from '../../../data/families.json';
import { EXAMPLES, type Example, entryOf, exampleOf } from '../../support/gateways';
import { canRunAway, patternsOf } from '../../support/patterns';
import { HTTP, HTTPS, NOON } from '../../support/samples';

/** Families without an agreed name: proxies on a visitor's device, and a sentence that many copy. */
const OWN_FAMILIES = [
  'http-proxy',
  'fiddler',
  'charles',
  'zap',
  'whistle',
  '3proxy',
  'polipo',
  'i2p',
] as const;

/** Entries of our own making, which no known mark stands behind. */
const OWN_ENTRIES = [
  ...OWN_FAMILIES.map((family) => (family === '3proxy' ? 'three-proxy' : family)),
  'squid-page-localised',
  'tomcat-localised',
];

const NAMING = EXAMPLES.filter((example) => entryOf(example).certainty !== 'perhaps');
const GUESSING = EXAMPLES.filter((example) => entryOf(example).certainty === 'perhaps');

function claimants({ raw, page }: Example): Signature[] {
  const observed = observe(raw.response, page);
  return CATALOGUE.filter((entry) => matches(entry, observed));
}

const found = ({ raw, page }: Example, context = HTTPS) =>
  diagnose(raw.response, page, context, NOON);

describe('the catalogue of gateways', () => {
  it('has one example for each entry, and one entry for each example', () => {
    const ids = CATALOGUE.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(EXAMPLES.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it.each(NAMING)('knows its example: $id', (example) => {
    expect(claimOf(observe(example.raw.response, example.page)).entry?.id).toBe(example.id);
  });

  it.each(GUESSING)('says no more than "perhaps" of an example: $id', (example) => {
    const entry = entryOf(example);
    expect(claimants(example)).toContain(entry);
    const { gateway, author, evidence } = found(example);
    expect(gateway).toBeNull();
    expect(author).not.toBe('gateway');
    expect(evidence).toContainEqual({
      kind: 'perhaps',
      value: entry.gateway.product,
      speaksFor: 'gateway',
    });
  });

  it.each(EXAMPLES)('has no two families that claim one example with certainty: $id', (example) => {
    const certain = claimants(example).filter(({ certainty }) => certainty === 'certain');
    expect(new Set(certain.map(({ gateway }) => gateway.family)).size).toBeLessThanOrEqual(1);
  });

  it.each(NAMING)('says of an example what its entry says: $id', (example) => {
    const entry = entryOf(example);
    const side = entry.side ?? (entry.gateway.role === 'forward-proxy' ? 'visitor' : 'site');
    const { certainty, ...rest } = found(example);
    expect(rest).toMatchObject({ gateway: entry.gateway, author: 'gateway', side });
    expect(rest.path).not.toContain(entry.gateway.family);
    expect(rest.evidence.length).toBeGreaterThan(0);
    if (entry.certainty === 'likely') expect(certainty).toBe('likely');
    else expect(['certain', 'likely']).toContain(certainty);
  });

  it('names no gateway by the Server header alone', () => {
    for (const entry of CATALOGUE.filter(({ certainty }) => certainty !== 'perhaps')) {
      const { id, headers = [], certainty, empty, skeleton, title, words, markup, reason } = entry;
      const marks = [skeleton, title, words, markup, reason].filter((mark) => mark !== undefined);
      const others = headers.filter(({ name }) => name !== 'server').length + marks.length;
      // No body at all is a mark too, but a weak one: many programs send none.
      if (empty === true && others === 0) expect(certainty, id).toBe('likely');
      else expect(others, id).toBeGreaterThan(0);
    }
  });

  it('uses the families’ agreed names', () => {
    const known = new Set([...families, ...OWN_FAMILIES]);
    for (const { id, gateway } of CATALOGUE) expect(known, id).toContain(gateway.family);
  });
});

describe('a pattern of the catalogue', () => {
  const patterns = CATALOGUE.flatMap(patternsOf);

  it('does not remember where it was', () => {
    for (const { of, pattern } of patterns) expect(pattern.flags, of).not.toMatch(/[gy]/);
  });

  it('repeats nothing that repeats, and begins with something', () => {
    expect(patterns.length).toBeGreaterThan(300);
    const bad = patterns.filter(({ pattern }) => canRunAway(pattern));
    expect(bad.map(({ of, pattern }) => `${of}: ${pattern}`)).toEqual([]);
  });

  it('would be found out', () => {
    const bad = [/(a+)+b/, /(?:a|b{2,})*c/, /.*x/, /\b\w+x/, /a|[^<]{0,9}b/, /(?:a(?:b+)?){2,}/];
    for (const pattern of bad) expect(canRunAway(pattern), String(pattern)).toBe(true);
    for (const pattern of [/^.*x/, /a(?:b+)?/, /(?:ab{2}){9}/, /[*+]x+/, /\(a+\)+/]) {
      expect(canRunAway(pattern), String(pattern)).toBe(false);
    }
  });
});

const KNOWN_MARKS = fileURLToPath(
  new URL('../../../../../shared/signatures.json', import.meta.url),
);
const areThere = existsSync(KNOWN_MARKS);

describe('the known marks of gateways', () => {
  const covered: Readonly<Record<string, readonly string[]>> = coverage;
  const path = readFileSync(
    fileURLToPath(new URL('../../../../src/core/diagnosis/path.ts', import.meta.url)),
    'utf8',
  );

  it('are each worked in where this project says so', () => {
    const ids = new Set(CATALOGUE.map(({ id }) => id));
    for (const [mark, places] of Object.entries(covered)) {
      expect(places.length, mark).toBeGreaterThan(0);
      for (const place of places) {
        const family = /^path:(.+)$/.exec(place)?.[1];
        if (family !== undefined) expect(path, mark).toContain(`family: '${family}'`);
        else expect(['standards', 'unseen', ...ids], mark).toContain(place);
      }
    }
  });

  it('cover every entry but a few more of our own', () => {
    const places = new Set(Object.values(covered).flat());
    const own = CATALOGUE.map(({ id }) => id).filter((id) => !places.has(id));
    expect([...own].sort()).toEqual([...OWN_ENTRIES].sort());
  });

  it.skipIf(!areThere)('are all worked in, and the weak ones never say more than "perhaps"', () => {
    const known: readonly { id: string; family: string; confidence: string }[] = JSON.parse(
      readFileSync(KNOWN_MARKS, 'utf8'),
    );
    expect(Object.keys(covered).sort()).toEqual(known.map(({ id }) => id).sort());
    expect([...new Set(known.map(({ family }) => family))].sort()).toEqual(families);
    for (const { id } of known.filter(({ confidence }) => confidence === 'low')) {
      const entries = CATALOGUE.filter((entry) => covered[id]?.includes(entry.id));
      for (const { certainty } of entries) expect(certainty, id).toBe('perhaps');
    }
  });
});

describe('what the examples say', () => {
  const of = (id: string, context = HTTPS) => found(exampleOf(id), context);

  it('puts the fault between the site’s front and the server behind it, for nginx’s 502', () => {
    expect(of('nginx')).toMatchObject({
      side: 'site',
      failedLink: 'front-to-server',
      cause: 'unknown',
      certainty: 'certain',
      page: 'bare',
    });
  });

  it('reads a 504 of nginx’s kind as a time that ran out', () => {
    expect(of('openresty').cause).toBe('timeout');
  });

  it('puts the fault at the server where Cloudflare’s branded page says 502', () => {
    expect(of('cloudflare-branded')).toMatchObject({ failedLink: 'server', page: 'bare' });
  });

  it('puts the fault at Cloudflare where the bare page is its own', () => {
    expect(of('cloudflare-bare')).toMatchObject({ side: 'site', failedLink: 'front' });
  });

  it('says that a tunnel nobody holds wants its owner, and tries nothing', () => {
    expect(of('cloudflare-tunnel')).toMatchObject({
      cause: 'no-tunnel',
      retry: { automatic: false, why: 'needs-the-owner' },
    });
  });

  it('leaves open whose Squid it is, also on https', () => {
    expect(of('squid')).toMatchObject({ side: 'unknown', failedLink: 'unknown' });
    expect(of('squid', HTTP)).toMatchObject({ side: 'unknown', failedLink: 'unknown' });
  });

  it('says that a proxy refused on purpose, and tries nothing', () => {
    expect(of('tmg-denied')).toMatchObject({
      side: 'visitor',
      cause: 'blocked',
      retry: { automatic: false, why: 'deliberate' },
    });
  });

  it('names Varnish where nginx stands before it and put its own name into Server', () => {
    expect(of('varnish')).toMatchObject({ gateway: { family: 'varnish' }, path: ['nginx'] });
  });

  it('names Render and Heroku where Cloudflare stands before them', () => {
    expect(of('render')).toMatchObject({ gateway: { family: 'render' }, path: ['cloudflare'] });
  });

  it.each([
    ['envoy-connect', 'refused'],
    ['h2o', 'timeout'],
    ['mitmproxy-tunnel', 'dns'],
    ['goproxy', 'refused'],
    ['fastly', 'timeout'],
    ['akamai', 'dns'],
    ['tinyproxy', 'unknown'],
    ['apache-page', 'unknown'],
  ])('tells the cause where the page of %s does: %s', (id, cause) => {
    expect(of(id).cause).toBe(cause);
  });

  it('has the reference that a support desk can search by', () => {
    expect(of('cloudflare-bare').reference).toEqual({
      name: 'Ray ID',
      value: '8f0000000000abcd-FRA',
    });
    expect(of('cloudfront').reference?.name).toBe('Request ID');
    expect(of('varnish').reference).toEqual({ name: 'XID', value: '65540' });
    expect(of('nginx').reference).toBeNull();
  });
});
