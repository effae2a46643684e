import { APP_SERVERS, SITES } from './app-servers';
import { BALANCERS } from './balancers';
import { CDNS } from './cdns';
import { DEBUGGING_PROXIES } from './debugging-proxies';
import type { Signature } from './entry';
import { FORWARD_PROXIES } from './forward-proxies';
import { PLATFORMS, TUNNELS } from './platforms';
import { REVERSE_PROXIES } from './reverse-proxies';

export { atStatus, type HeaderMark, LONGEST_PAGE, type Signature } from './entry';

/**
 * The catalogue of gateways: data only. Where two entries of one product claim a page, the earlier
 * and surer speaks; where two products do, and neither is surer, nobody is named.
 */
export const CATALOGUE: readonly Signature[] = [
  ...PLATFORMS,
  ...TUNNELS,
  ...CDNS,
  ...BALANCERS,
  ...REVERSE_PROXIES,
  ...APP_SERVERS,
  ...SITES,
  ...FORWARD_PROXIES,
  ...DEBUGGING_PROXIES,
];
