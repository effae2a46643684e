import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sizesOf } from '../../build/sizes';
import { extensionDir } from '../e2e/support/extension-dirs';
import { diagnosisPairs } from './diagnosis';
import { firstSightCosts } from './first-sight';
import { type Footprint, footprints, healthyPageCosts } from './healthy-page';
import { historyPageCosts } from './history-page';
import { historyStoreCosts } from './history-store';
import { type MemoryUse, memoryUse } from './memory';
import { nosyPageCosts } from './nosy-page';
import { type Estimate, type Measured, measure } from './pairs';
import { popupCosts } from './popup';

/** What is measured one against another, by the name that `--only` knows it by. */
const PARTS: Readonly<Record<string, () => Promise<Measured[]>>> = {
  diagnosis: async () => diagnosisPairs().map(measure),
  'history-store': historyStoreCosts,
  'history-page': historyPageCosts,
  popup: popupCosts,
  'first-sight': firstSightCosts,
  'healthy-20': async () => await healthyPageCosts('20 resources'),
  'healthy-200': async () => await healthyPageCosts('200 resources'),
  'healthy-frames': async () => await healthyPageCosts('50 frames'),
  'nosy-page': nosyPageCosts,
};

/** What is counted, and is the same on every machine, or nearly. */
const COUNTED = ['sizes', 'footprint', 'memory'] as const;

/**
 * `npm run bench [-- --only PART] [-- FILE]`: prints what things cost, and writes it to FILE, out/bench.json by itself.
 * Needs `npm run build`. Ends with 1 where a promise is broken.
 */
const { values, positionals } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
});
const known = [...COUNTED, ...Object.keys(PARTS)];
const unknown = values.only.filter((name) => !known.includes(name));
if (unknown.length > 0 || positionals.length > 1) {
  console.error(
    `There is no ${unknown.join(', ') || 'second file'}. What can be measured: ${known.join(', ')}.`,
  );
  process.exit(2);
}
const wanted = (name: string): boolean => values.only.length === 0 || values.only.includes(name);
const file =
  positionals[0] ?? join(dirname(fileURLToPath(import.meta.url)), '../../out/bench.json');

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const show = ({ median, low, high }: Estimate): string =>
  `${median.toFixed(2).padStart(9)} (${low.toFixed(2)} to ${high.toFixed(2)})`.padEnd(32);

/** A promise is kept where the whole interval keeps it: what merely may be so is not promised. */
function isBroken({ ratio, atMost }: Measured): boolean {
  return atMost !== null && ratio.high > atMost;
}

function line(found: Measured): string {
  const { name, ratio, microseconds, atMost } = found;
  const promise = atMost === null ? '' : `${isBroken(found) ? 'NOT ' : ''}≤ ${atMost}`;
  return `${name.padEnd(54)}${show(ratio)}${show(microseconds)}${promise}`;
}

const broken: string[] = [];
const report: Record<string, unknown> = {};

if (wanted('sizes')) {
  print('Bytes after gzip');
  const sizes = sizesOf(extensionDir('chromium'));
  for (const { name, gzip, atMost, files } of sizes) {
    if (gzip > atMost) broken.push(name);
    print(`${name.padEnd(54)}${String(gzip).padStart(9)}  of ${atMost}, ${files.length} files`);
  }
  report.sizes = sizes;
}
if (wanted('footprint')) {
  print('\nOn a page that is well');
  const found: Footprint[] = await footprints();
  for (const { page, navigations, events, bytes } of found) {
    const told = Object.values(events).reduce((sum, count) => sum + count, 0);
    if (told !== navigations || bytes !== 0) broken.push(`footprint, ${page}`);
    print(`${page.padEnd(54)}${told} events in ${navigations} navigations, ${bytes} bytes of ours`);
  }
  report.footprint = found;
}
if (wanted('memory')) {
  print('\nHeap of the background, KB after a collection');
  const found: MemoryUse[] = await memoryUse();
  for (const { name, kilobytes, beside, atMost } of found) {
    if (atMost !== null && kilobytes - beside > atMost) broken.push(name);
    const promise = atMost === null ? '' : `grown by at most ${atMost}`;
    print(
      `${name.padEnd(54)}${kilobytes.toFixed(0).padStart(9)}  from ${beside.toFixed(0)}  ${promise}`,
    );
  }
  report.memory = found;
}
print(
  `\n${''.padEnd(54)}${'   × yardstick (95 % bounds)'.padEnd(32)}${'   µs (95 % bounds)'.padEnd(32)}`,
);
for (const [name, part] of Object.entries(PARTS)) {
  if (!wanted(name)) continue;
  const found = await part();
  for (const one of found) {
    print(line(one));
    if (isBroken(one)) broken.push(one.name);
  }
  report[name] = found;
}
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
for (const name of broken) print(`Not kept: ${name}`);
process.exitCode = broken.length === 0 ? 0 : 1;
