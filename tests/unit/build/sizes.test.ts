import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sizesOf } from '../../../build/sizes';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

describe.each(['chrome', 'firefox'])('the build for %s', (target) => {
  const built = join(ROOT, 'dist', target);
  const isThere = existsSync(built);
  const where = isThere ? '' : ` (skipped: dist/${target} is not there, run "npm run build")`;

  it.skipIf(!isThere)(`stays within its budget of bytes${where}`, () => {
    const sizes = sizesOf(built);
    expect(sizes.filter(({ gzip, atMost }) => gzip > atMost)).toEqual([]);
    // Nothing weighs nothing: a file that was looked for in the wrong place would.
    expect(Math.min(...sizes.map(({ gzip }) => gzip))).toBeGreaterThan(1_000);
  });

  it.skipIf(!isThere)(`has its background and its card in one file each${where}`, () => {
    const [card, background] = sizesOf(built);
    expect(card?.files).toEqual(['background/card.js']);
    expect(background?.files).toEqual(['background.js']);
  });
});
