import type { Rolldown } from 'vite';

/** The chunks of a bundle that one of its pages loads, itself or by way of others. */
export function reachable(bundle: Rolldown.OutputBundle): Set<string> {
  const pages = Object.values(bundle).filter(({ fileName }) => fileName.endsWith('.html'));
  const markup = pages.map((page) => ('source' in page ? String(page.source) : '')).join('\n');
  const used = new Set<string>();
  const take = (name: string): void => {
    const file = bundle[name];
    if (file?.type !== 'chunk' || used.has(name)) return;
    used.add(name);
    for (const next of [...file.imports, ...file.dynamicImports]) take(next);
  };
  for (const name of Object.keys(bundle)) if (markup.includes(`/${name}"`)) take(name);
  return used;
}
