import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { judgeFamily, judgeFolder, judgeSide } from '../../../../scripts/diagnose/judge';
import { report, tally } from '../../../../scripts/diagnose/verdicts';
import type { Certainty, Gateway, Side } from '../../../../src/core/diagnosis/diagnosis';
import { NOON } from '../../support/samples';

/** What is said of a gateway: its family, or nothing. */
function said(family: string | null, certainty: Certainty) {
  const gateway: Gateway | null =
    family === null ? null : { family, product: family, role: 'reverse-proxy' };
  return { gateway, certainty };
}

describe('a family', () => {
  it.each([
    ['nginx', [], 'nginx', 'likely', 'right'],
    ['nginx', [], null, 'unknown', 'unknown'],
    ['nginx', [], 'apache', 'likely', 'wrong'],
    ['origin', [], null, 'likely', 'right'],
    ['origin', [], 'nginx', 'likely', 'wrong'],
    ['go', ['go', 'caddy'], 'caddy', 'certain', 'right'],
    ['go', ['caddy'], 'go', 'likely', 'right'],
    ['go', ['go', 'caddy'], null, 'unknown', 'right'],
    ['go', ['go', 'caddy'], 'nginx', 'likely', 'unknown'],
    ['go', ['go', 'caddy'], 'nginx', 'certain', 'wrong'],
  ] as const)(
    'of %s (or %j), said to be %s, %s: %s',
    (author, list, family, certainty, verdict) => {
      expect(judgeFamily({ author, ambiguous: [...list] }, said(family, certainty))).toBe(verdict);
    },
  );
});

describe('a side', () => {
  it.each([
    ['site', 'site', 'likely', 'right'],
    ['site', 'unknown', 'unknown', 'unknown'],
    ['site', 'visitor', 'likely', 'wrong'],
    ['visitor', 'site', 'likely', 'wrong'],
    ['either', 'unknown', 'unknown', 'right'],
    ['either', 'site', 'likely', 'unknown'],
    ['either', 'visitor', 'certain', 'wrong'],
  ] as const)('that is %s, said to be %s, %s: %s', (expected, side: Side, certainty, verdict) => {
    expect(judgeSide({ side: expected }, { side, certainty })).toBe(verdict);
  });
});

describe('a folder of recordings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backsoon-recordings-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function record(name: string, response: string, expected: unknown): void {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'response.http'), response);
    if (expected !== undefined) {
      writeFileSync(join(folder, name, 'expected.json'), JSON.stringify(expected));
    }
  }

  const PLAIN = 'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain\r\n\r\nSorry';
  record('a-gateway', PLAIN, { author: 'nginx', side: 'visitor', cause: 'dns' });
  record('an-application', PLAIN, { author: 'origin', side: 'either' });
  record('cut', 'HTTP/1.1 502 Bad Gateway', { author: 'nginx', side: 'site' });
  record('unexpected', PLAIN, undefined);
  record('unclear', PLAIN, { author: 'nginx', side: 'left' });
  mkdirSync(join(folder, 'notes'));

  const judgement = judgeFolder(folder, { url: null, now: NOON });

  it('is judged recording by recording', () => {
    expect(judgement.judged.map(({ name, family, side }) => [name, family, side])).toEqual([
      ['a-gateway', 'unknown', 'wrong'],
      ['an-application', 'right', 'unknown'],
    ]);
  });

  it('says which recordings could not be judged', () => {
    expect(judgement.troubles).toEqual([
      { name: 'cut', why: 'truncated: no blank line ends the headers' },
      { name: 'unclear', why: 'its expected.json names no author, or no side' },
      { name: 'unexpected', why: 'no expected.json that can be read beside it' },
    ]);
  });

  it('ends with two lines that count', () => {
    expect(report(judgement, false)).toEqual([
      'wrong side: a-gateway: expected visitor, said site (likely)',
      "family, of gateways' own pages that are not ambiguous: 0 of 1 right (0.0 %)",
      'side, where the response can decide it: 0 of 1 right (0.0 %)',
      "no gateway blamed, of the applications' own pages: 1 of 1 right (100.0 %)",
      'family: 1 right, 1 unknown, 0 wrong',
      'side: 0 right, 1 unknown, 1 wrong',
    ]);
  });

  it('lists what is unknown on request', () => {
    expect(report(judgement, true).slice(0, 3)).toEqual([
      'unknown family: a-gateway: expected nginx, said none (likely)',
      'wrong side: a-gateway: expected visitor, said site (likely)',
      'unknown side: an-application: expected either, said site (likely)',
    ]);
  });

  it('may be empty', () => {
    expect(tally([])).toBe('0 right, 0 unknown, 0 wrong');
  });
});
