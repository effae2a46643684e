import { afterEach, describe, expect, it, vi } from 'vitest';
import { locales, tagOf } from '../../../scripts/locales/messages';

let messages: Readonly<Record<string, string>> = {};

vi.mock('../../../src/platform/browser', () => ({
  browser: {
    i18n: {
      getMessage: (key: string, values: readonly string[] = []) =>
        (messages[key] ?? '').replace(/\$(\d)/g, (_, at: string) => values[Number(at) - 1] ?? ''),
    },
  },
}));

const { direction, language, plural } = await import('../../../src/platform/i18n');

afterEach(() => {
  messages = {};
});

/** What the engine itself knows of a language's writing. */
function directionOf(tag: string): string | undefined {
  const locale = new Intl.Locale(tag) as Intl.Locale & {
    getTextInfo?: () => { direction: string };
    textInfo?: { direction: string };
  };
  return (locale.getTextInfo?.() ?? locale.textInfo)?.direction;
}

describe('the language', () => {
  it('is that of the messages', () => {
    messages = { languageTag: 'pt-BR' };
    expect(language()).toBe('pt-BR');
  });

  it('is English where there are none, as in a card whose extension is gone', () => {
    expect(language()).toBe('en');
    expect(direction()).toBe('ltr');
  });

  it.each(locales())('is written as it is anywhere else: %s', (locale) => {
    messages = { languageTag: tagOf(locale) };
    expect(direction()).toBe(directionOf(tagOf(locale)));
  });

  it('is mirrored by its own writing, not by that of the browser’s menus', () => {
    messages = { languageTag: 'en', '@@bidi_dir': 'rtl' };
    expect(direction()).toBe('ltr');
    messages = { languageTag: 'ar', '@@bidi_dir': 'ltr' };
    expect(direction()).toBe('rtl');
  });
});

describe('a count', () => {
  it('is told in the form and the digits of the language', () => {
    messages = {
      languageTag: 'pl',
      tried_one: 'raz',
      tried_few: '$1 razy',
      tried_many: '$1 razy!',
    };
    expect([1, 3, 12].map((count) => plural('tried', count))).toEqual([
      'raz',
      '3 razy',
      '12 razy!',
    ]);
    messages = { languageTag: 'ar-EG', tried_few: '$1 مرات' };
    expect(plural('tried', 3)).toBe('٣ مرات');
  });

  it('is told in the form for all others where the language has no form for it', () => {
    messages = { languageTag: 'en', tried_other: '$1 times' };
    expect(plural('tried', 1)).toBe('1 times');
  });
});
