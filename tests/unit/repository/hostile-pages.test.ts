import { describe, expect, it } from 'vitest';
import { footnoted, leadsToATest } from './footnotes';

const { body, notes, used } = footnoted('docs/hostile-pages.md');

describe('docs/hostile-pages.md', () => {
  it('shows by a test what holds each attack', () => {
    const rows = body.split('\n').filter((line) => /^\| (?!Attack)/.test(line));
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.filter((row) => !row.includes('[^'))).toEqual([]);
  });

  it('leads to footnotes that are there, and all of them are led to', () => {
    expect([...new Set(used)].sort()).toEqual([...notes.keys()].sort());
  });

  it.each([...notes])('is true of a test that exists: %s', (_, note) => {
    expect(leadsToATest(note)).toBe(true);
  });
});
