/**
 * The card's script, ready to be put into pages. Built, it is a function (build/whole-files.ts): a browser that is
 * given the name of a file reads that from disk each time, while somebody looks at the failing page.
 */
import file from '../../overlay/main.tsx?script&iife';
import type { Script } from '../../platform/injection';

export const script: Script = { files: [file] };
