import { redactAddress } from '../address/redact';
import { isInternalHost } from './internal-host';

/** What stands where something was cut. Not a word, so it needs no translation. */
export const CUT = '…';

/** Longest value that is looked at, in characters: evidence has 200 at most. */
const LONGEST = 400;

/** What the site itself is called, and what may stay though it looks like a key. */
export interface ScrubFacts {
  /** Host name of the failing address. It stays, unless it is an internal one. */
  readonly site: string;
  /** The reference that a support desk searches by; null for none. */
  readonly reference: string | null;
}

const WEB_ADDRESS = /\bhttps?:\/\/[^\s"'<>]+/gi;
const MAIL = /[^\s@<>"'(),;:=]+@[^\s@<>"'(),;:=]+/g;
/** Runs of hexadecimal groups; times have two colons, addresses (IPv6, MAC) `::` or five and more. */
const GROUPS =
  /(?<![\p{L}\d:])\[?[\da-f]{0,4}(?::[\da-f]{0,4}){2,9}(?:(?:\.\d{1,3}){3})?(?:%\w{1,20})?\]?/giu;
const IPV4 = /\d{1,3}(?:\.\d{1,3}){3,}(?::\d{1,5})?/g;
/** Clouds name machines by their address. */
const DASHED_IPV4 = /\bip-\d{1,3}(?:-\d{1,3}){3}\b[\w.-]*/gi;
const HOST =
  /(?<![\p{L}\d_.-])(?:[\p{L}\d_][\p{L}\d_-]{0,62}\.){1,20}\p{L}[\p{L}\d-]{1,62}(?::\d{1,5})?/gu;
/** A name without a dot is a host where a port follows, or where programs write hosts. */
const HOST_WITH_PORT = /(?<![\p{L}\d_./:-])\p{L}[\p{L}\d_-]{0,62}:\d{2,5}(?!\d)/gu;
const LOCALHOST = /\blocalhost\b/gi;
const NAMED_HOSTS = [
  /(\bserver at )([^\s,;()]+)(?= port\b)/gi,
  /(\bgenerated .{0,60}?\bby )([^\s,;()]+)/gi,
  /(\b(?:HIT|MISS|NONE|ERROR|TCP_\w{1,30}) from )([^\s,;()]+)/gi,
  /(\bnext-hop="?)([^\s,;"]+)/gi,
];
const CREDENTIALS = /\b(bearer|basic|digest)\s+[^\s,;"]+/gi;
const SECRET_PAIR =
  /([\w.-]{0,20}(?:token|secret|passw|session|sessid|api-?_?key|access-?_?key|signature|credential|\bsid|\bjwt|\bauth)[\w.-]{0,40}"?\s?[=:]\s?)"?[^\s"&;,]+"?/gi;
const LONG_RUN = /[\w.~+/=%-]{24,}/g;

/** Names with a dot that are programs or pages, not hosts. */
const NO_HOST = /^(?:asp\.net|[\w-]+\.(?:js|php|html?|aspx?|jsp|cgi))$/i;
/** What gateways call themselves where others name their host. */
const PSEUDONYM =
  /^(?:cloudfront|cloudflare|google|varnish|fastly|akamai|heroku-router|vegur|caddy|vercel|envoy|nginx|haproxy|squid|kong(?:\/[\d.]+)?|bunny|netlify)$/i;

/**
 * A value from outside as it may be handed on: no addresses of machines, no names of hosts but the
 * site's own, no mail addresses, no tokens; on one line. Doing it again changes nothing.
 */
export function scrub(value: string, facts: ScrubFacts): string {
  const line = value
    .slice(0, LONGEST)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  if (line === facts.reference) return withoutAddresses(line);
  return settled(line, (text) =>
    withoutHosts(withoutAddresses(withoutSecrets(withoutWebAddresses(text, facts))), facts),
  );
}

/** No value needs as many, but for those that somebody wrote to that end. */
const MOST_PASSES = 20;

/** What was cut no longer hides what stood beside it, as half of another address: again, till all is done. */
function settled(line: string, pass: (text: string) => string): string {
  let text = line;
  for (let passes = 0; passes < MOST_PASSES; passes += 1) {
    const next = pass(text);
    if (next === text) return text;
    text = next;
  }
  return CUT;
}

/** The value of a header, in which some names mean hosts by their place. */
export function scrubHeader(name: string, value: string, facts: ScrubFacts): string {
  const lower = name.toLowerCase();
  const placed =
    lower === 'via'
      ? value
          .slice(0, LONGEST)
          .replace(VIA_HOP, (_, protocol: string, host: string) => protocol + named(host))
      : lower === 'proxy-status' || lower === 'cache-status'
        ? value
            .slice(0, LONGEST)
            .replace(MEMBER, (_, before: string, host: string) => before + member(host))
        : value;
  return scrub(placed, facts);
}

/** One hop of `Via`: the protocol's version and who received it (RFC 9110, 7.6.3). */
const VIA_HOP = /((?:^|,)\s*(?:[A-Za-z]+\/)?\d(?:\.\d)?\s+)([^\s,]+)/g;
/** The name that a member of a structured list begins with. */
const MEMBER = /((?:^|,)\s*"?)([\w.:%*/-]+)/g;

/** A name of letters alone is a product's; machines have numbers and hyphens. */
function member(host: string): string {
  return /^[A-Za-z]+$/.test(host) ? host : CUT;
}

function named(host: string): string {
  return PSEUDONYM.test(host) ? host : CUT;
}

function withoutWebAddresses(text: string, { site }: ScrubFacts): string {
  return text.replace(WEB_ADDRESS, (address) => {
    const redacted = redactAddress(address);
    return redacted !== '' && !isInternalHost(site) && new URL(redacted).hostname === site
      ? redacted
      : CUT;
  });
}

function withoutSecrets(text: string): string {
  return text
    .replace(CREDENTIALS, (_, scheme: string) => `${scheme} ${CUT}`)
    .replace(SECRET_PAIR, (_, name: string) => name + CUT)
    .replace(LONG_RUN, (run) => (/\d/.test(run) && /[A-Za-z]/.test(run) ? CUT : run));
}

function withoutAddresses(text: string): string {
  return text
    .replace(MAIL, CUT)
    .replace(GROUPS, (run) => (run.includes('::') || run.split(':').length > 5 ? CUT : run))
    .replace(IPV4, CUT)
    .replace(DASHED_IPV4, CUT);
}

function withoutHosts(text: string, { site }: ScrubFacts): string {
  const mayStay = (host: string): boolean =>
    NO_HOST.test(host) || (host.toLowerCase() === site && !isInternalHost(site));
  const cut = text
    .replace(HOST, (host) => (mayStay(host.replace(/:\d+$/, '')) ? host : CUT))
    .replace(HOST_WITH_PORT, CUT)
    .replace(LOCALHOST, CUT);
  return NAMED_HOSTS.reduce(
    (rest, pattern) =>
      rest.replace(
        pattern,
        (_, before: string, host: string) => before + (mayStay(host) ? host : named(host)),
      ),
    cut,
  );
}
