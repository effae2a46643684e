import { basename, dirname } from 'node:path';
import type { Plugin } from 'vite';

/** The page in a failing one's place asks whether that one answers again. */
const ASKING = new Set(['stand-in']);

/** No text becomes markup or code. In the pages alone: `importScripts`, in Chromium's background, takes text. */
const NO_TEXT_RUNS = "require-trusted-types-for 'script'; trusted-types 'none'";

/**
 * Takes from each page of the extension what it has no need of. The manifest has one policy for all of them and
 * for the background, which asks the failing addresses and reads its own files; a page that does neither says so by
 * itself. Only in a build: while developing, each page talks to the server that changes it.
 */
export function pagePolicy(): Plugin {
  return {
    name: 'backsoon:page-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'pre',
      handler(_html, { path }) {
        const isAsking = ASKING.has(basename(dirname(path)));
        const content = isAsking ? NO_TEXT_RUNS : `connect-src 'none'; ${NO_TEXT_RUNS}`;
        const attrs = { 'http-equiv': 'Content-Security-Policy', content };
        return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}
