import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BrowserUnavailable, ensureBrowser } from './browsers';
import { build } from './build';
import { finish, isEnding, tidyUpOnSignals } from './shutdown';
import { takePictures } from './store/pictures';
import { locales, storeText, wordsOf } from './store/texts';

const TEXTS = fileURLToPath(new URL('../store/texts', import.meta.url));

const fileOf = (locale: string): string => join(TEXTS, `${locale}.txt`);

function writeTexts(): void {
  rmSync(TEXTS, { recursive: true, force: true });
  mkdirSync(TEXTS, { recursive: true });
  for (const locale of locales()) writeFileSync(fileOf(locale), storeText(wordsOf(locale)));
  console.log(`store/texts: ${locales().join(', ')}`);
}

/** The files that are not what the messages say, or belong to no locale. */
function staleTexts(): string[] {
  const wanted = new Map(locales().map((locale) => [`${locale}.txt`, storeText(wordsOf(locale))]));
  const there = new Set(readdirSync(TEXTS));
  return [...new Set([...wanted.keys(), ...there])].filter(
    (name) => !there.has(name) || readFileSync(join(TEXTS, name), 'utf8') !== wanted.get(name),
  );
}

function check(): number {
  const stale = staleTexts();
  for (const name of stale) console.error(`store/texts/${name} is stale: run "npm run store".`);
  if (stale.length === 0) console.log('store/texts says what the messages say.');
  return stale.length === 0 ? 0 : 1;
}

async function write(): Promise<number> {
  writeTexts();
  await ensureBrowser('chromium');
  // The browser of the stories has the extension in it.
  const complaint = await build();
  if (complaint) {
    console.error(`${complaint}\nThe extension could not be built: see above.`);
    return 1;
  }
  for (const path of await takePictures(wordsOf('en'))) console.log(path);
  return 0;
}

tidyUpOnSignals();
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const code = await (values.check ? Promise.resolve(check()) : write()).catch((error: unknown) => {
  if (!isEnding()) console.error(error instanceof BrowserUnavailable ? error.message : error);
  return 1;
});
await finish(code);
