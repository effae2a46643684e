import { parseWebAddress } from './site';

/** What stands where something was cut. Not a word, so it needs no translation. */
const CUT = '…';

/** Names of query parameters that carry secrets more often than not. Compared in lower case. */
const SECRET_NAME =
  /(?:^|[^a-z])(?:pass|passwd|password|pwd|secret|token|auth|authorization|session|sess|sid|jwt|sig|signature|key|apikey|code|otp|pin|nonce|state|credential|credentials|ticket|assertion|saml|samlresponse|email|mail|phone|user|username|login)(?:$|[^a-z])/;

/** Words that are secret even inside a longer name, as in `accesstoken` or `clientSecret`. */
const SECRET_PART = /token|secret|passw|session|signature|apikey|credential/;

/**
 * Values that look like a secret whatever their name: long runs without a break that mix letters and
 * digits (keys, hashes, JWTs). 20 characters leave product numbers and dates alone.
 */
const SECRET_VALUE = /^(?=.*\d)(?=.*[A-Za-z])[\w.~+/=%-]{20,}$/;

/** Longest address that is kept; what is longer ends in the cut mark. */
const LONGEST = 300;

/**
 * An address as it may be shown, kept and copied: no credentials, no fragment, secret-looking query
 * values cut, at most 300 characters. Returns '' for anything that is not http or https.
 */
export function redactAddress(address: string): string {
  const url = parseWebAddress(address);
  if (url === null) return '';
  url.username = '';
  url.password = '';
  url.hash = '';
  const search = url.search;
  url.search = '';
  const whole = redactPath(url.href) + redactQuery(search);
  return whole.length > LONGEST ? whole.slice(0, LONGEST - 1) + CUT : whole;
}

/** Path segments that look like a key (a reset link, a share link) are cut too. */
function redactPath(address: string): string {
  const start = address.indexOf('/', address.indexOf('//') + 2);
  if (start < 0) return address;
  const segments = address.slice(start).split('/');
  return (
    address.slice(0, start) +
    segments.map((segment) => (isSecretSegment(segment) ? CUT : segment)).join('/')
  );
}

/** Words joined by hyphens are a readable title ("5-ways-to-cook-rice-at-home"), not a key. */
function isSecretSegment(segment: string): boolean {
  return SECRET_VALUE.test(segment) && !/^[a-z0-9]{1,18}(?:[-_.][a-z0-9]{0,18})+$/i.test(segment);
}

function redactQuery(search: string): string {
  if (search.length < 2) return '';
  const pairs = search.slice(1).split('&');
  return `?${pairs.map(redactPair).join('&')}`;
}

function redactPair(pair: string): string {
  const at = pair.indexOf('=');
  // A pair without a name is all value: `?eyJhbGciOi…`.
  if (at < 0) return SECRET_VALUE.test(pair) ? CUT : pair;
  const name = pair.slice(0, at);
  const value = pair.slice(at + 1);
  if (value === '') return pair;
  return isSecretName(name) || SECRET_VALUE.test(value) ? `${name}=${CUT}` : pair;
}

function isSecretName(name: string): boolean {
  const spaced = decode(name)
    // `accessToken` and `X-Amz-Signature` are taken apart into their words.
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
  return SECRET_NAME.test(spaced) || SECRET_PART.test(spaced);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape stays as it is: the raw name is still compared.
    return text;
  }
}
