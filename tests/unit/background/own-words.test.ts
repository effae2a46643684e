import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Begun, firstWord, inTheirTurn, saidOrMute } from '../../../src/background/own-words';
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

describe('a document that is silent', () => {
  afterEach(() => void vi.useRealTimers());

  it('is waited for as long as it is there', async () => {
    vi.useFakeTimers();
    let speak: (word: string) => void = () => undefined;
    const word = new Promise<string>((resolve) => {
      speak = resolve;
    });
    const said = saidOrMute(word, async () => false);
    await vi.advanceTimersByTimeAsync(60_000);
    speak('late');
    expect(await said).toBe('late');
  });

  it('will never say a word once it broke off', async () => {
    vi.useFakeTimers();
    const asked: number[] = [];
    const isBrokenOff = async () => {
      asked.push(Date.now());
      return asked.length === 2;
    };
    const said = saidOrMute(new Promise(() => undefined), isBrokenOff);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await said).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('is asked nothing where it speaks in time', async () => {
    const isBrokenOff = vi.fn(async () => true);
    expect(await saidOrMute(Promise.resolve('word'), isBrokenOff)).toBe('word');
    expect(isBrokenOff).not.toHaveBeenCalled();
  });
});
