/**
 * What the background needs only where something failed. Every navigation wakes it, and almost none fails: so
 * these are files of their own, and read when they are asked for first (docs/decisions/0016-sizes.md). They hold
 * nothing that the rest of the background holds too: in Chromium they share no module with it.
 *
 * In Firefox this is `import()` as it stands. Chromium has none in a service worker, and gets
 * `importScripts` for it (build/background-file.ts).
 */

export const card = async () => await import('./on-demand/card');

export const checking = async () => await import('./on-demand/checking');

export const deciding = async () => await import('./on-demand/deciding');

/** The rules that decide what comes next. */
export type Rules = Awaited<ReturnType<typeof deciding>>;

export const diagnosing = async () => await import('./on-demand/diagnosing');

export const keeping = async () => await import('./on-demand/keeping');
