import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diagnosisPairs } from './diagnosis';
import { historyPageCosts } from './history-page';
import { historyStoreCosts } from './history-store';
import { type Estimate, type Measured, measure } from './pairs';
import { popupCosts } from './popup';

/** `npm run bench [-- FILE]`: prints what things cost, and writes it to FILE, out/bench.json by itself. */
const file =
  process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../../out/bench.json');

const show = ({ median, low, high }: Estimate): string =>
  `${median.toFixed(1).padStart(9)} (${low.toFixed(1)} to ${high.toFixed(1)})`.padEnd(32);

function line({ name, ratio, microseconds, atMost }: Measured): string {
  const promise = atMost === null ? '' : ratio.low <= atMost ? `≤ ${atMost}` : `NOT ≤ ${atMost}`;
  return `${name.padEnd(48)}${show(ratio)}${show(microseconds)}${promise}`;
}

const measured: Measured[] = [];
const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
print(
  `${''.padEnd(48)}${'   × yardstick (95 % bounds)'.padEnd(32)}${'   µs (95 % bounds)'.padEnd(32)}`,
);
for (const pair of diagnosisPairs()) {
  const found = measure(pair);
  measured.push(found);
  print(line(found));
}
const historyStore = await historyStoreCosts();
for (const found of historyStore) print(line(found));
const historyPage = await historyPageCosts();
for (const found of historyPage) print(line(found));
const popup = await popupCosts();
for (const found of popup) print(line(found));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(
  file,
  `${JSON.stringify({ diagnosis: measured, historyStore, historyPage, popup }, null, 2)}\n`,
);
const broken = [...measured, ...historyStore, ...historyPage, ...popup].filter(
  ({ ratio, atMost }) => atMost !== null && ratio.low > atMost,
);
process.exitCode = broken.length === 0 ? 0 : 1;
