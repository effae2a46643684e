import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { GATEWAY_PROGRAMS, type GatewayPackage, gatewayProgram } from './gateway-programs';
import { canInstallWithApt, installWithApt } from './install-browser';
import { atTheEnd } from './shutdown';

/** Debian asks this whether a package may start its service (https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt). */
const POLICY = '/usr/sbin/policy-rc.d';
const NO_SERVICE = '#!/bin/sh\nexit 101\n';

/** Installs without starting what is installed: the tests start gateways of their own. */
const withoutServices = async (install: () => Promise<void>): Promise<void> => {
  if (existsSync(POLICY)) return await install();
  const remove = (): void => rmSync(POLICY, { force: true });
  atTheEnd(remove);
  writeFileSync(POLICY, NO_SERVICE, { mode: 0o755 });
  try {
    await install();
  } finally {
    remove();
  }
};

const missing = (): GatewayPackage[] =>
  (Object.keys(GATEWAY_PROGRAMS) as GatewayPackage[]).filter(
    (name) => gatewayProgram(name) === undefined,
  );

/** Installs the gateways that are missing where the system allows, and says which are missing all the same. */
export const ensureGateways = async (): Promise<void> => {
  if (canInstallWithApt()) {
    await withoutServices(async () => {
      for (const name of missing()) {
        await installWithApt(name, [name], () => gatewayProgram(name) !== undefined);
      }
    });
  }
  for (const name of missing()) console.log(`skipped: ${name} is not installed`);
};
