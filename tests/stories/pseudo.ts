/**
 * A language that nobody speaks, made of English: every message is accented, 40 % longer and stands between
 * ⟦ and ⟧. What is put into it stands outside of them, so that it has to be in a language of its own.
 */
export const PSEUDO = 'pseudo';

/** What Intl writes in it has no Latin letters, and so isn't taken for English. */
export const PSEUDO_TAG = 'ja';

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ACCENTED = 'ÀƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽàƀçđéƒĝĥîĵķļṁñöþǫŕšţûṽŵẋýž';

/** `text` as a locale file has it, with `$placeholders$`. */
export function pseudo(text: string): string {
  const words = text.split(/(\$\w+\$|\s+)/);
  const inner = words
    .map((word) => (/^(?:\$\w+\$|\s*)$/.test(word) ? word.replace(/^\$.+/, '⟧$&⟦') : longer(word)))
    .join('');
  return `⟦${inner}⟧`;
}

/** Word by word: one long tail would wrap as no language does. */
function longer(word: string): string {
  const accented = [...word].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join('');
  return accented + '~'.repeat(Math.ceil(word.length * 0.4));
}

/** What stands neither in a message nor in Unicode isolates, which hold what comes from outside. */
export function outsideOfMessages(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧|\u2068[^\u2068\u2069]*\u2069/g, '');
  }
  return rest;
}
