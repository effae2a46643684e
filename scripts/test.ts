import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BrowserName, ensureBrowser } from './browsers';
import { build } from './build';
import { type CountedRun, countedItem, preparation, testRunner } from './counted-run';
import { ensureGateways } from './install-gateways';
import { tallyOfPlaywright } from './playwright-report';
import { type RunOptions, runNode, runNpmScript } from './run';
import { atTheEnd, finish, isEnding, tidyUpOnSignals } from './shutdown';
import { inWords, none, oneFailed, sum, type Tally } from './tally';
import { tallyOfVitest } from './vitest-report';

const {
  full,
  rest,
  gateways: onlyGateways,
} = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    /** With --full: leaves out what `npm test` has told already. */
    rest: { type: 'boolean', default: false },
    gateways: { type: 'boolean', default: false },
  },
}).values;

const browserIsThere = (browser: BrowserName): CountedRun =>
  preparation(`${browser} is there`, async () => (await ensureBrowser(browser)) !== '');

const builds = preparation('the extension builds', async () => {
  const complaint = await build();
  if (complaint) console.error(complaint);
  return complaint === '';
});

/** `npm run check` without the unit tests, which are counted one by one. */
const check = countedItem('npm run static', async () => (await runNpmScript('static')).code === 0);

/** From the sources' own archive, so that what a reviewer is given is known to be enough. */
const packages = countedItem(
  'npm run package -- --check',
  async () =>
    (await runNode(['--import', 'tsx', join('scripts', 'package.ts'), '--check'])).code === 0,
);

const vitest = (name: string, only: readonly string[], options: RunOptions = {}): CountedRun =>
  testRunner(
    name,
    [
      join('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      ...only,
      '--reporter=default',
      '--reporter=json',
      '--outputFile.json=out/unit.json',
    ],
    { path: 'out/unit.json', tally: tallyOfVitest },
    options,
  );

const unitTests = vitest('unit tests', []);

const faults = vitest('the background, stopped at every step', ['tests/unit/background/faults'], {
  env: { BACKSOON_FAULTS: '1' },
});

const stories = testRunner(
  'stories in real browsers',
  [join('node_modules', 'playwright', 'cli.js'), 'test', '-c', 'playwright.config.ts'],
  { path: 'out/e2e.json', tally: tallyOfPlaywright },
  full ? { env: { BACKSOON_FULL: '1', ...(rest ? { BACKSOON_REST: '1' } : {}) } } : {},
);

/** Counts no failure: what is missing is named, and its tests are counted as skipped. */
const gatewaysAreThere = preparation('real gateways are there', async () => {
  await ensureGateways();
  return true;
});

const gateways = testRunner(
  'real gateways, broken on loopback',
  [
    join('node_modules', 'playwright', 'cli.js'),
    'test',
    '-c',
    join('tests', 'gateways', 'playwright.config.ts'),
  ],
  { path: 'out/gateways.json', tally: tallyOfPlaywright },
);

const startJourney = (browser: BrowserName): CountedRun =>
  countedItem(`npm start in ${browser}, without a window`, async () => {
    const options = [
      '--import',
      'tsx',
      join('scripts', 'start.ts'),
      '--headless',
      '--skip-build',
      `--browser=${browser}`,
    ];
    return (await runNode(options)).code === 0;
  });

/**
 * The build first: some unit tests look at what was built. What needs browsers too comes last; it is
 * left out, and has been counted already, when what it needs is missing.
 */
const units = full && rest ? [] : [unitTests];
const independent = onlyGateways ? [] : full ? [check, ...units, faults, packages] : units;
const browsers = [browserIsThere('chromium'), browserIsThere('firefox')];
const preparations = [builds, ...browsers];
const realGateways = [gatewaysAreThere, gateways];
const everything = [stories, ...realGateways, startJourney('chromium'), startJourney('firefox')];
const dependent = onlyGateways ? realGateways : full ? everything : [stories];

/** `.ci/run` looks for it. */
const FAILED = 'Failed in ';

const results: { name: string; tally: Tally }[] = [];

const count = async (runs: readonly CountedRun[]): Promise<void> => {
  for (const { name, count: countIt } of runs) {
    if (isEnding()) return;
    console.log(`\n== ${name} ==`);
    const tally = await countIt();
    // A run that was cut short says nothing about the product.
    if (isEnding()) return;
    results.push({ name, tally });
  }
};

/** Prints what each run came to and, as the very last line, their total. */
const conclude = (): Tally => {
  console.log('');
  // Named once more down here, where the end of a long log still shows it.
  for (const { name, tally } of results)
    for (const failure of tally.failures) console.log(`${FAILED}${name}: ${failure}`);
  for (const { name, tally } of results)
    if (tally !== none) console.log(`${name}: ${inWords(tally)}`);
  const total = sum(results.map(({ tally }) => tally));
  console.log(inWords(total));
  return total;
};

tidyUpOnSignals();
let concluded = false;
atTheEnd(() => {
  if (concluded) return;
  results.push({ name: 'interrupted', tally: oneFailed });
  conclude();
});

await count([builds]);
await count(independent);
await count(browsers);
const isPrepared = results.every(
  ({ name, tally }) => !preparations.some((each) => each.name === name) || tally.failed === 0,
);
if (isPrepared) await count(dependent);
else console.error('The stories were left out, because what they need is missing.');
if (isEnding()) await finish(1);
const total = conclude();
concluded = true;
await finish(total.failed > 0 || total.passed === 0 ? 1 : 0);
