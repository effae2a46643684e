import { PSEUDO, PSEUDO_TAG, pseudo } from './pseudo';

/**
 * Stands in for the browser's API on the story page, which is a web page: words from a locale file, and
 * nothing else. `?lang=LOCALE` says which: `pt_BR`, or `pseudo` for one made of English.
 */
interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}
type Messages = Readonly<Record<string, Message>>;

const FILES = import.meta.glob<Messages>('../../public/_locales/*/messages.json', {
  import: 'default',
});
const messagesOf = async (locale: string): Promise<Messages> =>
  (await FILES[`../../public/_locales/${locale}/messages.json`]?.()) ?? {};

const LOCALE = new URLSearchParams(location.search).get('lang') ?? 'en';
const ENGLISH = await messagesOf('en');
const OWN = await messagesOf(LOCALE);

function textOf(key: string, { message }: Message): string {
  if (LOCALE !== PSEUDO) return message;
  return key === 'languageTag' ? PSEUDO_TAG : pseudo(message);
}

function getMessage(key: string, substitutions: string | readonly string[] = []): string {
  const found = OWN[key] ?? ENGLISH[key];
  if (found === undefined) return '';
  const values = typeof substitutions === 'string' ? [substitutions] : substitutions;
  return textOf(key, found).replace(/\$(\w+)\$/g, (_, name: string) => {
    const content = found.placeholders?.[name.toLowerCase()]?.content ?? '';
    return content.replace(/\$(\d)/g, (__, at: string) => values[Number(at) - 1] ?? '');
  });
}

export const browser = { i18n: { getMessage } };
