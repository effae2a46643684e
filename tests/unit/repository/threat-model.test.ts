import { describe, expect, it } from 'vitest';
import { footnoted, leadsToATest } from './footnotes';

const { body, notes, used } = footnoted('docs/threat-model.md');

describe('docs/threat-model.md', () => {
  it('shows by a test what holds each of those who want something', () => {
    const rows = body.split('\n').filter((line) => /^\| (?!It could|They could|---)/.test(line));
    const threats = rows.filter((row) => !/^\|[-|]+\|$/.test(row));
    expect(threats.length).toBeGreaterThan(15);
    expect(threats.filter((row) => !row.includes('[^'))).toEqual([]);
  });

  it('leads to footnotes that are there, and all of them are led to', () => {
    expect([...new Set(used)].sort()).toEqual([...notes.keys()].sort());
  });

  it.each([...notes])('is true of a test that exists: %s', (_, note) => {
    expect(leadsToATest(note)).toBe(true);
  });
});
