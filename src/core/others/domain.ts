/**
 * Second-level names under which countries register: `example.co.uk`, `example.com.br`. Not a list of
 * all public suffixes, which weighs more than the rest of the background: a suffix that is missing
 * here only makes two sites count as one, and then Backsoon says less, never something false.
 */
const REGISTRIES: ReadonlySet<string> = new Set([
  'ac',
  'co',
  'com',
  'edu',
  'go',
  'gob',
  'gov',
  'mil',
  'ne',
  'net',
  'or',
  'org',
]);

/**
 * The part of a host name that belongs to one owner, as far as the name tells: the last two labels,
 * or three below a country's registry. `www.example.org` and `api.example.org` are one domain, so that
 * a site's own subdomains never count as other sites. An IP address is a domain of its own.
 */
export function domainOf(site: string): string {
  const labels = site.replace(/\.$/, '').split('.');
  const isAddress = site.startsWith('[') || labels.every((label) => /^\d+$/.test(label));
  if (isAddress) return site;
  const [registry = '', country = ''] = labels.slice(-2);
  const length = country.length === 2 && REGISTRIES.has(registry) ? 3 : 2;
  return labels.slice(-length).join('.');
}
