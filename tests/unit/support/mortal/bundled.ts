import { Script } from 'node:vm';
import { build, type Plugin } from 'vite';

/** What a script finds around it, by name: in place of the globals of a browser. */
type Surroundings = Readonly<Record<string, unknown>>;

/** A script of ours in one piece. Each run of it is a context of its own: nothing is shared between two. */
export type Bundled = (around: Surroundings) => unknown;

/** All that is faked of the product: the browser itself, and files that only a build has. */
const SEAM: Record<string, string> = {
  'platform/browser': 'export const browser = seam.browser;',
  'background/on-demand/card': "export const script = { files: ['card.js'] };",
  'background/copy-file': "export const COPY_FILE = 'copy.js';",
};

const seam: Plugin = {
  name: 'seam',
  enforce: 'pre',
  async resolveId(id, importer, options) {
    const found = await this.resolve(id, importer, { ...options, skipSelf: true });
    const name = Object.keys(SEAM).find((one) => found?.id.endsWith(`/src/${one}.ts`));
    return name === undefined ? null : `\0${name}`;
  },
  load: (id) => SEAM[id.slice(1)] ?? null,
};

/**
 * Builds a script as a function of its surroundings: what vitest does with modules takes a hundred times
 * as long, and lets two backgrounds share what they import.
 *
 * @param names everything that a run is given
 */
export async function bundle(entry: string, names: readonly string[]): Promise<Bundled> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [seam],
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry, formats: ['iife'], name: 'bundled', fileName: 'bundled' },
    },
  });
  const [result] = [built].flat();
  const [chunk] = result !== undefined && 'output' in result ? result.output : [];
  if (chunk?.type !== 'chunk') throw new Error(`${entry} was not built`);
  const source = `(function (${names.join(', ')}) {${chunk.code}
    return typeof bundled === 'undefined' ? undefined : bundled; })`;
  const script = new Script(source, { filename: entry }).runInThisContext() as (
    ...parts: unknown[]
  ) => unknown;
  return (around) => script(...names.map((name) => around[name]));
}
