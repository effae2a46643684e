import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, type Signature } from '../../../../src/core/diagnosis/catalogue';
import { diagnose, matches } from '../../../../src/core/diagnosis/diagnose';
import { normaliseMarkup } from '../../../../src/core/diagnosis/markup';
import { pageOfBody, readResponse } from '../../support/read-response';
import { HTTP, HTTPS, NOON } from '../../support/samples';

const DATA = fileURLToPath(new URL('../../../data/gateways', import.meta.url));

const examples = readdirSync(DATA)
  .filter((file) => file.endsWith('.http'))
  .map((file) => ({
    id: file.replace(/\.http$/, ''),
    ...readResponse(readFileSync(join(DATA, file))),
  }));

/** The entries that claim an example, whichever comes first. */
function claimants(example: (typeof examples)[number]): Signature[] {
  const markup = normaliseMarkup(example.body);
  return CATALOGUE.filter((entry) => matches(entry, example.response, markup));
}

describe('the catalogue of gateways', () => {
  it('has one example for each entry, and one entry for each example', () => {
    const ids = CATALOGUE.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(examples.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it.each(examples)('knows its example: $id', (example) => {
    expect(claimants(example)[0]?.id).toBe(example.id);
  });

  it.each(examples)('names one family only for an example: $id', (example) => {
    const certain = claimants(example).filter(({ certainty }) => certainty === 'certain');
    expect(new Set(certain.map(({ gateway }) => gateway.family)).size).toBeLessThanOrEqual(1);
  });

  it.each(examples)('says of an example what its entry says: $id', ({ id, response, body }) => {
    const entry = CATALOGUE.find((one) => one.id === id);
    const found = diagnose(response, pageOfBody(body), HTTPS, NOON);
    expect(found.gateway).toEqual(entry?.gateway);
    expect(found.author).toBe('gateway');
    expect(found.certainty).toBe(entry?.certainty);
    expect(found.evidence.length).toBeGreaterThan(0);
  });

  it('names no gateway by the Server header alone', () => {
    for (const { id, headers = [], markup } of CATALOGUE) {
      const others = headers.filter(({ name }) => name !== 'server');
      expect(others.length + (markup === undefined ? 0 : 1), id).toBeGreaterThan(0);
    }
  });

  it('has no entry whose pattern remembers where it was', () => {
    for (const { headers = [], markup } of CATALOGUE) {
      for (const pattern of [markup, ...headers.map(({ value }) => value)]) {
        expect(pattern?.flags ?? '').not.toMatch(/[gy]/);
      }
    }
  });
});

describe('what the examples say', () => {
  const found = (id: string, context = HTTPS) => {
    const example = examples.find((one) => one.id === id);
    if (example === undefined) throw new Error(`no example ${id}`);
    return diagnose(example.response, pageOfBody(example.body), context, NOON);
  };

  it('puts the fault between the site’s front and the server behind it, for nginx’s 502', () => {
    expect(found('nginx')).toMatchObject({
      side: 'site',
      failedLink: 'front-to-server',
      cause: 'unknown',
      certainty: 'certain',
      page: 'bare',
    });
  });

  it('reads a 504 of nginx’s kind as a time that ran out', () => {
    expect(found('openresty').cause).toBe('timeout');
  });

  it('puts the fault at the server where Cloudflare’s branded page says 502', () => {
    expect(found('cloudflare-branded')).toMatchObject({ failedLink: 'server', page: 'bare' });
  });

  it('puts the fault at Cloudflare where the bare page is its own', () => {
    expect(found('cloudflare-bare')).toMatchObject({ side: 'site', failedLink: 'front' });
  });

  it('says that a tunnel nobody holds wants its owner, and tries nothing', () => {
    expect(found('cloudflare-tunnel')).toMatchObject({
      cause: 'no-tunnel',
      retry: { automatic: false, why: 'needs-the-owner' },
    });
  });

  it('leaves a site the page that it put in place of Cloudflare’s', () => {
    expect(found('cloudflare-code')).toMatchObject({ cause: 'timeout', certainty: 'likely' });
  });

  it('leaves open whose Squid it is, also on https', () => {
    expect(found('squid')).toMatchObject({ side: 'unknown', failedLink: 'unknown' });
  });

  it('leaves open whose Apache it is, but on https', () => {
    expect(found('apache-proxy-error', HTTP)).toMatchObject({
      side: 'unknown',
      failedLink: 'unknown',
    });
    expect(found('apache-proxy-error')).toMatchObject({ side: 'site', certainty: 'likely' });
  });

  it('names Varnish where nginx stands before it and put its own name into Server', () => {
    expect(found('varnish').gateway?.family).toBe('varnish');
  });

  it('has the reference that a support desk can search by', () => {
    expect(found('cloudflare-bare').reference).toEqual({
      name: 'Ray ID',
      value: '8f0000000000abcd-FRA',
    });
    expect(found('cloudfront').reference?.name).toBe('X-Amz-Cf-Id');
    expect(found('varnish').reference).toEqual({ name: 'XID', value: '65539' });
    expect(found('nginx').reference).toBeNull();
  });
});
