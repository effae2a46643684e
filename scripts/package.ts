import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { unzipSync } from 'fflate';
import { unknownToGit } from './package/files';
import { makePackages, NotPackaged, type Package } from './package/make';
import { finish, isEnding, tidyUpOnSignals } from './shutdown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = join('out', 'packages');

/** Below the repository, so that the second build finds the same installed packages, and no others. */
const SECOND = join(ROOT, 'out', 'packages-again');

const VERSION: string = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;

function write(packages: readonly Package[]): void {
  rmSync(join(ROOT, FOLDER), { recursive: true, force: true });
  mkdirSync(join(ROOT, FOLDER), { recursive: true });
  for (const { name, bytes, sha256 } of packages) {
    writeFileSync(join(ROOT, FOLDER, name), bytes);
    console.log(`${sha256}  ${join(FOLDER, name)}  ${bytes.length.toLocaleString('en')} bytes`);
  }
}

/** What a reviewer does: unpacks the sources somewhere else, builds them there, and packs the outcome. */
async function makeAgain(sources: Package): Promise<Package[]> {
  rmSync(SECOND, { recursive: true, force: true });
  for (const [path, bytes] of Object.entries(unzipSync(sources.bytes))) {
    mkdirSync(dirname(join(SECOND, path)), { recursive: true });
    writeFileSync(join(SECOND, path), bytes);
  }
  return await makePackages(SECOND, VERSION);
}

/** The names of those that came out differently. */
const differing = (first: readonly Package[], second: readonly Package[]): string[] =>
  first
    .filter(({ sha256 }, at) => sha256 !== second[at]?.sha256)
    .map(({ name }) => `${name} came out differently the second time.`);

async function main(check: boolean): Promise<number> {
  for (const path of unknownToGit(ROOT))
    console.error(`Not in the archive of the sources, as git doesn't know it: ${path}`);
  console.log('Building the extension …');
  const packages = await makePackages(ROOT, VERSION);
  write(packages);
  if (!check) return 0;
  const sources = packages.at(-1) as Package;
  console.log(`Once more, from ${sources.name} alone …`);
  const faults = differing(packages, await makeAgain(sources));
  rmSync(SECOND, { recursive: true, force: true });
  for (const fault of faults) console.error(fault);
  if (faults.length === 0) console.log('All came out the same, byte for byte.');
  return faults.length === 0 ? 0 : 1;
}

tidyUpOnSignals();
const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values;
const code = await main(check).catch((error: unknown) => {
  if (!isEnding()) console.error(error instanceof NotPackaged ? error.message : error);
  return 1;
});
await finish(code);
