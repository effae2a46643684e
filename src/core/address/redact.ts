import { parseWebAddress } from './site';

/** What stands where something was cut. Not a word, so it needs no translation. */
const CUT = '…';

/** The same, as an address that was redacted before comes out of the parser. */
const CUT_PARSED = '%E2%80%A6';

/** Names of query parameters that carry secrets more often than not. Compared in lower case. */
const SECRET_NAME =
  /(?:^|[^a-z])(?:pass|passwd|password|pwd|pw|secret|token|auth|authorization|oauth|session|sess|sid|jwt|sig|signature|hmac|hash|csrf|xsrf|key|apikey|code|otp|pin|nonce|state|credential|credentials|ticket|assertion|saml|samlresponse|email|mail|phone|user|username|login)(?:$|[^a-z])/;

/** Words that are secret even inside a longer name, as in `accesstoken`, `clientSecret`, `PHPSESSID`. */
const SECRET_PART = /token|secret|passw|session|sessid|signature|apikey|credential/;

/**
 * Values that look like a secret whatever their name: long runs without a break that mix letters and
 * digits (keys, hashes, JWTs), with whatever is beside them. 20 characters leave product numbers and
 * dates alone.
 */
const SECRET_RUN = /[\w.~+/=%:,|!*@$-]{20,}/g;

/** A word or a number: its digits in one place, and few of them ("mp3", "covid19", "2024"). */
const WORD = /^(?:[a-z]{0,18}\d{0,4}[a-z]{0,18}|\d{1,8})$/i;

/** The longest word that a title has. */
const LONGEST_WORD = 18;

/** Longest address that is kept; what is longer ends in the cut mark. */
const LONGEST = 300;

/**
 * An address as it may be shown, kept and copied: no credentials, no fragment, secret-looking values
 * cut in query and path, at most 300 characters. Redacting it again changes nothing. Returns '' for
 * anything that is not http or https.
 */
export function redactAddress(address: string): string {
  const url = parseWebAddress(address);
  if (url === null) return '';
  url.username = '';
  url.password = '';
  url.hash = '';
  const origin = `${url.protocol}//${url.host}`;
  const rest = withoutNestedCredentials(url.href.slice(origin.length)).replaceAll(CUT_PARSED, CUT);
  // Bounded first: what is judged is what is kept, and half a secret is judged as one.
  const room = LONGEST - origin.length;
  const kept = rest.length > room ? rest.slice(0, room - 1) : rest;
  const redacted = origin + redactRest(kept);
  return rest.length > room && !redacted.endsWith(CUT) ? redacted + CUT : redacted;
}

/** An address within an address, as archives and sign-in pages have them, may carry credentials too. */
function withoutNestedCredentials(rest: string): string {
  return rest.replace(/\/\/[^/?&;]+@(?=[\w[])/g, '//');
}

function redactRest(rest: string): string {
  const at = rest.indexOf('?');
  const path = at < 0 ? rest : rest.slice(0, at);
  return redactPath(path) + (at < 0 ? '' : redactQuery(rest.slice(at)));
}

/** Path segments that look like a key (a reset link, a share link) are cut too. */
function redactPath(path: string): string {
  return path
    .split('/')
    .map((segment) => {
      const [name = '', ...parameters] = segment.split(';');
      const shown = isSecretSegment(name) ? CUT : name;
      // `;jsessionid=…` behind a segment is where Java servers put the session.
      return [shown, ...parameters.map(redactPair)].join(';');
    })
    .join('/');
}

function isSecretSegment(segment: string): boolean {
  return secretRuns(segment).some((run) => !isTitle(run)) || hidesSecret(segment);
}

function isSecretValue(value: string): boolean {
  return secretRuns(value).length > 0 || hidesSecret(value);
}

/** An address within an address is mostly escaped: `?next=%2Fin%3Ftoken%3Dabc`. Twice at times. */
function hidesSecret(text: string): boolean {
  const within = decode(text);
  if (within === text) return false;
  if (withoutNestedCredentials(within) !== within) return true;
  return within.split(/[/?&;#]/).some((pair) => redactPair(pair) !== pair);
}

function secretRuns(text: string): string[] {
  const runs = text.match(SECRET_RUN) ?? [];
  return runs.filter((run) => /\d/.test(run) && /[A-Za-z]/.test(run));
}

/**
 * Words and numbers joined by marks are a readable title ("5-ways-to-cook-rice-at-home"), not a key.
 * The pieces of a UUID are no words.
 */
function isTitle(segment: string): boolean {
  const words = segment.split(/[-_.:,]+/);
  return words.length > 1 && words.every((word) => word.length <= LONGEST_WORD && WORD.test(word));
}

/** `&` and `;` part one pair from the next; a further `?` begins the query of an address within. */
function redactQuery(query: string): string {
  return query
    .split(/([?&;])/)
    .map((piece, at) => (at % 2 === 1 ? piece : redactPair(piece)))
    .join('');
}

function redactPair(pair: string): string {
  const at = pair.indexOf('=');
  // A pair without a name is all value: `?eyJhbGciOi…`.
  if (at < 0) return isSecretValue(pair) ? CUT : pair;
  const name = pair.slice(0, at);
  const value = pair.slice(at + 1);
  // Base64 ends in `=`, so that a key without a name looks like a name.
  if (isSecretSegment(name)) return CUT;
  if (value === '') return pair;
  return isSecretName(name) || isSecretValue(value) ? `${name}=${CUT}` : pair;
}

function isSecretName(name: string): boolean {
  const spaced = decode(name)
    // `accessToken` and `X-Amz-Signature` are taken apart into their words.
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
  return SECRET_NAME.test(spaced) || SECRET_PART.test(spaced);
}

/** Undoes the escapes of ASCII, in which names and what parts them are written; broken ones stay. */
function decode(text: string): string {
  return text.replace(/%([2-7][\da-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
