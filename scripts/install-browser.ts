import { join } from 'node:path';
import { locate } from './browser-places';
import { run, runNode } from './run';

const isRootOnLinux = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** Only for root: nobody's password is asked for on behalf of a test. */
export const canInstallWithApt = (): boolean => isRootOnLinux() && locate('apt-get') !== undefined;

const aptGet = (...args: string[]) =>
  // The lock may be held by the system's own updates just after it has started.
  run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    quiet: true,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });

let listsAreFresh = false;

/**
 * Installs the first of the packages after which the browser is really there; names differ between Debian and Ubuntu.
 * Says what went wrong, and leaves it to the caller to look whether the browser is there.
 */
export const installWithApt = async (
  browser: string,
  packages: readonly string[],
  isThere: () => boolean,
): Promise<void> => {
  console.log(`${browser} is missing: installing it with apt-get …`);
  if (!listsAreFresh) {
    const update = await aptGet('update');
    if (update.code !== 0) console.error(update.output.trim());
    listsAreFresh = update.code === 0;
  }
  const complaints: string[] = [];
  for (const name of packages) {
    const { code, output } = await aptGet('install', '-y', '--no-install-recommends', name);
    if (isThere()) return;
    complaints.push(
      code === 0
        ? `The package ${name} brings no ${browser} that can be used here.`
        : output.trim(),
    );
  }
  console.error(complaints.join('\n'));
};

/** Fetches Playwright's own Chromium; as root together with the system's libraries, where Playwright knows how. */
export const installWithPlaywright = async (): Promise<void> => {
  console.log('Chromium is missing: fetching the one that comes with Playwright …');
  const complaints: string[] = [];
  for (const withLibraries of isRootOnLinux() ? [['--with-deps'], []] : [[]]) {
    const { code, output } = await runNode(
      [
        join('node_modules', 'playwright', 'cli.js'),
        'install',
        '--no-shell',
        ...withLibraries,
        'chromium',
      ],
      { quiet: true },
    );
    if (code === 0) return;
    complaints.push(output.trim());
  }
  console.error(complaints.join('\n'));
};
