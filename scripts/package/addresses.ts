import { CATALOGUE } from '../../src/core/diagnosis/catalogue';
import { PRODUCTS } from '../../src/pages/details/owner/products';
import { statusPageOf } from '../../src/pages/details/status-pages';

/** What names a host: with a scheme that reaches the network, or without one at the beginning of a text. */
const ADDRESS = /(?:\b(?:https?|wss?|ftp):|^)\/\/[^\s"'`<>\\]*/gi;

/** The addresses that stand in a text. */
const addressesIn = (text: string): string[] =>
  [...text.matchAll(ADDRESS)].map(([address]) => address).filter((address) => address !== '//');

const NAMESPACE = 'the name of a language of markup, which nobody asks for';
const ARCHIVE = 'opened in a tab, on the visitor’s click';
const STANDARD = 'a link to the standards, on the details page';

/** All addresses that the product’s own scripts may hold, each with what it is for. */
const NAMED: Readonly<Record<string, string>> = {
  'http://www.w3.org/1998/Math/MathML': NAMESPACE,
  'http://www.w3.org/1999/xhtml': NAMESPACE,
  'http://www.w3.org/2000/svg': NAMESPACE,
  'http://*/*': 'the pages whose menu has an entry of ours',
  'https://*/*': 'the pages whose menu has an entry of ours',
  'http://': 'put before a host that was typed, to read it as an address',
  'https://web.archive.org/': ARCHIVE,
  'https://web.archive.org/web/2/': ARCHIVE,
  'https://www.rfc-editor.org/rfc/rfc': STANDARD,
};

/** Links for a site’s owner, and commands to copy: data of the details page. */
const forOwners = (): string[] => [
  ...addressesIn(JSON.stringify(PRODUCTS)),
  ...CATALOGUE.flatMap(({ gateway }) => statusPageOf(gateway.family) ?? []),
];

const known = new Set([...Object.keys(NAMED), ...forOwners()]);

/** What is wrong with the addresses in a text: those that the product has no reason to hold. */
export const faultsOfAddresses = (text: string): string[] =>
  addressesIn(text)
    .filter((address) => !known.has(address))
    .map((address) => `holds the address ${address}, for no reason that is named`);
