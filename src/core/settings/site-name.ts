import { siteOf } from '../address/site';

/**
 * The site that somebody means by what they typed or pasted: a host name, with or without a scheme, a
 * port or a path. null where it is none. Names are taken as the browser writes them (lower case,
 * Punycode), so that they are found again.
 */
export function siteFrom(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /[\s\\@*]/.test(text)) return null;
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const host = siteOf(address);
  // A number alone becomes an IPv4 address ("502" → 0.0.1.246): nobody means that.
  return host === null || host === '' || /^\d+$/.test(text) ? null : host;
}

/** Whether a text is a site, just as the browser writes it. */
export function isSite(text: string): boolean {
  return siteFrom(text) === text;
}

/** The same, or `*.` and a site, for all names below it. */
export function isSitePattern(text: string): boolean {
  return isSite(text.startsWith('*.') ? text.slice(2) : text);
}
