/**
 * Fills in what a program can know of docs/dependencies.md: versions, licences, sizes and, with `--released`, the day of
 * each release, for which it asks the registry. The rest of a row is a person's.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };
import { addedByPackages } from './dependencies/bundles';
import { licenceOf, takenBy } from './dependencies/installed';
import { type Facts, fill } from './dependencies/table';

const FILE = fileURLToPath(new URL('../docs/dependencies.md', import.meta.url));

const VERSIONS: Readonly<Record<string, string>> = {
  ...packageJson.dependencies,
  ...packageJson.devDependencies,
};

const inKilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

const inMegabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

/** The day on which this version was released; undefined where the registry doesn't say. */
function releaseOf(name: string, version: string): string | undefined {
  const { stdout, status } = spawnSync('npm', ['view', name, 'time', '--json'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) return undefined;
  const time: string | undefined = JSON.parse(stdout)[version];
  return time?.slice(0, 10);
}

const { released } = parseArgs({
  options: { released: { type: 'boolean', default: false } },
}).values;
const added = await addedByPackages();

function factsOf(name: string): Facts {
  const version = VERSIONS[name];
  if (version === undefined) return {};
  const day = released ? releaseOf(name, version) : undefined;
  const { packages, bytes } = takenBy(name);
  const sizes = [...added].map(([bundle, by]) => {
    const size = by.get(name);
    return [bundle, size === undefined ? '–' : inKilobytes(size)];
  });
  return {
    ...Object.fromEntries(sizes),
    Version: version,
    Licence: licenceOf(name),
    ...(day === undefined ? {} : { Released: day }),
    Installed: `${inMegabytes(bytes)} MB, ${packages}`,
  };
}

writeFileSync(FILE, fill(readFileSync(FILE, 'utf8'), factsOf));
