import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PAGE = readFileSync(join(ROOT, 'docs/compare.md'), 'utf8');

/** Footnotes, by name: `[^name]: …`. */
const NOTES = new Map(
  [...PAGE.matchAll(/^\[\^(\w+)\]: (.*)$/gm)].map(([, name = '', text = '']) => [name, text]),
);
const BODY = PAGE.replace(/^\[\^\w+\]: .*$/gm, '');
const USED = [...BODY.matchAll(/\[\^(\w+)\]/g)].map(([, name = '']) => name);

/** Whether a test of this file has this title, in which `…` stands for what the test fills in. */
function isTold(file: string, title: string): boolean {
  if (!existsSync(join(ROOT, file))) return false;
  const escaped = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '\\$\\{[^}]+\\}');
  // As it stands in the source: a quotation mark in its own kind of quotes is escaped there.
  const quoted = escaped.replace(/(['"])/g, '\\\\?$1');
  const call = new RegExp(`\\b(?:test|it)(?:\\.each\\([^)]*\\))?\\(\\s*(['"\`])${quoted}\\1`);
  return call.test(readFileSync(join(ROOT, file), 'utf8'));
}

/** What is said of Backsoon: its row of the table, and a paragraph of each point. */
const CLAIMS = BODY.split('\n\n')
  .flatMap((block) => (block.startsWith('|') ? block.split('\n') : [block]))
  .filter((block) => /^(?:\| )?\*\*Backsoon/.test(block));

describe('what docs/compare.md says of Backsoon', () => {
  it('is shown by a test, point by point', () => {
    const points = BODY.match(/^### /gm) ?? [];
    expect(points.length).toBeGreaterThan(10);
    expect(CLAIMS).toHaveLength(points.length + 1);
    expect(CLAIMS.filter((claim) => !claim.includes('[^'))).toEqual([]);
  });

  it('leads to footnotes that are there, and all of them are led to', () => {
    expect([...new Set(USED)].sort()).toEqual([...NOTES.keys()].sort());
  });

  it.each([...NOTES])('is true of a test that exists: %s', (_, note) => {
    const [, file = '', title = ''] =
      /^`(tests\/[\w/.-]+\.(?:spec|test)\.ts) › (.+)`$/.exec(note) ?? [];
    expect(title).not.toBe('');
    expect(isTold(file, title)).toBe(true);
  });

  it('would be noticed if its test were gone', () => {
    expect(isTold('tests/e2e/explained.spec.ts', 'a page that makes coffee')).toBe(false);
    expect(isTold('tests/e2e/no-such.spec.ts', 'the page is there again')).toBe(false);
  });
});
