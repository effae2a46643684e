import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  FOR_THE_OWNER,
  nameKey,
  textKey,
  WHAT_IT_IS,
  WHAT_SYSTEMS_SAY,
  WHAT_YOU_CAN_DO,
  WHY_IT_HAPPENS,
} from '../../../src/pages/details/facts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

interface Message {
  readonly message: string;
  readonly description?: string;
  readonly placeholders?: Record<string, { readonly content: string; readonly example?: string }>;
}
type Messages = Record<string, Message>;

const LOCALES = readdirSync(join(ROOT, 'public/_locales')).map((locale) => ({
  locale,
  messages: JSON.parse(
    readFileSync(join(ROOT, 'public/_locales', locale, 'messages.json'), 'utf8'),
  ) as Messages,
}));
const ENGLISH = LOCALES.find(({ locale }) => locale === 'en')?.messages ?? {};

/** The plural categories of CLDR, as they end a key. */
const PLURAL = /_(?:zero|one|two|few|many|other)$/;

const used = ({ message }: Message): string[] =>
  [...message.matchAll(/\$([a-z\d_@]+)\$/gi)].map(([, name = '']) => name.toLowerCase());
const declared = ({ placeholders = {} }: Message): string[] =>
  Object.keys(placeholders).map((name) => name.toLowerCase());

/** The keys of all messages of which something doesn't hold. */
const failing = (messages: Messages, holds: (message: Message, key: string) => boolean): string[] =>
  Object.entries(messages)
    .filter(([key, message]) => !holds(message, key))
    .map(([key]) => key);

describe.each(LOCALES)('every message of the locale "$locale"', ({ messages }) => {
  it('says something', () => {
    expect(failing(messages, ({ message }) => message.trim() !== '')).toEqual([]);
  });

  it('has a note for the translator', () => {
    expect(failing(messages, ({ description = '' }) => description.trim().length > 5)).toEqual([]);
  });

  it('declares the placeholders that it uses', () => {
    const holds = (message: Message) =>
      used(message).every((name) => declared(message).includes(name));
    expect(failing(messages, holds)).toEqual([]);
  });

  it('uses the placeholders that it declares, but for a number that a plural form has in words', () => {
    const holds = (message: Message, key: string) =>
      declared(message).every((name) => used(message).includes(name) || PLURAL.test(key));
    expect(failing(messages, holds)).toEqual([]);
  });

  it('has placeholders that are numbered from 1, with an example each', () => {
    const holds = ({ placeholders = {} }: Message) => {
      const contents = Object.values(placeholders).map(({ content }) => content);
      const numbered = contents.map((_, at) => `$${at + 1}`);
      return (
        contents.sort().join() === numbered.join() &&
        Object.values(placeholders).every(({ example = '' }) => example !== '')
      );
    };
    expect(failing(messages, holds)).toEqual([]);
  });

  it('has no bare substitution and no lonely dollar sign', () => {
    const holds = ({ message }: Message) => !message.replace(/\$[a-z\d_@]+\$/gi, '').includes('$');
    expect(failing(messages, holds)).toEqual([]);
  });

  it('is one that English has too, but for plural categories of its own', () => {
    const bases = new Set(Object.keys(ENGLISH).map((key) => key.replace(PLURAL, '')));
    const holds = (_: Message, key: string) => bases.has(key.replace(PLURAL, ''));
    expect(failing(messages, holds)).toEqual([]);
  });

  it('exists in every plural category that the language has', () => {
    const tag = messages.languageTag?.message ?? 'en';
    const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
    const keys = Object.keys(messages);
    const bases = new Set(
      keys.filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')),
    );
    const wanted = [...bases].flatMap((base) =>
      ['other', ...pluralCategories].map((category) => `${base}_${category}`),
    );
    expect(wanted.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('comes under a language that there is', () => {
    expect(() => Intl.getCanonicalLocales(messages.languageTag?.message)).not.toThrow();
    expect(messages.languageTag?.message).toMatch(/^[a-z]{2,3}(?:-[A-Za-z\d]+)*$/);
  });

  it('fits the stores: the description of the extension has at most 132 characters', () => {
    expect(messages.extensionDescription?.message.length).toBeLessThanOrEqual(132);
  });
});

describe('the words that people read', () => {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true })
    .map(String)
    .filter((file) => /\.(?:tsx?|html)$/.test(file))
    .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'));
  const manifest = readFileSync(join(ROOT, 'manifest.json'), 'utf8');
  const literals = new Set(
    sources.flatMap((source) => [...source.matchAll(/(['"])(\w+)\1/g)].map(([, , text]) => text)),
  );
  for (const [, key] of manifest.matchAll(/__MSG_(\w+)__/g)) literals.add(key);

  /** The details page makes the keys of its facts from their ids. */
  const named = [...WHY_IT_HAPPENS, ...WHAT_YOU_CAN_DO, ...FOR_THE_OWNER].flatMap(
    ({ facts }) => facts,
  );
  const made = [
    ...Object.values(WHAT_IT_IS).flat().map(textKey),
    ...[...named, ...WHAT_SYSTEMS_SAY].flatMap((id) => [textKey(id), nameKey(id)]),
  ];

  it('are all used', () => {
    const known = new Set<string | undefined>([...literals, ...made]);
    const holds = (_: Message, key: string) => known.has(key) || known.has(key.replace(PLURAL, ''));
    expect(failing(ENGLISH, holds)).toEqual([]);
  });

  it('are all there that the manifest and the facts ask for', () => {
    const asked = [...manifest.matchAll(/__MSG_(\w+)__/g)].map(([, key = '']) => key);
    expect([...asked, ...made].filter((key) => !Object.hasOwn(ENGLISH, key))).toEqual([]);
  });

  it('are not English in the markup of a page of ours', () => {
    const pages = readdirSync(join(ROOT, 'src'), { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.html') && !file.includes('stories'));
    for (const file of pages) {
      const body = /<body[\s\S]*<\/body>/.exec(readFileSync(join(ROOT, 'src', file), 'utf8'))?.[0];
      expect(body?.replace(/<[^>]*>/g, '').trim(), file).toBe('');
    }
  });
});
