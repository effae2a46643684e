import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntaxErrorIn } from '../../../../src/core/history/json-place';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The offset that a place stands for, in a text whose lines end with \n. */
function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}

describe('the place where a text stops being JSON', () => {
  it.each([
    ['', 1, 1],
    ['   ', 1, 4],
    ['{"a": 1,}', 1, 9],
    ['{"a" 1}', 1, 6],
    ['{a: 1}', 1, 2],
    ["{'a': 1}", 1, 2],
    ['[1, 2', 1, 6],
    ['[1 2]', 1, 4],
    ['[1,]', 1, 4],
    ['[,1]', 1, 2],
    ['[1}', 1, 3],
    ['{"a":1]', 1, 7],
    ['[]]', 1, 3],
    ['{} {}', 1, 4],
    ['"a\nb"', 1, 3],
    ['"\\x"', 1, 3],
    ['"\\u12g4"', 1, 6],
    ['"abc', 1, 5],
    ['01', 1, 2],
    ['-', 1, 2],
    ['1.', 1, 3],
    ['1.e1', 1, 3],
    ['1e', 1, 3],
    ['1e+', 1, 4],
    ['+1', 1, 1],
    ['.5', 1, 1],
    ['NaN', 1, 1],
    ['nul', 1, 4],
    ['nulx', 1, 4],
    ['truefalse', 1, 5],
    ['{\n  "a": 1,\n  "b": oops\n}', 3, 8],
    ['{\r\n"a":\r\n!', 3, 1],
    ['\u00a0{}', 1, 1],
    ['// a comment\n{}', 1, 1],
    [']', 1, 1],
    [',', 1, 1],
  ])('is found in %j', (text, line, column) => {
    expect(isJson(text)).toBe(false);
    expect(syntaxErrorIn(text)).toEqual({ line, column });
  });

  it('is nowhere in JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 2), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(syntaxErrorIn(spaced)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('is found wherever the browser finds none of it to be JSON, and nowhere else', () => {
    const pieces = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '"a"',
        '\\',
        '\\u',
        '\\n',
        '00',
        '0',
        '-',
        '1.5',
        '1e9',
      ],
      ...[
        'e',
        '.',
        'true',
        'fals',
        'null',
        ' ',
        '\n',
        '\t',
        '\u0000',
        '\u2028',
        'é',
        '/',
        '\uFEFF',
      ],
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 8 }).map((all) => all.join('')),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(syntaxErrorIn(text) === null).toBe(isJson(text));
      }),
      { numRuns: 20_000 },
    );
  });

  it('is never behind the first character that was broken', () => {
    const broken = fc
      .tuple(fc.json({ maxDepth: 3 }), fc.nat())
      .map(([text, at]) => ({ text, at: at % text.length }));
    fc.assert(
      fc.property(broken, ({ text, at }) => {
        const cut = `${text.slice(0, at)}\u0001${text.slice(at)}`;
        const place = syntaxErrorIn(cut);
        expect(place).not.toBeNull();
        if (place !== null) expect(offsetOf(cut, place)).toBe(at);
      }),
      { numRuns: 500 },
    );
  });

  it('is found in a file that is nested as deep as it is long', () => {
    expect(syntaxErrorIn('['.repeat(1_000_000))).toEqual({ line: 1, column: 1_000_001 });
  });
});
