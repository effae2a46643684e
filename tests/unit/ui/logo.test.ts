import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const shapes = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/\b(?:d|rx|stroke-width|height)="([^"]+)"/g)].map(
    ([, value]) => value ?? '',
  );

describe('the logo', () => {
  it('is the same drawing on the pages and in the toolbar', () => {
    const toolbar = shapes('design/logo-small.svg');
    expect(toolbar.length).toBeGreaterThan(4);
    expect(shapes('src/ui/Logo.tsx')).toEqual(toolbar);
  });
});
