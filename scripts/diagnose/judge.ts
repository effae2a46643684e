import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Diagnosis } from '../../src/core/diagnosis/diagnosis';
import { type Answer, answerOf, type Circumstances } from './answer';
import { INPUT_LIMIT } from './input';
import { NotAResponse } from './not-a-response';

/** What is true of a recording: the parts of its expected.json that are judged. */
const EXPECTED = v.object({
  author: v.string(),
  side: v.picklist(['site', 'visitor', 'either']),
  ambiguous: v.optional(v.array(v.string()), []),
});
export type Expected = v.InferOutput<typeof EXPECTED>;

export type Verdict = 'right' | 'unknown' | 'wrong';

export interface Judged {
  readonly name: string;
  readonly expected: Expected;
  readonly diagnosis: Diagnosis;
  readonly family: Verdict;
  readonly side: Verdict;
}

export interface Judgement {
  readonly judged: readonly Judged[];
  /** Recordings that could not be judged, and why. */
  readonly troubles: readonly { readonly name: string; readonly why: string }[];
}

/**
 * Diagnoses every recording in a folder, a folder each, and judges it. What is expected of one is read
 * only after it has been answered, so that nothing can leak from it.
 */
export function judgeFolder(folder: string, circumstances: Circumstances): Judgement {
  const judged: Judged[] = [];
  const troubles: { name: string; why: string }[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!existsSync(join(folder, name, 'response.http'))) continue;
    try {
      judged.push(judgeOne(folder, name, circumstances));
    } catch (error) {
      troubles.push({ name, why: whyNot(error) });
    }
  }
  return { judged, troubles };
}

function judgeOne(folder: string, name: string, circumstances: Circumstances): Judged {
  const { diagnosis }: Answer = answerOf(
    readRecording(join(folder, name, 'response.http')),
    circumstances,
  );
  const expected = readExpected(join(folder, name, 'expected.json'));
  return {
    name,
    expected,
    diagnosis,
    family: judgeFamily(expected, diagnosis),
    side: judgeSide(expected, diagnosis),
  };
}

function readRecording(path: string): Buffer {
  if (statSync(path).size > INPUT_LIMIT) throw new NotAResponse('larger than 16 MB');
  return readFileSync(path);
}

function readExpected(path: string): Expected {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new NotAResponse('no expected.json that can be read beside it');
  }
  try {
    return v.parse(EXPECTED, JSON.parse(text));
  } catch {
    throw new NotAResponse('its expected.json names no author, or no side');
  }
}

function whyNot(error: unknown): string {
  if (error instanceof NotAResponse) return error.message;
  if (error instanceof Error && 'code' in error) return `can't be read (${error.code})`;
  throw error;
}

/**
 * Whether the right gateway is named. Where the application spoke itself, the right answer names none;
 * where the bytes are ambiguous, naming none is right too, and outside the list only certainty is wrong.
 */
export function judgeFamily(
  { author, ambiguous }: Pick<Expected, 'author' | 'ambiguous'>,
  { gateway, certainty }: Pick<Diagnosis, 'gateway' | 'certainty'>,
): Verdict {
  if (gateway === null) return author === 'origin' || ambiguous.length > 0 ? 'right' : 'unknown';
  if (gateway.family === author || ambiguous.includes(gateway.family)) return 'right';
  return ambiguous.length > 0 && certainty !== 'certain' ? 'unknown' : 'wrong';
}

/** Whether the right side is named. Bytes recorded from both sides decide nothing: leave it open. */
export function judgeSide(
  expected: Pick<Expected, 'side'>,
  { side, certainty }: Pick<Diagnosis, 'side' | 'certainty'>,
): Verdict {
  if (expected.side === 'either') {
    if (side === 'unknown') return 'right';
    return certainty === 'certain' ? 'wrong' : 'unknown';
  }
  if (side === 'unknown') return 'unknown';
  return side === expected.side ? 'right' : 'wrong';
}
