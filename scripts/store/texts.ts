import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LOCALES = fileURLToPath(new URL('../../public/_locales', import.meta.url));

/** The language whose words stand in where another has none yet, as in the browser: `default_locale`. */
const FALLBACK = 'en';

/** What the pages that are explained say in every language; among words that run from right to left it is kept apart. */
const AN_ERROR = '502 Bad Gateway';
const isolated = `\u2068${AN_ERROR}\u2069`;
const RIGHT_TO_LEFT = ['ar', 'he'];

type Messages = Readonly<Record<string, { readonly message: string } | undefined>>;

/** The words of one locale: what its message for this key says. */
export type Words = (key: string) => string;

/** The folders below public/_locales, which are named as the browsers want it. */
export const locales = (): string[] => readdirSync(LOCALES).sort();

const messagesOf = (locale: string): Messages =>
  JSON.parse(readFileSync(join(LOCALES, locale, 'messages.json'), 'utf8'));

/** Throws for a key that no locale has. */
export function wordsOf(locale: string): Words {
  const own = messagesOf(locale);
  const others = messagesOf(FALLBACK);
  return (key) => {
    const found = own[key] ?? others[key];
    if (found === undefined) throw new Error(`There is no message "${key}".`);
    return found.message.replace('$page$', RIGHT_TO_LEFT.includes(locale) ? isolated : AN_ERROR);
  };
}

/** What the extension does, and what it reads, keeps and asks: each has a title of its own, `<key>Title`. */
const DOES = ['Explain', 'Retry', 'Forms', 'Watch', 'Owner'].map((name) => `welcomeDoes${name}`);
const PRIVACY = ['Reads', 'Keeps', 'Asks'].map((name) => `welcome${name}`);

/**
 * The text of a store's page, in the words of one locale and no others: name, summary and description, each below
 * a line with the name that its field has in the forms. Plain text, which both stores take.
 */
export function storeText(words: Words): string {
  const points = (keys: readonly string[]): string[] =>
    keys.flatMap((key) => [`• ${words(`${key}Title`)}`, words(key), '']);
  return [
    '=== Name ===',
    words('extensionName'),
    '',
    '=== Summary ===',
    words('extensionDescription'),
    '',
    '=== Description ===',
    words('welcomeLead'),
    '',
    words('welcomeDoes'),
    '',
    ...points(DOES),
    words('welcomePrivacy'),
    '',
    ...points(PRIVACY),
  ].join('\n');
}
