import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../../scripts/soak/options';
import { UsageError } from '../../../../scripts/usage';

describe('the command line of the day of browsing', () => {
  it('takes twenty minutes, or what is said', () => {
    expect(optionsOf([])).toEqual({ minutes: 20, help: false });
    expect(optionsOf(['--minutes', '1.5'])).toEqual({ minutes: 1.5, help: false });
  });

  it.each(['0', '0.9', '481', '-1', 'long', ''])('refuses --minutes=%s', (minutes) => {
    expect(() => optionsOf([`--minutes=${minutes}`])).toThrow(UsageError);
    expect(() => optionsOf([`--minutes=${minutes}`])).toThrow(`"${minutes}"`);
  });

  it.each([['--speed'], ['--minutes'], ['extra']])('refuses %s', (argument) => {
    expect(() => optionsOf([argument])).toThrow(UsageError);
  });
});
