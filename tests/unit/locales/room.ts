/** How much room a text takes, in Latin characters: East Asian wide ones count two, combining marks none. */
export function room(text: string): number {
  return [...text].reduce((sum, character) => {
    if (/[\p{Mn}\p{Cf}]/u.test(character)) return sum;
    return sum + (WIDE.test(character) ? 2 : 1);
  }, 0);
}

/** Hangul, CJK with its punctuation, kana, and full-width forms: https://www.unicode.org/reports/tr11/ */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** A message with something ordinary in each of its placeholders. */
export function filled(message: string): string {
  return message
    .replace(/\$(?:within|duration)\$/gi, '3 min')
    .replace(/\$(?:n|status|back)\$/gi, '12')
    .replace(/\$\w+\$/g, 'xxxxxxxx');
}
