import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { closeDoors } from './build/close-doors.ts';
import { manifestFor, type Target, whileDeveloping } from './build/manifest.ts';
import { pagePolicy } from './build/page-policy.ts';
import { TARGETS } from './build/targets.ts';
import { onDemandServed, wholeFiles } from './build/whole-files.ts';

/** `vite build --mode chrome` → dist/chrome, `--mode firefox` → dist/firefox; `vite` serves
 * Chromium out of dist/dev, with hot reload. */
export default defineConfig(({ command, mode }) => {
  const target: Target = mode === 'firefox' ? 'firefox' : 'chrome';
  const serving = command === 'serve';
  const manifest = serving ? whileDeveloping(manifestFor(target)) : manifestFor(target);
  return {
    build: {
      outDir: serving ? 'dist/dev' : `dist/${target}`,
      emptyOutDir: true,
      target: TARGETS[target],
      modulePreload: false,
      rolldownOptions: {
        input: {
          details: 'src/pages/details/index.html',
          history: 'src/pages/history/index.html',
          settings: 'src/pages/settings/index.html',
          'stand-in': 'src/pages/stand-in/index.html',
          'clear-data': 'src/pages/clear-data/index.html',
          welcome: 'src/pages/welcome/index.html',
        },
        // Names without a hash of the content. An extension has no use for it, and the bundler takes it while the
        // card's file is still named by a stand-in made of its absolute path: the same sources, built in two
        // folders, would differ.
        output: {
          entryFileNames: 'assets/[name].js',
          chunkFileNames: 'assets/[name].js',
          assetFileNames: 'assets/[name][extname]',
        },
      },
    },
    plugins: [
      preact({ devToolsEnabled: false, prefreshEnabled: serving }),
      crx({ manifest: manifest as never, browser: target }),
      onDemandServed(),
      wholeFiles(target),
      pagePolicy(),
      closeDoors(),
    ],
    server: { port: 5173, strictPort: true, cors: { origin: /^chrome-extension:/ } },
  };
});
