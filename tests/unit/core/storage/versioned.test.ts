import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStored, type Spec, toStored } from '../../../../src/core/storage/versioned';

/** Version 1 kept a number, version 2 a text, version 3 keeps a list of texts. */
const LIST: Spec<readonly string[]> = {
  key: 'list',
  version: 3,
  initial: ['initial'],
  parse: (value) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null,
  migrations: {
    1: (value) => {
      if (typeof value !== 'number') throw new TypeError('version 1 was a number');
      return String(value);
    },
    2: (value) => [value],
  },
};

describe('reading a stored value', () => {
  it('gives what was stored in the current version', () => {
    expect(readStored(LIST, toStored(LIST, ['a', 'b']))).toEqual({
      state: 'good',
      value: ['a', 'b'],
    });
  });

  it('gives the initial value where nothing is stored', () => {
    expect(readStored(LIST, undefined)).toEqual({ state: 'absent', value: ['initial'] });
  });

  it('takes a value through every migration from its version to ours', () => {
    expect(readStored(LIST, { version: 1, value: 7 })).toEqual({ state: 'migrated', value: ['7'] });
    expect(readStored(LIST, { version: 2, value: 'a' })).toEqual({
      state: 'migrated',
      value: ['a'],
    });
  });

  it('leaves a value of a later version alone', () => {
    expect(readStored(LIST, { version: 4, value: ['a'] })).toEqual({
      state: 'future',
      value: ['initial'],
    });
  });

  it('calls a value broken that the spec does not know', () => {
    expect(readStored(LIST, { version: 3, value: [1] })).toEqual({
      state: 'broken',
      value: ['initial'],
    });
  });

  it('calls a value broken that a migration throws at', () => {
    expect(readStored(LIST, { version: 1, value: 'seven' }).state).toBe('broken');
  });

  it('calls a value broken that a migration turns into nothing the spec knows', () => {
    expect(readStored(LIST, { version: 2, value: 7 }).state).toBe('broken');
  });

  it('calls a value broken where a step of the way is missing', () => {
    const gap = { ...LIST, migrations: { 1: LIST.migrations[1] ?? String } };
    expect(readStored(gap, { version: 1, value: 7 }).state).toBe('broken');
  });

  it('calls a value broken where reading it throws', () => {
    const throws: Spec<string> = {
      ...LIST,
      initial: '',
      parse: () => {
        throw new Error('cannot read');
      },
    };
    expect(readStored(throws, { version: 3, value: [] }).state).toBe('broken');
  });

  it.each([
    ['null', null],
    ['a bare value', ['a']],
    ['a text', 'version'],
    ['no version', { value: ['a'] }],
    ['no value', { version: 3 }],
    ['half a version', { version: 1.5, value: ['a'] }],
    ['version 0', { version: 0, value: ['a'] }],
    ['a version in words', { version: '3', value: ['a'] }],
    ['a version that is not a number', { version: Number.NaN, value: ['a'] }],
  ])('calls %s broken', (_, raw) => {
    expect(readStored(LIST, raw)).toEqual({ state: 'broken', value: ['initial'] });
  });

  it('never throws, and never gives what the spec does not know', () => {
    const raw = fc.oneof(
      fc.anything(),
      fc.record({ version: fc.integer({ min: -1, max: 5 }), value: fc.anything() }),
    );
    fc.assert(
      fc.property(raw, (stored) => {
        expect(LIST.parse(readStored(LIST, stored).value)).not.toBeNull();
      }),
    );
  });

  it('gives back whatever was stored by the same spec', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (list) => {
        expect(readStored(LIST, structuredClone(toStored(LIST, list))).value).toEqual(list);
      }),
    );
  });
});
