import { gzipSync } from 'node:zlib';
import { build, minifySync, type Plugin } from 'vite';
import { TARGETS } from '../../build/targets';
import { packageOf } from './installed';

/** What is loaded as a whole, by the script that it begins with. */
const BUNDLES = {
  Card: ['src/overlay/main.tsx'],
  Background: ['src/background/main.ts'],
  Pages: [
    'src/popup/main.tsx',
    'src/pages/clear-data/main.tsx',
    'src/pages/details/main.tsx',
    'src/pages/history/main.tsx',
    'src/pages/settings/main.tsx',
    'src/pages/stand-in/main.tsx',
    'src/pages/welcome/main.tsx',
  ],
} as const;

export type Bundle = keyof typeof BUNDLES;

/** A module as it came into a bundle: the package that it is of, '' for the product itself, and its code. */
interface Module {
  readonly of: string;
  readonly code: string;
}

/** The background names the files that it puts into pages; they are bundles of their own. */
const filesOfCards: Plugin = {
  name: 'backsoon:files-of-cards',
  enforce: 'pre',
  load: (id) => (id.includes('?script') ? 'export default ""' : null),
};

async function modulesFrom(entry: string): Promise<Module[]> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [filesOfCards],
    build: {
      write: false,
      target: TARGETS.chrome,
      minify: false,
      rolldownOptions: { input: entry, output: { codeSplitting: false } },
    },
  });
  const files = (Array.isArray(output) ? output : [output]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  return files.flatMap((file) =>
    file.type === 'chunk'
      ? Object.entries(file.modules).map(([id, { code }]) => ({
          of: packageOf(id),
          code: code ?? '',
        }))
      : [],
  );
}

/** The bytes of these modules, as they are shipped and compressed as in the package. */
function weigh(modules: readonly Module[]): number {
  const code = modules.map((module) => module.code).join('\n');
  const { code: small } = minifySync('bundle.js', code, { mangle: { toplevel: true } });
  return gzipSync(small, { level: 9 }).length;
}

/** What each package adds to a bundle: the bytes that it would weigh less without. */
function addedIn(modules: readonly Module[]): Map<string, number> {
  const all = weigh(modules);
  const packages = new Set(modules.map((module) => module.of).filter((name) => name !== ''));
  return new Map(
    [...packages].map((name) => [name, all - weigh(modules.filter(({ of }) => of !== name))]),
  );
}

/** In bytes, by bundle and package; where a bundle stands for several pages, for the one that it adds most to. */
export async function addedByPackages(): Promise<Map<Bundle, Map<string, number>>> {
  const added = new Map<Bundle, Map<string, number>>();
  for (const [bundle, entries] of Object.entries(BUNDLES)) {
    const most = new Map<string, number>();
    for (const entry of entries)
      for (const [name, bytes] of addedIn(await modulesFrom(entry)))
        most.set(name, Math.max(bytes, most.get(name) ?? 0));
    added.set(bundle as Bundle, most);
  }
  return added;
}
