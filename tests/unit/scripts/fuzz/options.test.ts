import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../../scripts/fuzz/options';
import { UsageError } from '../../../../scripts/usage';

const KNOWN = ['response', 'messages', 'redaction'];
const optionsFor = (...args: string[]) => optionsOf(args, KNOWN, 7);

describe('the command line of the fuzzing', () => {
  it('goes through all targets for five minutes, with a new seed, where nothing is said', () => {
    expect(optionsFor()).toEqual({ minutes: 5, targets: KNOWN, seed: 7, help: false });
  });

  it('takes what is said', () => {
    expect(optionsFor('--minutes', '0.5', '--seed', '0', '--target', 'messages')).toEqual({
      minutes: 0.5,
      targets: ['messages'],
      seed: 0,
      help: false,
    });
    expect(optionsFor('--target', 'redaction', '--target', 'response').targets).toEqual([
      'response',
      'redaction',
    ]);
  });

  it.each([
    ['--minutes', '0'],
    ['--minutes', '-1'],
    ['--minutes', '301'],
    ['--minutes', '1e2'],
    ['--minutes', 'long'],
    ['--minutes', ''],
    ['--seed', '4294967296'],
    ['--seed', '1.5'],
    ['--seed', ' '],
    ['--target', 'everything'],
    ['--target', ''],
    ['--target', '__proto__'],
  ])('refuses %s=%s in one line that names it', (name, value) => {
    expect(() => optionsFor(`${name}=${value}`)).toThrow(UsageError);
    expect(() => optionsFor(`${name}=${value}`)).toThrow(new RegExp(`^${name} .*"${value}"\\.$`));
  });

  it.each([['--speed'], ['--minutes'], ['extra']])('refuses %s', (argument) => {
    expect(() => optionsFor(argument)).toThrow(UsageError);
  });
});
