import { describe, expect, it } from 'vitest';
import type { Result } from '../../../../scripts/simulate/goals';
import { measure } from '../../../../scripts/simulate/measure';
import { HELP, optionsOf } from '../../../../scripts/simulate/options';
import { play } from '../../../../scripts/simulate/play';
import { POLICIES } from '../../../../scripts/simulate/policies';
import { asJson, inWords } from '../../../../scripts/simulate/report';

const OPTIONS = optionsOf(['--clients', '500', '--outage', '60']);
const RESULTS = POLICIES.map((policy): Result => {
  const calm = { ...OPTIONS, capacity: Number.POSITIVE_INFINITY };
  return {
    policy,
    ample: measure(play(calm, policy)),
    overloaded: measure(play(OPTIONS, policy)),
  };
});

describe('the report of a simulation', () => {
  const lines = inWords(RESULTS, OPTIONS).split('\n');

  it('says what was played', () => {
    expect(lines[0]).toBe('500 clients, 10 % of them in view; an outage of 60 s; seed 1.');
    expect(lines).toContain('Overloaded return: 2 requests a second are answered from then on.');
  });

  it('has a table for each scene, each policy in a row, as wide as its head', () => {
    const rows = lines.filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(2 * (2 + POLICIES.length));
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    for (const { name } of POLICIES) {
      expect(rows.filter((row) => row.includes(`| ${name} `))).toHaveLength(2);
    }
  });

  it('ends with what each goal came to', () => {
    expect(
      lines.slice(-5).every((line) => /^- (?:reached|MISSED): .+: .+ \(at most .+\)$/.test(line)),
    ).toBe(true);
  });

  it('says the same to machines', () => {
    const told = JSON.parse(asJson(RESULTS, OPTIONS));
    expect(told.policies.map(({ ample }: Result) => ample)).toEqual(
      RESULTS.map(({ ample }) => ample),
    );
    expect(told.goals).toHaveLength(5);
  });

  it('is explained by the command itself, every option of it', () => {
    for (const name of ['clients', 'outage', 'capacity', 'in-view', 'seed', 'json', 'plot']) {
      expect(HELP).toContain(`--${name}`);
    }
  });
});
