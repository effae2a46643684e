/** The browser's own object in place of webextension-polyfill, for files that need nothing of it (whole-files.ts). */
export default globalThis.browser ?? globalThis.chrome;
