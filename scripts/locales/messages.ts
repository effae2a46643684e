import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../public/_locales', import.meta.url));

/** The language that all others are made from. Its file alone has notes. */
export const SOURCE = 'en';

/** An entry of a messages.json, as both browsers read it. */
export interface Message {
  readonly message: string;
  readonly description?: string;
  readonly placeholders?: Readonly<
    Record<string, { readonly content: string; readonly example?: string }>
  >;
}
export type Messages = Readonly<Record<string, Message>>;

/** What translators work with: key → text. */
export type Texts = Readonly<Record<string, string>>;

/** The folders below public/_locales, English first: `en`, `ar`, …, `pt_BR`. */
export function locales(): string[] {
  return readdirSync(FOLDER).sort((a, b) => Number(b === SOURCE) - Number(a === SOURCE));
}

/** A folder's language as a BCP 47 tag: both browsers want `pt_BR` of the one and `pt-BR` of the other. */
export function tagOf(locale: string): string {
  return locale.replaceAll('_', '-');
}

/** All messages of a locale; none where it has no file yet. */
export function readMessages(locale: string): Messages {
  const file = join(FOLDER, locale, 'messages.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Messages) : {};
}

export function writeMessages(locale: string, messages: Messages): void {
  mkdirSync(join(FOLDER, locale), { recursive: true });
  writeFileSync(join(FOLDER, locale, 'messages.json'), `${JSON.stringify(messages, null, 2)}\n`);
}

export function textsOf(messages: Messages): Texts {
  return Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));
}
