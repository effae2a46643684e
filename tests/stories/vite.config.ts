import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import { TARGETS } from '../../build/targets';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The surfaces run as they are; only the browser's API behind them is the stories' own. */
function withoutBrowser(): Plugin {
  return {
    name: 'backsoon:without-browser',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source.endsWith('/browser') && importer?.includes('/src/platform/')
        ? here('./browser.ts')
        : null,
  };
}

export default defineConfig({
  root: here('.'),
  base: './',
  publicDir: false,
  build: {
    outDir: here('../../dist/stories'),
    emptyOutDir: true,
    target: [TARGETS.chrome, TARGETS.firefox],
  },
  plugins: [withoutBrowser(), preact({ devToolsEnabled: false })],
});
