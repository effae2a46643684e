/** Thrown where bytes can't be answered. The message is one line for people. */
export class NotAResponse extends Error {
  override readonly name = 'NotAResponse';
}

/** Control bytes that texts have: tab, line ends, form feed, escape. */
const CONTROLS_OF_TEXT: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** Whether bytes hold what no text has in any encoding that servers use. */
export function looksBinary(bytes: Buffer): boolean {
  return bytes.some((byte) => byte < 0x20 && !CONTROLS_OF_TEXT.has(byte));
}

/** Text from outside for one line of a terminal: no control characters, at most 60 characters. */
export function clip(text: string): string {
  const plain = printable(text).trim();
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}

/** Text from outside for a terminal: nothing in it can move the cursor or turn the line around. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}
