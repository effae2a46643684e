/**
 * Ends of names that never lead anywhere on the open internet: RFC 6761, RFC 8375 (home.arpa), ICANN's
 * `internal`, and those that networks at home and in companies are given.
 */
const INTERNAL =
  /(?:^|\.)(?:internal|local|localhost|localdomain|lan|corp|home|home\.arpa|intranet|intra|private|test|invalid|svc)$/i;

/** Private and special IPv4 addresses: RFC 1918, RFC 6598, RFC 3927, loopback, "this network". */
const INTERNAL_IPV4 =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

/** Unspecified and loopback, link-local (fe80::/10), unique local (fc00::/7), mapped IPv4. */
const INTERNAL_IPV6 = /^\[(?:::1?\]|::ffff:|fe[89ab]|f[cd])/i;

/** Whether a host, as an address names it, means something only inside one network. */
export function isInternalHost(host: string): boolean {
  if (host.startsWith('[')) return INTERNAL_IPV6.test(host);
  const name = host.replace(/\.$/, '');
  if (/^\d+(?:\.\d+){3}$/.test(name)) return INTERNAL_IPV4.test(name);
  return !name.includes('.') || INTERNAL.test(name);
}
