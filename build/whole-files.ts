import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { build, type Plugin } from 'vite';
import type { Target } from './manifest.ts';
import { reachable } from './reachable.ts';
import { TARGETS } from './targets.ts';

/**
 * Builds what stands alone as files of its own, each with exactly what it uses: the background, what it reads on
 * demand, and the scripts that are put into pages. Out of the chunks that it would share with the pages,
 * the background would read 25 files at every wake, with much in them that only pages use
 * (docs/decisions/0016-sizes.md).
 *
 * What the bundler made of them before is taken away.
 */
export function wholeFiles(target: Target): Plugin {
  return {
    name: 'backsoon:whole-files',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const manifest = bundle['manifest.json'];
        if (manifest?.type !== 'asset') throw new Error('the build has no manifest.json');
        const told = { ...JSON.parse(String(manifest.source)), background: BACKGROUND_OF[target] };
        manifest.source = `${JSON.stringify(told, null, 2)}\n`;
        for (const { fileName, entry, isBackground, isForPages } of WHOLE) {
          const code = await built(entry, target, isBackground ? onDemand(target) : null);
          const source = isForPages ? asFunction(code) : code;
          const known = bundle[fileName];
          if (known?.type === 'asset') known.source = source;
          else if (known?.type === 'chunk') Object.assign(known, { code: source, imports: [] });
          else this.emitFile({ type: 'asset', fileName, source });
        }
        const used = reachable(bundle);
        for (const [name, file] of Object.entries(bundle)) {
          if (file.type === 'chunk' && !used.has(name)) delete bundle[name];
        }
        delete bundle['service-worker-loader.js'];
        delete bundle[injectedName(CARD)];
      },
    },
  };
}

/** What src/background/on-demand.ts asks for, by the name of its file. */
const ON_DEMAND = ['card', 'checking', 'deciding', 'diagnosing', 'keeping'] as const;

interface Whole {
  readonly fileName: string;
  readonly entry: string;
  readonly isBackground?: boolean;
  /** Not run where it is read: its code is the body of a function, which is given to a page. */
  readonly isForPages?: boolean;
}

const BACKGROUND: Whole = {
  fileName: 'background.js',
  entry: 'src/background/main.ts',
  isBackground: true,
};

/** The card's script. In a build nothing names its file: it is read with the background. */
const CARD = 'src/overlay/main.tsx';

/** A script that is put into pages as a file, by the name that the bundler gives it (src/background/copy-file.ts). */
const COPY = 'src/overlay/copy-details.ts';

const WHOLE: readonly Whole[] = [
  BACKGROUND,
  ...ON_DEMAND.map((name) => ({
    fileName: fileOnDemand(name),
    ...(name === 'card'
      ? { entry: CARD, isForPages: true }
      : { entry: `src/background/on-demand/${name}.ts` }),
  })),
  { fileName: injectedName(COPY), entry: COPY },
  // Somebody waits for it, before an empty tab: of all pages it alone is no worse off without shared chunks.
  { fileName: 'assets/stand-in.js', entry: 'src/pages/stand-in/main.tsx' },
];

/** Classic scripts in both browsers: a module can't read further files in Chromium's worker. */
const BACKGROUND_OF = {
  chrome: { service_worker: BACKGROUND.fileName },
  firefox: { scripts: [BACKGROUND.fileName] },
} as const satisfies Record<Target, unknown>;

function fileOnDemand(name: string): string {
  return `background/${name}.js`;
}

function injectedName(entry: string): string {
  return entry.replace(/\.tsx?$/, '.js');
}

