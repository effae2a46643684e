import { join } from 'node:path';
import { isFile, locate } from './browser-places';

/** The gateways that the tests break for real, by the names that Debian gives their packages and programs. */
export const GATEWAY_PROGRAMS = {
  nginx: 'nginx',
  apache2: 'apache2',
  haproxy: 'haproxy',
  caddy: 'caddy',
  varnish: 'varnishd',
  squid: 'squid',
} as const;

export type GatewayPackage = keyof typeof GATEWAY_PROGRAMS;

/** Where servers lie that are meant for root alone: not in everybody's PATH. */
const SERVER_FOLDERS = ['/usr/sbin', '/usr/local/sbin'];

/** The full path of a gateway's program, if it is there. */
export const gatewayProgram = (name: GatewayPackage): string | undefined => {
  const program = GATEWAY_PROGRAMS[name];
  return locate(program) ?? SERVER_FOLDERS.map((folder) => join(folder, program)).find(isFile);
};
