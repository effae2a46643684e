import { describe, expect, it } from 'vitest';
import { type Begun, firstWord, inTheirTurn } from '../../../src/background/own-words';
import type { OwnWord } from '../../../src/platform/injection';

const WORD: OwnWord = { status: 502, address: 'https://shop.example/' };
const OTHER: OwnWord = { status: 200, address: 'https://shop.example/' };
const BEGUN = {} as Begun;
const NEVER = new Promise<OwnWord | null>(() => undefined);

describe('the word of a document', () => {
  it('is the browser’s, where that comes first: the card takes a turn of its own', async () => {
    const said = await firstWord('a', Promise.resolve(OTHER));
    expect(said).toMatchObject({ word: OTHER, judge: null });
    expect(await inTheirTurn('a', WORD, async () => 'judged')).toBeNull();
  });

  it('is the card’s, where it reports first: its report is judged with what has begun', async () => {
    const saying = firstWord('b', NEVER);
    const judged = inTheirTurn('b', WORD, async (begun) => begun);
    const { word, judge } = await saying;
    expect(word).toBe(WORD);
    await judge?.(BEGUN);
    expect(await judged).toBe(BEGUN);
  });

  it('is asked of its own card alone', async () => {
    const saying = firstWord('c', Promise.resolve(OTHER));
    expect(await inTheirTurn('d', WORD, async () => 'judged')).toBeNull();
    expect((await saying).word).toBe(OTHER);
  });

  it('is taken once: a second report takes a turn of its own', async () => {
    const saying = firstWord('e', NEVER);
    const first = inTheirTurn('e', WORD, async () => 'judged');
    expect(await inTheirTurn('e', WORD, async () => 'judged')).toBeNull();
    await (await saying).judge?.(BEGUN);
    expect(await first).toBe('judged');
  });

  it('leaves a report that nothing came of to a turn of its own', async () => {
    const saying = firstWord('f', NEVER);
    const judged = inTheirTurn('f', WORD, async () => 'judged');
    (await saying).pass();
    expect(await judged).toBeNull();
  });

  it('fails for the card, and for nobody else, where judging fails', async () => {
    const saying = firstWord('g', NEVER);
    const judged = inTheirTurn('g', WORD, async () => {
      throw new Error('The store failed');
    });
    await (await saying).judge?.(BEGUN);
    await expect(judged).rejects.toThrow('The store failed');
  });

  it('is nobody’s where the document is gone', async () => {
    expect((await firstWord('h', Promise.resolve(null))).word).toBeNull();
  });
});
