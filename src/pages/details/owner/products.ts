import type { DetailsFailure } from '../../../protocol/pages';
import { APP_SERVERS } from './app-servers';
import { BALANCERS } from './balancers';
import { CDNS } from './cdns';
import type { OwnerEntries, OwnerEntry, Trap } from './entry';
import { PLATFORMS } from './platforms';
import { REVERSE_PROXIES } from './reverse-proxies';

/** What owners can look at, by the family names of the catalogue. Loaded with the details page alone. */
export const PRODUCTS: OwnerEntries = {
  ...REVERSE_PROXIES,
  ...BALANCERS,
  ...CDNS,
  ...PLATFORMS,
  ...APP_SERVERS,
};

/** Families of the catalogue that are deliberately not among them, and why. */
export const WITHOUT_OWNER_DATA: Readonly<Record<string, string>> = {
  'alibaba-cdn': 'nothing that could be vouched for',
  'tencent-edgeone': 'nothing that could be vouched for',
  'imperva-incapsula': 'nothing that could be vouched for',
  'ddos-guard': 'nothing that could be vouched for',
  stackpath: 'shut down in 2024',
  wikimedia: 'run by its foundation alone',
  github: 'run by its company alone',
  webrick: 'a server for development: it writes to the terminal that it was started in',
  shopify: 'run by its company alone: shops have no logs',
};

/** What is known for the owner of a gateway of this family; null where nothing is. */
export function ownerEntry(family: string): OwnerEntry | null {
  return Object.hasOwn(PRODUCTS, family) ? (PRODUCTS[family] ?? null) : null;
}

/** The traps that this very page of the product's lays. */
export function trapsOf(entry: OwnerEntry, failure: DetailsFailure): readonly Trap[] {
  const { status } = failure;
  return (entry.traps ?? [])
    .filter(
      ({ statuses }) => statuses === undefined || (status !== null && statuses.includes(status)),
    )
    .filter(({ link }) => link === undefined || link === failure.failedLink)
    .map(({ trap }) => trap);
}
