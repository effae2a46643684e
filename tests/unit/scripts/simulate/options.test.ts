import { describe, expect, it } from 'vitest';
import { optionsOf, UsageError } from '../../../../scripts/simulate/options';

describe('the command line of the simulation', () => {
  it('sets the scene that docs/retry.md tells of where nothing is said', () => {
    expect(optionsOf([])).toEqual({
      clients: 1_000_000,
      outageS: 600,
      capacity: 3_333,
      inView: 0.1,
      seed: 1,
      json: false,
      plot: null,
      help: false,
    });
  });

  it('takes what is said', () => {
    const args = '--clients 900 --outage 60 --in-view 12.5 --seed 0 --json --plot a.svg'.split(' ');
    expect(optionsOf(args)).toEqual({
      clients: 900,
      outageS: 60,
      capacity: 3,
      inView: 0.125,
      seed: 0,
      json: true,
      plot: 'a.svg',
      help: false,
    });
    expect(optionsOf(['--capacity', '10']).capacity).toBe(10);
    expect(optionsOf(['--clients', '1']).capacity).toBe(1);
  });

  it.each([
    ['--clients', '0'],
    ['--clients', '1000001'],
    ['--clients', '1e3'],
    ['--clients', 'many'],
    ['--outage', '-5'],
    ['--outage', '86401'],
    ['--outage', '1.5'],
    ['--capacity', '0'],
    ['--capacity', ''],
    ['--in-view', '101'],
    ['--in-view', '-1'],
    ['--in-view', 'all'],
    ['--seed', '4294967296'],
    ['--seed', ' '],
  ])('refuses %s=%s in one line that names it', (name, value) => {
    expect(() => optionsOf([`${name}=${value}`])).toThrow(UsageError);
    expect(() => optionsOf([`${name}=${value}`])).toThrow(new RegExp(`^${name} .*"${value}"\\.$`));
  });

  it.each([['--speed'], ['--clients'], ['extra']])('refuses %s', (argument) => {
    expect(() => optionsOf([argument])).toThrow(UsageError);
  });
});
