import { describe, expect, test } from 'vitest';
import { EVENT_CASES } from '../../support/mortal/event-cases';
import { MESSAGE_CASES } from '../../support/mortal/message-cases';
import { play } from '../../support/mortal/run';

/** What is refused need not be done: who asked is told so. */
const CASES = [...EVENT_CASES, ...MESSAGE_CASES].map(({ done: _, ...it }) => it);

/** Those that write the most kinds of things. */
const WRITERS = CASES.filter(({ name }) =>
  [
    'a page fails',
    'a page that failed is well',
    'a try is due and fails',
    'a try is due that only the background can make',
    'a watch is due and its site is back',
    'the extension is updated from one that kept less',
    'what was deleted is had back',
    'a setting is changed while a page fails',
    '“tell-me” is pressed on a card',
  ].includes(name),
);

const isStorage = (name: string): boolean => name.startsWith('storage.');
const isWrite = (name: string): boolean => /^storage\.\w+\.set$/.test(name);

describe.each(WRITERS)('$name', (it) => {
  test('and the store refuses at any step of it', async () => {
    const known = new Set<string>();
    const { calls } = await play(it, () => null, known);
    const broken: string[] = [];
    for (const [at, { name }] of calls.entries()) {
      if (!isStorage(name)) continue;
      try {
        const fails = new Error('The store failed');
        await play(it, ({ number }) => (number === at + 1 ? fails : null), known);
      } catch (error) {
        broken.push(`refuses call ${at + 1}, ${name}: ${String(error).slice(0, 300)}`);
      }
    }
    expect(broken).toEqual([]);
  }, 120_000);
});

test('whatever happens while the store is full, it takes nothing with it', async () => {
  const broken: string[] = [];
  for (const it of CASES) {
    const full = new Error('QUOTA_BYTES quota exceeded');
    try {
      await play(it, ({ name }) => (isWrite(name) ? full : null));
    } catch (error) {
      broken.push(`${it.name}: ${String(error).slice(0, 300)}`);
    }
  }
  expect(broken).toEqual([]);
}, 120_000);