/** One entry with all that it imports, as a classic script; what it exports is a global of its name. */
async function built(entry: string, target: Target, reading: Plugin | null): Promise<string> {
  const name = globalOf(entry);
  const result = await build({
    configFile: false,
    logLevel: 'error',
    mode: target,
    root: fileURLToPath(new URL('..', import.meta.url)),
    resolve: { alias: { 'webextension-polyfill': NATIVE_BROWSER } },
    plugins: [preact({ devToolsEnabled: false }), injectedNames(), ...(reading ? [reading] : [])],
    build: {
      write: false,
      target: TARGETS[target],
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        external: (id) => id.startsWith('/background/'),
        output: { format: 'iife', name, codeSplitting: false },
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((each) =>
    'output' in each ? each.output : [],
  );
  const [chunk, ...more] = outputs.filter(({ type }) => type === 'chunk');
  if (chunk?.type !== 'chunk' || more.length > 0) throw new Error(`${entry} is not one file`);
  // What `import()` reads has a scope of its own, unlike what `importScripts` reads.
  return chunk.exports.length === 0 ? chunk.code : `${chunk.code}globalThis.${name}=${name};\n`;
}

/** What src/background/on-demand/card.ts exports, with the script's own code in the place of its file's name. */
function asFunction(code: string): string {
  return `globalThis.${globalOf('card')}={script:{func:function(){${code}}}};\n`;
}

function globalOf(entry: string): string {
  return `backsoon_${entry.replace(/^.*\/|\.tsx?$/g, '').replace(/\W/g, '_')}`;
}

/**
 * The pages have the polyfill. What is read at every wake, or put into a page, does without: of the browsers that
 * it is built for, the polyfill changes one thing, that a listener may answer with a promise.
 */
const NATIVE_BROWSER = fileURLToPath(new URL('./native-browser.js', import.meta.url));

const INJECTED_QUERY = /^(?:\.\.\/)+(overlay\/[\w-]+\.tsx?)\?script&iife$/;

/** `import file from '…?script&iife'` gives the name of the built file, as the bundler does it elsewhere. */
function injectedNames(): Plugin {
  return {
    name: 'backsoon:injected-names',
    enforce: 'pre',
    resolveId: (id) => (INJECTED_QUERY.test(id) ? `\0${id}` : null),
    load: (id) => {
      const file = INJECTED_QUERY.exec(id.slice(1))?.[1];
      return file === undefined ? null : `export default '${injectedName(`src/${file}`)}'`;
    },
  };
}

const IMPORT = /await import\('\.\/on-demand\/(\w+)'\)/g;

/**
 * Makes `import()` of src/background/on-demand.ts into what each browser has: `importScripts` in Chromium's
 * service worker, which may read later what it has read while it was installed; `import()` in Firefox.
 */
function onDemand(target: Target): Plugin {
  return {
    name: 'backsoon:on-demand',
    enforce: 'pre',
    transform: (code, id) => {
      if (!id.endsWith('/src/background/on-demand.ts')) return null;
      const asked = [...code.matchAll(IMPORT)].map(([, name]) => name);
      if (asked.join() !== ON_DEMAND.join()) throw new Error(`on demand: ${asked.join()}`);
      const files = ON_DEMAND.map((name) => `'/${fileOnDemand(name)}'`).join();
      const install = `addEventListener('install', () => importScripts(${files}));`;
      const inside = code.replace(IMPORT, (_, name: string) => readNow(name, target));
      return target === 'chrome' ? install + inside : inside;
    },
  };
}

/** For `vite`, which serves modules: Chromium's service worker takes no `import()`, so all is there from the start. */
export function onDemandServed(): Plugin {
  return {
    name: 'backsoon:on-demand-served',
    apply: 'serve',
    enforce: 'pre',
    transform: (code, id) => {
      if (!id.endsWith('/src/background/on-demand.ts')) return null;
      const imports = ON_DEMAND.map((name) => `import * as ${name}Now from './on-demand/${name}';`);
      return imports.join('\n') + code.replace(IMPORT, (_, name: string) => `${name}Now`);
    },
  };
}

function readNow(name: string, target: Target): string {
  const global = `globalThis.${globalOf(name)}`;
  const file = `'/${fileOnDemand(name)}'`;
  const read = target === 'chrome' ? `importScripts(${file})` : `await import(${file})`;
  return `(${global} ?? (${read}, ${global}))`;
}
