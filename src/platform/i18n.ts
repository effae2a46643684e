import type english from '../../public/_locales/en/messages.json';
import { browser } from './browser';

/** Every key of the locale files; the English one is the reference. */
export type MessageKey = keyof typeof english;

/** Keys that exist once per plural category, named without the category: `tries` for `tries_one`… */
export type PluralKey = MessageKey extends infer K
  ? K extends `${infer Base}_other`
    ? Base
    : never
  : never;

/** The text for a key in the browser's language; English where a language lacks it. */
export function t(key: MessageKey, ...substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions);
}

/**
 * The text for a count, in the plural form that the language has for it. `$1` is the number as the
 * language writes it, further substitutions follow.
 */
export function plural(key: PluralKey, count: number, ...substitutions: string[]): string {
  const { rules, numbers } = countingIn(language());
  const category = rules.select(count);
  const shown = [numbers.format(count), ...substitutions];
  // A language may need fewer categories than the reference; `other` always exists.
  return (
    browser.i18n.getMessage(`${key}_${category}`, shown) ||
    browser.i18n.getMessage(`${key}_other`, shown)
  );
}

interface Counting {
  readonly language: string;
  readonly rules: Intl.PluralRules;
  readonly numbers: Intl.NumberFormat;
}

/** Made once: a page may count a thousand things, and making takes longer than counting. */
let counting: Counting | null = null;

function countingIn(language: string): Counting {
  if (counting?.language !== language) {
    const rules = new Intl.PluralRules(language);
    counting = { language, rules, numbers: new Intl.NumberFormat(language) };
  }
  return counting;
}

/** The language that messages are shown in, as a BCP 47 tag. */
export function language(): string {
  return browser.i18n.getMessage('languageTag') || 'en';
}

/** Of the languages that are written from right to left, those that many people read. */
const MIRRORED: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

/**
 * Writing direction of the language that messages are shown in. The browser's own `@@bidi_dir` is that of its
 * menus, which may be in a language that there are no messages in.
 */
export function direction(): 'ltr' | 'rtl' {
  return MIRRORED.has(language().split('-', 1)[0] ?? '') ? 'rtl' : 'ltr';
}

/**
 * Text from outside (a host name, an address) inside a sentence: isolated, so that its direction
 * can't reorder the sentence around it (Unicode FSI and PDI), and without control characters.
 */
export function foreign(text: string): string {
  return `\u2068${text.replace(/[\p{Cc}\p{Cf}]/gu, '')}\u2069`;
}
