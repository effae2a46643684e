import fc from 'fast-check';
import { type Item, serializeList, Token } from 'structured-headers';
import { standardFields } from '../../../src/core/diagnosis/standards';
import { assert } from '../assert';
import { mutatedText } from '../mutations';
import { target } from '../target';
import { anyText } from './pieces';

const SAMPLES = [
  'ExampleCDN; error=connection_refused; next-hop="backend.example.org:8001"',
  'r34.example.net; error=http_request_error, ExampleCDN; received-status=502',
  '"a, b"; error="c;d=\\"e\\""; received-status=503; details="x"',
  'ExampleCache; fwd=miss; fwd-status=504; stored, B; hit; ttl=30',
  '(a b);error=x, c;received-status=1.5, d;received-status=-1, e;error',
  ':YWJj:;error=?1, @1659578233;error=a, %"f%c3%bc";error=b',
];
const PIECES = [';', ',', '=', '"', '\\', '(', ')', '?1', ':', '%"', '@', '*', ' ', '\t', '\u0000'];

const wild = mutatedText(
  fc.constantFrom('', ...SAMPLES),
  fc.oneof(fc.constantFrom(...PIECES, ...SAMPLES), anyText),
);

/** Whatever is in the fields: nothing, or bounded words and a status. */
export const structuredFields = target(
  'structured-fields',
  fc.record({ proxy: fc.array(wild, { maxLength: 3 }), cache: fc.array(wild, { maxLength: 2 }) }),
  ({ proxy, cache }) => {
    const { proxyError, receivedStatus } = standardFields([
      ...proxy.map((value) => ({ name: 'proxy-status', value })),
      ...cache.map((value) => ({ name: 'cache-status', value })),
    ]);
    assert((proxyError?.proxy.length ?? 0) <= 100 && (proxyError?.error.length ?? 0) <= 100);
    if (receivedStatus === null) return;
    assert(Number.isInteger(receivedStatus), 'a status that is no whole number');
    assert(receivedStatus >= 100 && receivedStatus <= 999);
  },
);

const token = fc.stringMatching(/^[A-Za-z*][\w.:/*-]{0,30}$/);
const text = fc.stringMatching(/^[ -~]{0,40}$/);
const member = fc.record({
  proxy: token,
  isText: fc.boolean(),
  error: fc.option(fc.oneof(token, fc.constantFrom('dns_error', 'connection_timeout'))),
  status: fc.option(fc.integer({ min: 100, max: 999 })),
  details: fc.option(text),
});

/** What a proxy says by the standard is read as it was meant, on one line or several. */
export const proxyStatus = target(
  'proxy-status',
  fc.record({ members: fc.array(member, { minLength: 1, maxLength: 4 }), isJoined: fc.boolean() }),
  ({ members, isJoined }) => {
    const items = members.map(({ proxy, isText, error, status, details }): Item => {
      const parameters = new Map<string, Token | string | number>();
      if (error !== null) parameters.set('error', new Token(error));
      if (status !== null) parameters.set('received-status', status);
      if (details !== null) parameters.set('details', details);
      return [isText ? proxy : new Token(proxy), parameters];
    });
    const lines = isJoined ? [serializeList(items)] : items.map((item) => serializeList([item]));
    const read = standardFields(lines.map((value) => ({ name: 'proxy-status', value })));
    const failed = members.find(({ error }) => error !== null);
    assert.deepEqual(
      read.proxyError,
      failed === undefined ? null : { proxy: failed.proxy, error: failed.error },
    );
    const told = members.find(({ status }) => status !== null)?.status ?? null;
    assert.equal(read.receivedStatus, told);
  },
);
