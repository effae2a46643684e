import { basename, dirname } from 'node:path';
import type { Plugin } from 'vite';

/** The page in a failing one's place asks whether that one answers again. */
const ASKING = new Set(['stand-in']);

/**
 * Takes from each page of the extension what it has no need of. The manifest has one policy for all of them and
 * for the background, which asks the failing addresses; a page that asks nobody says so by itself. Only in a
 * build: while developing, each page talks to the server that changes it.
 */
export function pagePolicy(): Plugin {
  return {
    name: 'backsoon:page-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'pre',
      handler(_html, { path }) {
        if (ASKING.has(basename(dirname(path)))) return [];
        const attrs = { 'http-equiv': 'Content-Security-Policy', content: "connect-src 'none'" };
        return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}
