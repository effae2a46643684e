import { browse } from '../tests/soak/day';
import { BrowserUnavailable, ensureBrowser } from './browsers';
import { build } from './build';
import { finish, isEnding, tidyUpOnSignals } from './shutdown';
import { HELP, type Options, optionsOf } from './soak/options';
import { report } from './soak/report';
import { inWords } from './tally';
import { UsageError } from './usage';

const MINUTE_MS = 60_000;

async function soak({ minutes, help }: Options): Promise<number> {
  if (help) {
    console.log(HELP);
    return 0;
  }
  await ensureBrowser('chromium');
  const complaint = await build();
  if (complaint) {
    console.error(`${complaint}\nThe extension could not be built: see above.`);
    return 1;
  }
  const seen = await browse(Date.now() + minutes * MINUTE_MS, (line) => console.log(line));
  const { lines, tally } = report(seen);
  for (const line of lines) console.log(line);
  console.log(inWords(tally));
  return tally.failed > 0 ? 1 : 0;
}

async function main(): Promise<number> {
  try {
    return await soak(optionsOf(process.argv.slice(2)));
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message} --help tells more.`);
      return 2;
    }
    if (!isEnding()) console.error(error instanceof BrowserUnavailable ? error.message : error);
    return 1;
  }
}

tidyUpOnSignals();
await finish(await main());
