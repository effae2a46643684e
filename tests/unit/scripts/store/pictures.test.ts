import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pngHead } from '../../../../scripts/store/png';
import { posterPage } from '../../../../scripts/store/poster';

const PICTURES = fileURLToPath(new URL('../../../../store/pictures', import.meta.url));

const sizeOf = (name: string): string => {
  const { width, height, hasAlpha } = pngHead(readFileSync(join(PICTURES, name)));
  return `${width} × ${height}${hasAlpha ? ' with transparency' : ''}`;
};

describe('the pictures for the stores’ pages', () => {
  const screenshots = readdirSync(PICTURES).filter((name) => /^\d/.test(name));

  it('are at least one screenshot, and at most the five that the Chrome Web Store takes', () => {
    expect(screenshots.length).toBeGreaterThan(0);
    expect(screenshots.length).toBeLessThanOrEqual(5);
  });

  it.each(screenshots)('have the size of a screenshot: %s', (name) => {
    expect(sizeOf(name)).toBe('1280 × 800');
  });

  it('have the sizes of a small tile and of a marquee', () => {
    expect(sizeOf('small-tile.png')).toBe('440 × 280');
    expect(sizeOf('marquee.png')).toBe('1400 × 560');
  });

  it('are PNG files, or refused', () => {
    expect(() => pngHead(new TextEncoder().encode('GIF89a, and so on, and so on'))).toThrow('PNG');
  });
});

describe('a poster', () => {
  it('shows words as words, whatever is in them', () => {
    const page = posterPage({ name: 'A & B', heading: '<b>', text: 'x', picture: '"x".png' });
    expect(page).toContain('A &amp; B');
    expect(page).toContain('&lt;b>');
    expect(page).toContain('src="&quot;x&quot;.png"');
  });
});
