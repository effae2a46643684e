import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnoseProxy, isUnanswered } from '../../../../src/core/diagnosis/diagnose-proxy';
import { proxyFailureOf } from '../../../../src/core/diagnosis/proxy-failure';
import { orderRemedies } from '../../../../src/core/remedies/order';
import { nextStep } from '../../../../src/core/retry/next-step';
import { AROUND, aDiagnosis, anIncident, NOON } from '../../support/samples';

/** What the browser's error says, of a page that was asked for through an HTTP proxy. */
function told(error: string) {
  const failure = proxyFailureOf(error, true);
  if (failure === null) throw new Error(`${error} says nothing of a proxy`);
  return diagnoseProxy(failure);
}

const BREAKDOWNS = [
  ['net::ERR_TUNNEL_CONNECTION_FAILED', null, 'likely'],
  ['net::ERR_PROXY_CONNECTION_FAILED', null, 'certain'],
  ['NS_ERROR_PROXY_BAD_GATEWAY', 502, 'likely'],
  ['NS_ERROR_PROXY_GATEWAY_TIMEOUT', 504, 'likely'],
  ['NS_ERROR_CONNECTION_REFUSED', null, 'likely'],
  ['NS_ERROR_UNKNOWN_HOST', null, 'likely'],
  ['NS_ERROR_PROXY_CONNECTION_REFUSED', null, 'likely'],
  ['NS_ERROR_UNKNOWN_PROXY_HOST', null, 'certain'],
  ['NS_ERROR_PROXY_VARIANT_ALSO_NEGOTIATES', null, 'likely'],
] as const;

const REFUSALS = [
  ['net::ERR_PROXY_AUTH_REQUESTED', 407],
  ['net::ERR_PROXY_AUTH_UNSUPPORTED', 407],
  ['NS_ERROR_PROXY_FORBIDDEN', 403],
  ['NS_ERROR_PROXY_AUTHENTICATION_FAILED', 407],
  ['NS_ERROR_PROXY_UNAVAILABLE_FOR_LEGAL_REASONS', 451],
] as const;

describe('a page that the visitor’s proxy did not bring', () => {
  it.each(BREAKDOWNS)('is on their side, and tried again: %s', (error, status, certainty) => {
    expect(told(error)).toMatchObject({
      status,
      side: 'visitor',
      author: 'gateway',
      gateway: null,
      failedLink: 'visitor-proxy',
      certainty,
      retry: { automatic: true, why: 'usually-temporary' },
    });
  });

  it.each(REFUSALS)('is not tried again by itself where it was refused: %s', (error, status) => {
    const diagnosis = told(error);
    expect(diagnosis).toMatchObject({ status, side: 'visitor', cause: 'blocked' });
    const around = { allowed: 'yes', inView: true, online: true } as const;
    expect(nextStep(anIncident(), diagnosis, around, NOON, 0)).toEqual({
      kind: 'stop',
      why: 'deliberate',
    });
  });

  it('begins its remedies with proxy and security software', () => {
    for (const [error] of [...BREAKDOWNS, ...REFUSALS]) {
      const ordered = orderRemedies(anIncident(), told(error), { fromCache: false }, AROUND);
      expect(ordered.slice(0, 2)).toEqual(['K42', 'K42a']);
    }
  });

  it('keeps the browser’s own name of the error as evidence', () => {
    expect(told('NS_ERROR_PROXY_BAD_GATEWAY').evidence).toEqual([
      { kind: 'status', value: '502', speaksFor: 'cause' },
      { kind: 'error', value: 'NS_ERROR_PROXY_BAD_GATEWAY', speaksFor: 'side' },
    ]);
    expect(isUnanswered(told('net::ERR_TUNNEL_CONNECTION_FAILED'))).toBe(true);
    expect(isUnanswered(aDiagnosis())).toBe(false);
  });
});

describe('an error of the browser’s', () => {
  it.each([
    'NS_BINDING_ABORTED',
    'net::ERR_ABORTED',
    'net::ERR_NAME_NOT_RESOLVED',
    'net::ERR_CONNECTION_REFUSED',
    'net::ERR_EMPTY_RESPONSE',
    'net::ERR_INTERNET_DISCONNECTED',
    'net::ERR_UNEXPECTED_PROXY_AUTH',
    'NS_ERROR_NET_RESET',
    'NS_ERROR_NET_ERROR_RESPONSE',
    'NS_ERROR_PROXY_',
    '',
    'toString',
  ])('is no proxy’s failure where it may be anyone’s: %s', (error) => {
    expect(proxyFailureOf(error, true)).toBeNull();
    expect(proxyFailureOf(error, false)).toBeNull();
  });

  it.each(['NS_ERROR_CONNECTION_REFUSED', 'NS_ERROR_UNKNOWN_HOST'])(
    'is the network’s own without an HTTP proxy: %s',
    (error) => {
      expect(proxyFailureOf(error, false)).toBeNull();
    },
  );

  it('never grows in what is kept of it', () => {
    fc.assert(
      fc.property(fc.string(), (rest) => {
        const failure = proxyFailureOf(`NS_ERROR_PROXY_${rest}`, true);
        expect(failure?.error.length ?? 0).toBeLessThanOrEqual(80);
      }),
    );
    expect(proxyFailureOf(`NS_ERROR_PROXY_${'A'.repeat(200)}`, true)).toBeNull();
  });
});
