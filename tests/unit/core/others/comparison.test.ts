import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../../../src/core/diagnosis/diagnosis';
import { type Circumstances, COMPARISONS, compare } from '../../../../src/core/others/comparison';
import { AROUND, aDiagnosis } from '../../support/samples';

const NGINX = { family: 'nginx', product: 'nginx', role: 'reverse-proxy' } as const;
const SQUID = { family: 'squid', product: 'Squid', role: 'forward-proxy' } as const;
const CLOUDFLARE = { family: 'cloudflare', product: 'Cloudflare', role: 'cdn' } as const;

const said = (diagnosis: Partial<Diagnosis>, around: Partial<Circumstances>) =>
  compare(aDiagnosis(diagnosis), { ...AROUND, ...around });
const failing = (...failingFamilies: string[]): Partial<Circumstances> => ({
  others: 'failing',
  failingFamilies,
});

describe('"Is it me or them?"', () => {
  it('is not answered where nothing is known', () => {
    expect(said({}, {})).toBeNull();
    expect(said({ side: 'site', certainty: 'certain' }, {})).toBeNull();
  });

  it('is answered by the device being offline before all else', () => {
    expect(said({ side: 'site' }, { online: false, others: 'fine' })).toBe('offline');
  });

  it('is answered by other sites that load', () => {
    expect(said({}, { others: 'fine' })).toBe('others-fine');
    expect(said({ side: 'site', certainty: 'likely' }, { others: 'fine' })).toBe('others-fine');
  });

  it('is not answered so where the visitor’s own proxy made the page', () => {
    expect(said({ side: 'visitor', gateway: SQUID }, { others: 'fine' })).toBeNull();
  });

  it('is answered by others that fail with the same gateway at once', () => {
    const around = { ...failing('squid', 'nginx'), scheme: 'http' } as const;
    const same = 'others-failing-same-gateway';
    expect(said({ side: 'visitor', gateway: SQUID }, around)).toBe(same);
    expect(said({ side: 'site', certainty: 'certain', gateway: NGINX }, around)).toBe(same);
    expect(said({ gateway: NGINX }, { ...around, scheme: 'https' })).toBe(same);
  });

  it('is answered by their provider where the gateway can only be the site’s', () => {
    const provider = 'others-failing-same-provider';
    const around = failing('cloudflare', 'nginx');
    expect(said({ gateway: CLOUDFLARE }, { ...around, scheme: 'http' })).toBe(provider);
    expect(said({ side: 'site', gateway: CLOUDFLARE }, around)).toBe(provider);
    expect(said({ side: 'site', gateway: NGINX }, around)).toBe(provider);
  });

  it('is answered by others that fail otherwise only where the side is not settled', () => {
    const http = { ...failing('haproxy'), scheme: 'http' } as const;
    expect(said({ gateway: NGINX }, http)).toBe('others-failing');
    expect(said({}, failing())).toBe('others-failing');
    expect(said({ side: 'site', certainty: 'likely' }, http)).toBe('others-failing');
    expect(said({ side: 'site', certainty: 'certain' }, http)).toBeNull();
    expect(said({ side: 'site', certainty: 'likely' }, failing('haproxy'))).toBeNull();
    expect(said({ side: 'visitor' }, http)).toBeNull();
  });

  it('is answered by where the answer came from, when nothing else is known', () => {
    expect(said({}, { serverAddress: 'loopback' })).toBe('own-network');
    expect(said({}, { serverAddress: 'private' })).toBe('own-network');
    expect(said({}, { serverAddress: 'public' })).toBeNull();
    expect(said({ side: 'site' }, { serverAddress: 'loopback' })).toBeNull();
    expect(said({}, { serverAddress: 'loopback', others: 'fine' })).toBe('others-fine');
  });

  it('is answered by a proxy that the browser names, whose own address is then no news', () => {
    expect(said({}, { proxy: 'known', serverAddress: 'loopback' })).toBe('proxy');
    expect(said({ side: 'site' }, { proxy: 'known' })).toBeNull();
    expect(said({}, { proxy: 'none' })).toBeNull();
  });

  it('never blames the visitor for an https page that is the site’s', () => {
    const role = fc.constantFrom(NGINX, SQUID, CLOUDFLARE, null);
    const certainty = fc.constantFrom('certain' as const, 'likely' as const);
    const around = fc.record({
      scheme: fc.constant('https' as const),
      proxy: fc.constantFrom('none' as const, 'known' as const, 'unknown' as const),
      others: fc.constantFrom('fine' as const, 'failing' as const, 'unknown' as const),
      online: fc.constant(true),
      failingFamilies: fc.subarray(['nginx', 'squid', 'cloudflare']),
      serverAddress: fc.constantFrom('public' as const, 'private' as const, 'loopback' as const),
    });
    const innocent = [null, 'others-fine', 'others-failing-same-provider'];
    fc.assert(
      fc.property(role, certainty, around, (gateway, sure, given) => {
        const found = compare(aDiagnosis({ side: 'site', certainty: sure, gateway }), given);
        expect(innocent).toContain(found);
        if (found !== null) expect(COMPARISONS).toContain(found);
      }),
    );
  });
});
