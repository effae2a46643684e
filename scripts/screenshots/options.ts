import { parseArgs } from 'node:util';
import { VARIANTS } from './variants';

export const HELP = `Usage: npm run screenshots [-- OPTIONS]

Takes pictures of every state of every surface, in Chromium, into out/screenshots/<variant>/<story>.png,
and of all of them together: <variant>/index.html and <variant>/sheet.png.

  --only PATTERN      only stories whose name matches this regular expression
  --variant NAMES     only these variants, by commas: ${VARIANTS.map(({ name }) => name).join(', ')}
  --locale XX         the words of public/_locales/XX, into out/screenshots/XX/<variant>`;

export interface Options {
  readonly only: RegExp;
  readonly variants: readonly string[];
  /** null: the stories' own. */
  readonly locale: string | null;
}

/** null where they make no sense, or help is asked for. */
export const readOptions = (args: readonly string[]): Options | null => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', default: '' },
        variant: { type: 'string', default: VARIANTS.map(({ name }) => name).join() },
        locale: { type: 'string' },
      },
    });
    const variants = values.variant.split(',');
    const known = variants.every((name) => VARIANTS.some((variant) => variant.name === name));
    if (!known || (values.locale !== undefined && !/^\w+$/.test(values.locale))) return null;
    return { only: new RegExp(values.only), variants, locale: values.locale ?? null };
  } catch {
    return null;
  }
};

/** The way that a locale's language is written. */
export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  /^(?:ar|fa|he|ur)(?:_|$)/.test(locale) ? 'rtl' : 'ltr';
