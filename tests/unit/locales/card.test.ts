import { describe, expect, it } from 'vitest';
import { PLURAL } from '../../../scripts/locales/arrange';
import { locales, readMessages, textsOf } from '../../../scripts/locales/messages';
import { filled, room } from './room';

/** More than this at rest is a page, not a card. */
const MOST_WORDS = 45;

/** Where what others write at the end of a word is a word of its own. */
const MORE_WORDS: Readonly<Record<string, number>> = { hi: 52 };

/** Without spaces between words: what 45 English words take, in Latin characters. */
const MOST_ROOM = 230;
const WITHOUT_SPACES = ['ja', 'zh_CN', 'zh_TW'];

const BUTTONS = ['whatElse', 'more'];

/** What stands on the card at rest, part by part; of each part the longest that may stand there. */
const STATES: Readonly<Record<string, readonly RegExp[]>> = {
  waiting: [
    /^headline(?!Visitor)/,
    /^sideSiteCertain$/,
    /^waitSeconds_/,
    /^(?:tried_|askedToWait$)/,
    ...['stop', 'tryNow', ...BUTTONS].map(exactly),
  ],
  'asking after a form': [
    /^headline5/,
    ...['askForm', 'backToForm', 'openWithoutForm', ...BUTTONS].map(exactly),
  ],
  'stopped by the visitor': [
    /^headline(?!Visitor)/,
    /^sideSiteCertain$/,
    ...['stopStopped', 'resume', 'tryNow', ...BUTTONS].map(exactly),
  ],
};

function exactly(key: string): RegExp {
  return new RegExp(`^${key}$`);
}

function words(text: string): number {
  return filled(text)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

describe.each(locales())('the card in the locale "%s"', (locale) => {
  const texts = Object.entries(textsOf(readMessages(locale)));
  const [measure, most] = WITHOUT_SPACES.includes(locale)
    ? [(text: string) => room(filled(text)), MOST_ROOM]
    : [words, MORE_WORDS[locale] ?? MOST_WORDS];

  it.each(Object.entries(STATES))(`is brief: ${most} at most, ${'%s'}`, (_, parts) => {
    const sizes = parts.map((part) => {
      // A form of the plural for fractions or for millions is none that the card comes to.
      const fitting = texts.filter(([key]) => part.test(key) && !isRare(key));
      expect(fitting.length, String(part)).toBeGreaterThan(0);
      return Math.max(...fitting.map(([, text]) => measure(text)));
    });
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(most);
  });

  function isRare(key: string): boolean {
    const category = PLURAL.exec(key)?.[0].slice(1);
    if (category === undefined) return false;
    const rules = new Intl.PluralRules(locale.replace('_', '-'));
    return !Array.from({ length: 90 }, (_, n) => rules.select(n)).includes(
      category as Intl.LDMLPluralRule,
    );
  }
});
