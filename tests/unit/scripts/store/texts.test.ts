import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { locales, storeText, wordsOf } from '../../../../scripts/store/texts';

const TEXTS = fileURLToPath(new URL('../../../../store/texts', import.meta.url));

describe('the texts of the stores’ pages', () => {
  it('are there for each locale, and for no other', () => {
    expect(readdirSync(TEXTS).sort()).toEqual(locales().map((locale) => `${locale}.txt`));
  });

  it.each(locales())('say in %s what the messages say: `npm run store` writes them', (locale) => {
    expect(readFileSync(join(TEXTS, `${locale}.txt`), 'utf8')).toBe(storeText(wordsOf(locale)));
  });

  it.each(locales())('fit the stores’ forms in %s', (locale) => {
    const text = storeText(wordsOf(locale));
    const [, name = '', summary = '', description = ''] = text.split(/^=== \w+ ===\n/m);
    // The Chrome Web Store's limits; addons.mozilla.org takes 250 characters of summary.
    expect(name.trim().length).toBeLessThanOrEqual(75);
    expect(summary.trim().length).toBeLessThanOrEqual(132);
    expect(description.length).toBeLessThan(16_000);
    expect(description.length).toBeGreaterThan(100);
    expect(text).not.toMatch(/\$\w+\$|__MSG_|undefined/);
  });

  it('take a word that a language lacks from English, as the browsers do', () => {
    const words = wordsOf('en');
    expect(words('extensionName')).toBe('Backsoon');
    expect(() => words('noSuchKey')).toThrow('noSuchKey');
  });
});
