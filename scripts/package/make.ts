import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { runNpmScript } from '../run';
import { archive } from './archive';
import { faultsOf } from './contents';
import { builtFiles, sourceFiles } from './files';

/** An archive for the stores, under its file's name. */
export interface Package {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

/** Its message is all that a person needs to know. */
export class NotPackaged extends Error {
  override readonly name = 'NotPackaged';
}

const BROWSERS = ['chrome', 'firefox'] as const;

function named(name: string, bytes: Uint8Array): Package {
  return { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Builds what lies in this folder and archives it: one package a browser, and one of the sources. */
export async function makePackages(root: string, version: string): Promise<Package[]> {
  const { code, output } = await runNpmScript('build', { quiet: true, cwd: root });
  if (code !== 0) throw new NotPackaged(output.trim() || 'npm run build failed without a word.');
  const browsers = BROWSERS.map((browser) => {
    const files = builtFiles(join(root, 'dist', browser));
    const faults = faultsOf(files, version).map((fault) => `dist/${browser}: ${fault}`);
    if (faults.length > 0) throw new NotPackaged(faults.join('\n'));
    return named(`backsoon-${browser}-${version}.zip`, archive(files));
  });
  return [...browsers, named(`backsoon-source-${version}.zip`, archive(sourceFiles(root)))];
}
