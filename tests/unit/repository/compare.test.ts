import { describe, expect, it } from 'vitest';
import { footnoted, isTold, leadsToATest } from './footnotes';

const { body, notes, used } = footnoted('docs/compare.md');

/** What is said of Backsoon: its row of the table, and a paragraph of each point. */
const CLAIMS = body
  .split('\n\n')
  .flatMap((block) => (block.startsWith('|') ? block.split('\n') : [block]))
  .filter((block) => /^(?:\| )?\*\*Backsoon/.test(block));

describe('what docs/compare.md says of Backsoon', () => {
  it('is shown by a test, point by point', () => {
    const points = body.match(/^### /gm) ?? [];
    expect(points.length).toBeGreaterThan(10);
    expect(CLAIMS).toHaveLength(points.length + 1);
    expect(CLAIMS.filter((claim) => !claim.includes('[^'))).toEqual([]);
  });

  it('leads to footnotes that are there, and all of them are led to', () => {
    expect([...new Set(used)].sort()).toEqual([...notes.keys()].sort());
  });

  it.each([...notes])('is true of a test that exists: %s', (_, note) => {
    expect(leadsToATest(note)).toBe(true);
  });

  it('would be noticed if its test were gone', () => {
    expect(isTold('tests/e2e/explained.spec.ts', 'a page that makes coffee')).toBe(false);
    expect(isTold('tests/e2e/no-such.spec.ts', 'the page is there again')).toBe(false);
  });
});
