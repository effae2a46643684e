import fc from 'fast-check';
import { redactAddress } from '../../../src/core/address/redact';
import { parseWebAddress } from '../../../src/core/address/site';
import { assert } from '../assert';
import { mutatedText } from '../mutations';
import { target } from '../target';
import { anyText } from './pieces';

/** Names under which any value is secret, as they are written in addresses. */
const NAMES = [
  ...['token', 'access_token', 'accessToken', 'ID-Token', 'password', 'PASSWD', 'pw', 'api_key'],
  ...['X-Amz-Signature', 'PHPSESSID', 'sid', 'code', 'state', 'csrf', 'SAMLResponse', '%74oken'],
  ...['user[password]', 'e-mail', 'jwt', 'auth', 'otp'],
];
const name = fc.constantFrom(...NAMES);

/** Where anything is secret, however short. `HERE` stands for the secret. */
const ANY_PLACE: fc.Arbitrary<string> = fc.oneof(
  fc
    .constantFrom('https://HERE@', 'https://anna:HERE@', 'https://HERE:pw@')
    .map((s) => `${s}example.org/a`),
  fc.constantFrom('#HERE', '?page=2#access_token=HERE').map((end) => `https://example.org/a${end}`),
  fc
    .tuple(fc.constantFrom('?', '?page=2&', '?a=1;', '?a?', '?&'), name)
    .map(([before, key]) => `https://example.org/a${before}${key}=HERE&sort=up`),
  fc
    .constantFrom(...[';jsessionid=HERE', ';a=1;token=HERE?page=2'])
    .map((s) => `https://example.org/a${s}`),
  name.map((key) => `https://example.org/?next=https://example.net/in?${key}=HERE`),
  fc.constant('https://example.org/web/https://anna:HERE@example.net/a'),
  // An address within an address is mostly written so.
  name.map((key) => `https://example.org/in?next=${encodeURIComponent(`/a?${key}=HERE`)}`),
  name.map((key) => `https://example.org/in?a=${encodeURIComponent(`${key}=HERE`)}&b=1`),
  fc.constant(`https://example.org/in?next=${encodeURIComponent('https://a:HERE@b.example/')}`),
  fc.constant(`https://example.org/in?next=${encodeURIComponent('/a#token=HERE')}`),
);

/** Where only what looks like a key is taken for one. */
const KEY_PLACE = fc.constantFrom(
  ...[
    '/HERE',
    '?HERE=',
    '?HERE==',
    '?a=1&HERE=1',
    '/a;HERE==',
    '/reset/HERE/now',
    '?x=HERE',
    '?HERE',
    '?a=1&b=HERE&c=2',
    '?a=1;b=HERE',
    '/a;b=HERE',
    '/HERE?page=2',
    '?a=b?HERE',
  ],
);

const PAD = fc.oneof(
  fc.constant(''),
  fc.nat(60).map((times) => 'a=milk&'.repeat(times)),
);

const planted = fc.oneof(
  fc.tuple(ANY_PLACE, fc.stringMatching(/^zq[a-zA-Z0-9]{4,30}$/)),
  fc.tuple(
    KEY_PLACE.map((place) => `https://example.org${place}`),
    fc.stringMatching(/^zq\d[a-zA-Z0-9]{17,40}$/),
  ),
);

const tricky = fc
  .tuple(planted, PAD, fc.constantFrom('', '&x=1', '/b', '?y', ';z', '%', '…', '%E2%80%A6'))
  .map(([[place, secret], pad, end]) => ({
    address: place.replace('?', () => `?${pad}`).replace('HERE', () => secret) + end,
    secret,
  }));

const wild = mutatedText(
  fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), ANY_PLACE),
  fc.oneof(anyText, fc.constantFrom('?', '/', '&', ';', '=', '@', '#', ':', '//', '%', '…', '\\')),
).map((address) => ({ address, secret: null as string | null }));

const SHOWN = /^(?:|https?:\/\/[\x21-\x7e…]{1,293})$/;

/** Whatever the address: no secret, no credentials, bounded, never longer, and done when it is done. */
export const redaction = target('redaction', fc.oneof(tricky, wild), ({ address, secret }) => {
  const shown = redactAddress(address);
  assert.match(shown, SHOWN);
  assert(!shown.includes('#'), 'a fragment');
  assert.equal(redactAddress(shown), shown, 'the second time something changed');
  const [before, after] = [parseWebAddress(address), parseWebAddress(shown)];
  assert.equal(after?.host, before?.host);
  assert(shown.length <= (before?.href.length ?? 0), 'longer than before');
  assert.equal(`${after?.username ?? ''}${after?.password ?? ''}`, '', 'credentials');
  if (secret !== null) assert(!shown.includes(secret), `the secret is in ${shown}`);
});
