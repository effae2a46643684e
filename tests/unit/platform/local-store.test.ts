import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Spec } from '../../../src/core/storage/versioned';

/** A storage area that remembers what was written, and can refuse. */
const fake = vi.hoisted(() => ({
  items: {} as Record<string, unknown>,
  writes: 0,
  broken: '' as '' | 'reading' | 'writing',
  inIncognitoContext: false,
}));

vi.mock('../../../src/platform/browser', () => ({
  browser: {
    extension: {
      get inIncognitoContext() {
        return fake.inIncognitoContext;
      },
    },
    storage: {
      local: {
        get: async (key: string) => {
          if (fake.broken === 'reading') throw new Error('corrupted');
          return key in fake.items ? { [key]: structuredClone(fake.items[key]) } : {};
        },
        set: async (items: Record<string, unknown>) => {
          if (fake.broken === 'writing') throw new Error('quota');
          fake.writes += 1;
          Object.assign(fake.items, structuredClone(items));
        },
        remove: async (keys: readonly string[]) => {
          for (const key of keys) delete fake.items[key];
        },
      },
    },
  },
}));

const { changeLocal, handOver, readLocal } = await import('../../../src/platform/local-store');

/** Version 1 was a number, version 2 is a list of numbers. */
const NUMBERS: Spec<readonly number[]> = {
  key: 'numbers',
  version: 2,
  initial: [],
  parse: (value) =>
    Array.isArray(value) && value.every((each) => typeof each === 'number') ? value : null,
  migrations: { 1: (value) => [value] },
};

const GOOD = { version: 2, value: [1] };
const OLD = { version: 1, value: 1 };
const FUTURE = { version: 3, value: { numbers: 1 } };
const BROKEN = { version: 2, value: 'no list' };

const add = (numbers: readonly number[]) => [...numbers, 9];
const onDisk = () => JSON.stringify(fake.items);

beforeEach(() => {
  fake.items = {};
  fake.writes = 0;
  fake.broken = '';
  fake.inIncognitoContext = false;
  // One after another, as Web Locks do; Node has none before version 24.
  let last: Promise<unknown> = Promise.resolve();
  vi.stubGlobal('navigator', {
    locks: {
      request: (_name: string, work: () => Promise<unknown>) => {
        const mine = last.then(work);
        last = mine.catch(() => undefined);
        return mine;
      },
    },
  });
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the door is shut to what is private', () => {
  const shut = [
    { from: 'private', inPrivateProcess: false },
    { from: 'private', inPrivateProcess: true },
    { from: 'ordinary', inPrivateProcess: true },
  ] as const;
  const found = { nothing: undefined, good: GOOD, old: OLD, future: FUTURE, broken: BROKEN };

  for (const { from, inPrivateProcess } of shut) {
    for (const [what, value] of Object.entries(found)) {
      test(`origin ${from}, ${inPrivateProcess ? 'private' : 'ordinary'} process, ${what} stored: not a byte changes`, async () => {
        fake.inIncognitoContext = inPrivateProcess;
        if (value !== undefined) fake.items = { numbers: value };
        const before = onDisk();
        const readable = what === 'good' || what === 'old' ? [1] : [];
        expect(await changeLocal(NUMBERS, from, add)).toEqual(readable);
        expect(await readLocal(NUMBERS)).toEqual(readable);
        expect(onDisk()).toBe(before);
        expect(fake.writes).toBe(0);
      });
    }
  }
});

describe('the door is open to an ordinary window in an ordinary process', () => {
  const cases = [
    {
      what: 'nothing',
      before: undefined,
      value: [9],
      after: { numbers: { version: 2, value: [9] } },
    },
    {
      what: 'a good value',
      before: GOOD,
      value: [1, 9],
      after: { numbers: { version: 2, value: [1, 9] } },
    },
    {
      what: 'an old value',
      before: OLD,
      value: [1, 9],
      after: { numbers: { version: 2, value: [1, 9] } },
    },
    { what: 'a value of a later version', before: FUTURE, value: [], after: { numbers: FUTURE } },
    {
      what: 'a broken value',
      before: BROKEN,
      value: [9],
      after: { numbers: { version: 2, value: [9] }, 'numbers.broken': BROKEN },
    },
    {
      what: 'something that has no version',
      before: [1, 2],
      value: [9],
      after: { numbers: { version: 2, value: [9] }, 'numbers.broken': [1, 2] },
    },
  ];
  for (const { what, before, value, after } of cases) {
    test(`a change over ${what}`, async () => {
      if (before !== undefined) fake.items = { numbers: before };
      expect(await changeLocal(NUMBERS, 'ordinary', add)).toEqual(value);
      expect(fake.items).toEqual(after);
    });
  }

  test('a change that changes nothing is not written', async () => {
    fake.items = { numbers: GOOD };
    await changeLocal(NUMBERS, 'ordinary', (numbers) => numbers);
    expect(fake.writes).toBe(0);
  });

  test('a migrated value is written back even if nothing else changes', async () => {
    fake.items = { numbers: OLD };
    await changeLocal(NUMBERS, 'ordinary', (numbers) => numbers);
    expect(fake.items).toEqual({ numbers: GOOD });
  });

  test('reading migrates without writing', async () => {
    fake.items = { numbers: OLD };
    expect(await readLocal(NUMBERS)).toEqual([1]);
    expect(fake.items).toEqual({ numbers: OLD });
  });

  test('changes at the same time are made one after another, none is lost', async () => {
    await Promise.all([1, 2, 3].map(() => changeLocal(NUMBERS, 'ordinary', add)));
    expect(await readLocal(NUMBERS)).toEqual([9, 9, 9]);
  });
});

describe('a store that fails', () => {
  test('to read counts as empty, and is not written over', async () => {
    fake.items = { numbers: GOOD };
    fake.broken = 'reading';
    expect(await readLocal(NUMBERS)).toEqual([]);
    expect(await changeLocal(NUMBERS, 'ordinary', add)).toEqual([]);
    expect(fake.writes).toBe(0);
    expect(fake.items).toEqual({ numbers: GOOD });
  });

  test('to write leaves the value that was, and does not throw', async () => {
    fake.items = { numbers: GOOD };
    fake.broken = 'writing';
    expect(await changeLocal(NUMBERS, 'ordinary', add)).toEqual([1]);
    expect(fake.items).toEqual({ numbers: GOOD });
  });
});

describe('a value that moves elsewhere', () => {
  test('is handed over, migrated, and removed once it was taken', async () => {
    fake.items = { numbers: OLD };
    const taken: unknown[] = [];
    const take = async (value: readonly number[]) => taken.push(value) > 1;
    await handOver(NUMBERS, 'ordinary', take);
    expect(fake.items).toEqual({ numbers: OLD });
    await handOver(NUMBERS, 'ordinary', take);
    expect(fake.items).toEqual({});
    await handOver(NUMBERS, 'ordinary', take);
    expect(taken).toEqual([[1], [1]]);
  });

  test('stays where it can not be taken, can not be read, or is of a later version', async () => {
    const refuse = async () => {
      throw new Error('no room');
    };
    for (const value of [GOOD, BROKEN, FUTURE]) {
      fake.items = { numbers: value };
      await handOver(NUMBERS, 'ordinary', refuse);
      expect(fake.items).toEqual({ numbers: value });
    }
  });

  test('stays behind the door for what is private', async () => {
    fake.items = { numbers: GOOD };
    await handOver(NUMBERS, 'private', async () => true);
    fake.inIncognitoContext = true;
    await handOver(NUMBERS, 'ordinary', async () => true);
    expect(fake.items).toEqual({ numbers: GOOD });
  });
});
