import { describe, expect, it } from 'vitest';
import { PLURAL, wanted } from '../../../scripts/locales/arrange';
import {
  locales,
  type Message,
  type Messages,
  readMessages,
  SOURCE,
  tagOf,
} from '../../../scripts/locales/messages';

const ENGLISH = readMessages(SOURCE);
const LOCALES = locales().map((locale) => ({ locale, messages: readMessages(locale) }));

const used = ({ message }: Message): string[] =>
  [...message.matchAll(/\$([a-z\d_@]+)\$/gi)].map(([, name = '']) => name.toLowerCase());
const declared = ({ placeholders = {} }: Message): string[] =>
  Object.keys(placeholders).map((name) => name.toLowerCase());

/** The keys of all messages of which something doesn't hold. */
const failing = (messages: Messages, holds: (message: Message, key: string) => boolean): string[] =>
  Object.entries(messages)
    .filter(([key, message]) => !holds(message, key))
    .map(([key]) => key);

describe.each(LOCALES)('every message of the locale "$locale"', ({ locale, messages }) => {
  it('is one that English has, in its order and in the plural categories of the language', () => {
    expect(Object.keys(messages)).toEqual([...wanted(ENGLISH, locale).keys()]);
  });

  it('says something', () => {
    expect(failing(messages, ({ message }) => message.trim() !== '')).toEqual([]);
  });

  it('declares the placeholders that it uses', () => {
    const holds = (message: Message) =>
      used(message).every((name) => declared(message).includes(name));
    expect(failing(messages, holds)).toEqual([]);
  });

  it('uses the placeholders that it declares, but for a number that a plural form has in words', () => {
    const holds = (message: Message, key: string) =>
      declared(message).every(
        (name) => used(message).includes(name) || (PLURAL.test(key) && name === 'n'),
      );
    expect(failing(messages, holds)).toEqual([]);
  });

  it('puts the same into its placeholders as English does', () => {
    const contents = ({ placeholders = {} }: Message) =>
      Object.entries(placeholders).map(([name, { content }]) => `${name.toLowerCase()} ${content}`);
    const references = wanted(ENGLISH, locale);
    const holds = (message: Message, key: string) =>
      contents(message).join() === contents(references.get(key) ?? message).join();
    expect(failing(messages, holds)).toEqual([]);
  });

  it('has no bare substitution and no lonely dollar sign', () => {
    const holds = ({ message }: Message) => !message.replace(/\$[a-z\d_@]+\$/gi, '').includes('$');
    expect(failing(messages, holds)).toEqual([]);
  });

  it('comes under the language of its folder, which there is', () => {
    expect(messages.languageTag?.message).toBe(tagOf(locale));
    expect(Intl.getCanonicalLocales(tagOf(locale))).toEqual([tagOf(locale)]);
    expect(Intl.PluralRules.supportedLocalesOf(tagOf(locale))).toEqual([tagOf(locale)]);
  });

  it('fits the stores: the description of the extension has at most 132 characters', () => {
    expect(messages.extensionDescription?.message.length).toBeLessThanOrEqual(132);
  });
});

describe('notes for translators', () => {
  it('stand in English, at every message', () => {
    expect(failing(ENGLISH, ({ description = '' }) => description.trim().length > 5)).toEqual([]);
  });

  it('have an example for each placeholder, which are numbered from 1', () => {
    const holds = ({ placeholders = {} }: Message) => {
      const contents = Object.values(placeholders).map(({ content }) => content);
      const numbered = contents.map((_, at) => `$${at + 1}`);
      return (
        contents.sort().join() === numbered.join() &&
        Object.values(placeholders).every(({ example = '' }) => example !== '')
      );
    };
    expect(failing(ENGLISH, holds)).toEqual([]);
  });

  it('stand nowhere else', () => {
    for (const { locale, messages } of LOCALES) {
      if (locale === SOURCE) continue;
      expect(failing(messages, ({ description }) => description === undefined)).toEqual([]);
    }
  });
});
