import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diagnosisPairs } from './diagnosis';
import { type Estimate, type Measured, measure } from './pairs';

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
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify({ diagnosis: measured }, null, 2)}\n`);
const broken = measured.filter(({ ratio, atMost }) => atMost !== null && ratio.low > atMost);
process.exitCode = broken.length === 0 ? 0 : 1;
