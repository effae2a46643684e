import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestFor } from '../../../build/manifest';
import { TARGETS } from '../../../build/targets';

const SOURCE = 'src';
/** What the card and the pages share, and what the pages have besides. */
const TOKENS = [join('ui', 'tokens.css'), join('ui', 'page-tokens.css')];
/** The badge is painted by the browser, which knows no style sheet. */
const OWN_COLOURS = [...TOKENS, join('platform', 'badge.ts')];

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
const read = (file: string): string => readFileSync(join(SOURCE, file), 'utf8');
const sheets = files.filter((file) => file.endsWith('.css') && !TOKENS.includes(file));

/** Each match with its file, so that a failure says where to look. */
function found(within: readonly string[], pattern: RegExp): string[] {
  return within.flatMap((file) =>
    [
      ...read(file)
        .replaceAll(/\/\*.*?\*\//gs, '')
        .matchAll(pattern),
    ].map(([text]) => `${file}: ${text}`),
  );
}

describe('the tokens', () => {
  it('are the one place where a colour is said', () => {
    const painted = files.filter(
      (file) => /\.(css|tsx?)$/.test(file) && !OWN_COLOURS.includes(file),
    );
    const literal =
      /(?<![\w&/-])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b(?!-)|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(/gi;
    expect(painted.length).toBeGreaterThan(100);
    expect(found(painted, literal)).toEqual([]);
    expect(
      found(sheets, /:[^;{}]*\b(?:white|black|gr[ae]y|red|orange|green|blue)\b[^;{}]*;/g),
    ).toEqual([]);
  });

  it('say every colour for light and dark at once', () => {
    const declarations =
      TOKENS.map(read)
        .join('')
        .match(/--[\w-]+:[^;]*#[^;]*;/g) ?? [];
    expect(declarations.length).toBeGreaterThan(10);
    expect(declarations.filter((text) => !/light-dark\(#\w+, #\w+\)/.test(text))).toEqual([]);
  });

  it('are where every size of type comes from', () => {
    expect(found(sheets, /font(?:-size)?:[^;{}]*\d(?:rem|px|pt)\b[^;{}]*;/g)).toEqual([]);
  });

  it('reach the built style sheets as they are', () => {
    // An older target would have the bundler write variables instead, which follow no theme.
    expect(Number(manifestFor('chrome').minimum_chrome_version)).toBeGreaterThanOrEqual(123);
    expect(TARGETS.chrome).toBe(`chrome${manifestFor('chrome').minimum_chrome_version}`);
  });
});
