/**
 * A *site*, everywhere in Backsoon, is the host name of an address: `https://shop.example.org:8443/a`
 * belongs to the site `shop.example.org`. Port and scheme don't count, subdomains do.
 */

/** The site of an address, or null for an address without a host (about:, data:, a malformed one). */
export function siteOf(address: string): string | null {
  const url = parseWebAddress(address);
  return url === null ? null : url.hostname;
}

/** No host name is longer (RFC 1035: 253 characters; some room for what a parser makes of it). */
export const LONGEST_HOST = 260;

/** Longer addresses count as none: browsers take up to 2 MiB, and we would have to keep them. */
export const LONGEST_ADDRESS = 65_536;

/** Parses an http or https address; null for everything else, never throws. */
export function parseWebAddress(address: string): URL | null {
  if (address.length > LONGEST_ADDRESS) return null;
  try {
    const url = new URL(address);
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
    const isBounded = url.hostname.length <= LONGEST_HOST && url.href.length <= LONGEST_ADDRESS;
    return isWeb && isBounded ? url : null;
  } catch {
    return null;
  }
}

/**
 * The part of an address that is asked for: without the fragment, which never leaves the browser.
 * Two addresses with the same result are the same address to a server. Returns '' for anything that
 * is not http or https.
 */
export function requestedAddress(address: string): string {
  const url = parseWebAddress(address);
  if (url === null) return '';
  url.hash = '';
  return url.href;
}
