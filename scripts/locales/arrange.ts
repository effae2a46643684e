import { type Message, type Messages, type Texts, tagOf } from './messages';

/** The plural categories of CLDR, as they end a key. */
export const PLURAL = /_(?:zero|one|two|few|many|other)$/;

/** In the order in which CLDR names them. */
const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/** The plural categories that a locale's language has. */
function categoriesOf(locale: string): string[] {
  const { pluralCategories } = new Intl.PluralRules(tagOf(locale)).resolvedOptions();
  return CATEGORIES.filter((category) => pluralCategories.includes(category));
}

/**
 * The keys that a locale has to have, in English's order, each with the English message that it says:
 * for a plural category that English lacks, the one of `other`.
 */
export function wanted(english: Messages, locale: string): Map<string, Message> {
  const categories = categoriesOf(locale);
  const keys = new Map<string, Message>();
  for (const [key, message] of Object.entries(english)) {
    if (!PLURAL.test(key)) keys.set(key, message);
    else {
      const base = key.replace(PLURAL, '');
      for (const category of categories) {
        const own = english[`${base}_${category}`] ?? english[`${base}_other`] ?? message;
        keys.set(`${base}_${category}`, own);
      }
    }
  }
  return keys;
}

export interface Arranged {
  readonly messages: Messages;
  /** What the locale has no words for yet: key → the English message. */
  readonly missing: ReadonlyMap<string, Message>;
  /** Keys that English has no longer, or that the language has no such plural category for. */
  readonly dropped: readonly string[];
}

/** The file of a locale, made of its own words and of English's placeholders. */
export function arrange(english: Messages, locale: string, texts: Texts): Arranged {
  const messages: Record<string, Message> = {};
  const missing = new Map<string, Message>();
  const keys = wanted(english, locale);
  for (const [key, reference] of keys) {
    const text = Object.hasOwn(texts, key) ? texts[key]?.trim() : '';
    if (text) messages[key] = { message: text, ...placeholdersOf(reference) };
    else missing.set(key, reference);
  }
  return { messages, missing, dropped: Object.keys(texts).filter((key) => !keys.has(key)) };
}

/** Without their examples: these are notes, too. */
function placeholdersOf({ placeholders }: Message): Pick<Message, 'placeholders'> {
  if (placeholders === undefined) return {};
  const contents = Object.entries(placeholders).map(([name, { content }]) => [name, { content }]);
  return { placeholders: Object.fromEntries(contents) };
}
