/**
 * Where a text stops being JSON. The browsers' own messages differ, and some have no place in them.
 * No recursion: a file may be nested as deep as it is long.
 */

/** A place in a text, both from 1 on; columns in UTF-16 units, as editors mostly count them. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place at which a text can't go on as JSON, or its end where it lacks something; null if it is JSON. */
export function syntaxErrorIn(text: string): Place | null {
  const at = errorAt(text);
  if (at === null) return null;
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

type Expected = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'comma-or-end';

function errorAt(text: string): number | null {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = blanks(text, 0);
  for (; at < text.length; at = blanks(text, at)) {
    const sign = text[at] ?? '';
    const isEnd = sign === (open.at(-1) === '{' ? '}' : ']') && open.length > 0;
    if (isEnd && expected.endsWith('-or-end')) {
      open.pop();
      expected = 'comma-or-end';
      at += 1;
    } else if (expected === 'comma-or-end') {
      if (sign !== ',' || open.length === 0) return at;
      expected = open.at(-1) === '{' ? 'name' : 'value';
      at += 1;
    } else if (expected === 'colon') {
      if (sign !== ':') return at;
      expected = 'value';
      at += 1;
    } else if (expected.startsWith('name')) {
      if (sign !== '"') return at;
      const scanned = string(text, at);
      if (!scanned.isWhole) return scanned.at;
      expected = 'colon';
      at = scanned.at;
    } else if (sign === '{' || sign === '[') {
      open.push(sign);
      expected = sign === '{' ? 'name-or-end' : 'value-or-end';
      at += 1;
    } else {
      const scanned = scalar(text, at);
      if (!scanned.isWhole) return scanned.at;
      expected = 'comma-or-end';
      at = scanned.at;
    }
  }
  return expected === 'comma-or-end' && open.length === 0 ? null : text.length;
}

/** `at`: behind what was scanned, or the first character that is wrong. */
interface Scanned {
  readonly isWhole: boolean;
  readonly at: number;
}

function blanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  return at;
}

function scalar(text: string, from: number): Scanned {
  const sign = text.charAt(from);
  if (sign === '"') return string(text, from);
  const word = ['true', 'false', 'null'].find((one) => one.startsWith(sign));
  return word === undefined ? number(text, from) : sameAs(word, text, from);
}

function sameAs(word: string, text: string, from: number): Scanned {
  let length = 0;
  while (length < word.length && text[from + length] === word[length]) length += 1;
  return { isWhole: length === word.length, at: from + length };
}

function string(text: string, from: number): Scanned {
  let at = from + 1;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (sign === '"') return { isWhole: true, at: at + 1 };
    if (sign < ' ') break;
    if (sign !== '\\') at += 1;
    else {
      const letter = text.charAt(at + 1);
      const digits = letter === 'u' ? 4 : 0;
      if (letter === '' || !'"\\/bfnrtu'.includes(letter)) return { isWhole: false, at: at + 1 };
      const end = run(text, at + 2, /[\da-fA-F]/, digits);
      if (end < at + 2 + digits) return { isWhole: false, at: end };
      at = end;
    }
  }
  return { isWhole: false, at };
}

function number(text: string, from: number): Scanned {
  let at = text[from] === '-' ? from + 1 : from;
  const whole = text[at] === '0' ? at + 1 : run(text, at, /\d/);
  if (whole === at) return { isWhole: false, at };
  at = whole;
  if (text[at] === '.') {
    const end = run(text, at + 1, /\d/);
    if (end === at + 1) return { isWhole: false, at: end };
    at = end;
  }
  if (text[at] === 'e' || text[at] === 'E') {
    const first = '+-'.includes(text[at + 1] ?? ' ') ? at + 2 : at + 1;
    const end = run(text, first, /\d/);
    if (end === first) return { isWhole: false, at: end };
    at = end;
  }
  return { isWhole: true, at };
}

/** Behind the characters of a kind that stand there, at most so many. */
function run(text: string, from: number, kind: RegExp, most = Number.POSITIVE_INFINITY): number {
  let at = from;
  while (at - from < most && at < text.length && kind.test(text.charAt(at))) at += 1;
  return at;
}
