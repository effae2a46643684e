import { describe, expect, it } from 'vitest';
import {
  allToggled,
  NOTHING_SELECTED,
  toggled,
  within,
} from '../../../src/pages/history/selection';

const ROWS = ['a', 'b', 'c', 'd', 'e'];
const keys = (selection: { keys: ReadonlySet<string> }): string => [...selection.keys].join('');

describe('selecting rows', () => {
  it('takes one, and lets it go again', () => {
    const one = toggled(NOTHING_SELECTED, ROWS, 'b', false);
    expect(keys(one)).toBe('b');
    expect(keys(toggled(one, ROWS, 'b', false))).toBe('');
  });

  it('takes a range from the last one clicked, in either direction', () => {
    const down = toggled(toggled(NOTHING_SELECTED, ROWS, 'b', false), ROWS, 'd', true);
    expect(keys(down)).toBe('bcd');
    const up = toggled(toggled(NOTHING_SELECTED, ROWS, 'd', false), ROWS, 'b', true);
    expect([...up.keys].sort().join('')).toBe('bcd');
  });

  it('lets a range go where its end was selected', () => {
    const all = allToggled(NOTHING_SELECTED, ROWS);
    const without = toggled(toggled(all, ROWS, 'b', false), ROWS, 'd', true);
    expect(keys(without)).toBe('ae');
  });

  it('takes one alone where the last one clicked is no longer in the list', () => {
    const one = toggled(NOTHING_SELECTED, ROWS, 'a', false);
    expect(keys(toggled(one, ['c', 'd', 'e'], 'e', true))).toBe('ae');
    expect(keys(toggled(NOTHING_SELECTED, ROWS, 'c', true))).toBe('c');
  });

  it('takes all, and none where it has all', () => {
    const all = allToggled(toggled(NOTHING_SELECTED, ROWS, 'c', false), ROWS);
    expect(keys(all)).toBe('abcde');
    expect(keys(allToggled(all, ROWS))).toBe('');
  });

  it('loses what is filtered out, so that nothing is deleted unseen', () => {
    const all = allToggled(NOTHING_SELECTED, ROWS);
    expect(keys(within(all, ['b', 'd', 'x']))).toBe('bd');
    expect(within(all, [...ROWS, 'f'])).toBe(all);
    expect(within(NOTHING_SELECTED, [])).toBe(NOTHING_SELECTED);
  });
});
