import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { arrange } from './locales/arrange';
import {
  locales,
  readMessages,
  SOURCE,
  type Texts,
  textsOf,
  writeMessages,
} from './locales/messages';

const HELP = `npm run -s locales                            puts every locale's file in order, and lists what it lacks
npm run -s locales -- --import FILE LOCALE    takes the words of a flat JSON file (key → text) for that locale
npm run -s locales -- --export LOCALE         prints the locale's words as such a file

docs/translating.md says how to write them.`;

/** A language, and a country where the browsers' folders name one: `pl`, `pt_BR`. */
const LOCALE = /^[a-z]{2,3}(?:_[A-Z]{2})?$/;

class Misuse extends Error {}

/** A flat file's words, or what is wrong with it. */
function readTexts(file: string): Texts {
  const texts: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const isFlat =
    typeof texts === 'object' &&
    texts !== null &&
    Object.values(texts).every((text) => typeof text === 'string');
  if (!isFlat) throw new Misuse(`${file} is no object of texts.`);
  return texts as Texts;
}

/** Writes a locale's file and says what it lacks. Returns whether it lacks nothing. */
function put(locale: string, texts: Texts): boolean {
  const { messages, missing, dropped } = arrange(readMessages(SOURCE), locale, texts);
  writeMessages(locale, messages);
  for (const key of dropped) console.log(`${locale}: dropped ${key}`);
  for (const [key, { message }] of missing) console.log(`${locale}: missing ${key}: ${message}`);
  return missing.size === 0;
}

/** A locale that words can be written for: English is their source. */
function translated(locale: string | undefined): string {
  if (locale === undefined || !LOCALE.test(locale)) throw new Misuse(HELP);
  if (locale === SOURCE) throw new Misuse('English is what the others are made from.');
  return locale;
}

function run(): boolean {
  const { values, positionals } = parseArgs({
    options: {
      import: { type: 'string' },
      export: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) console.log(HELP);
  else if (values.import !== undefined) {
    return put(translated(positionals[0]), readTexts(values.import));
  } else if (values.export !== undefined) {
    console.log(JSON.stringify(textsOf(readMessages(values.export)), null, 2));
  } else if (positionals.length > 0) throw new Misuse(HELP);
  else {
    const complete = locales()
      .filter((locale) => locale !== SOURCE)
      .map((locale) => put(locale, textsOf(readMessages(locale))));
    return complete.every(Boolean);
  }
  return true;
}

try {
  process.exitCode = run() ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
