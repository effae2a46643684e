import english from '../../public/_locales/en/messages.json';

/**
 * Stands in for the browser's API on the story page, which is a web page: words from the locale file,
 * and nothing else. `?dir=rtl` mirrors the layout with the same words.
 */
interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

const MESSAGES = english as Readonly<Record<string, Message>>;

function getMessage(key: string, substitutions: string | readonly string[] = []): string {
  if (key === '@@bidi_dir') return document.documentElement.dir;
  const found = MESSAGES[key];
  if (found === undefined) return '';
  const values = typeof substitutions === 'string' ? [substitutions] : substitutions;
  return found.message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const content = found.placeholders?.[name.toLowerCase()]?.content ?? '';
    return content.replace(/\$(\d)/g, (__, at: string) => values[Number(at) - 1] ?? '');
  });
}

export const browser = { i18n: { getMessage } };
