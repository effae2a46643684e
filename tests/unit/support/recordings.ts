import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diagnose } from '../../../src/core/diagnosis/diagnose';
import type { Diagnosis } from '../../../src/core/diagnosis/diagnosis';
import { pageOfBody, readResponse } from './read-response';
import { HTTP, HTTPS, NOON } from './samples';

/** Responses recorded from real servers; they lie beside the project, not in it. */
export const RECORDINGS = fileURLToPath(new URL('../../../../shared/responses', import.meta.url));

/** What is true of a recording: the parts of its expected.json that are judged. */
interface Expected {
  readonly request: string;
  readonly author: string;
  readonly side: 'site' | 'visitor' | 'either';
  readonly ambiguous?: readonly string[];
}

export type Verdict = 'right' | 'unknown' | 'wrong';

export interface Judged {
  readonly name: string;
  readonly diagnosis: Diagnosis;
  readonly family: Verdict;
  readonly side: Verdict;
}

/** Diagnoses every recording, and judges each as responses/README.md says. */
export function judgeRecordings(): Judged[] {
  return readdirSync(RECORDINGS)
    .filter((name) => existsSync(join(RECORDINGS, name, 'response.http')))
    .map((name) => {
      const text = readFileSync(join(RECORDINGS, name, 'expected.json'), 'utf8');
      const expected: Expected = JSON.parse(text);
      const raw = readResponse(readFileSync(join(RECORDINGS, name, 'response.http')));
      const context = isForwarded(expected) ? HTTP : HTTPS;
      const diagnosis = diagnose(raw.response, pageOfBody(raw.body), context, NOON);
      return {
        name,
        diagnosis,
        family: judgeFamily(expected, diagnosis),
        side: judgeSide(expected, diagnosis),
      };
    });
}

/**
 * Whether a forward proxy was asked: by a full address, or by CONNECT. Of the first the browser knows
 * that the page is not https; the second never reaches a page, and nothing may be made of its scheme.
 * Where the proxy went on to speak TLS itself ("then GET / in TLS"), the page is https.
 */
function isForwarded({ request }: Expected): boolean {
  return /^GET http:|^CONNECT [^;]*$/.test(request);
}

function judgeFamily({ author, ambiguous = [] }: Expected, { gateway }: Diagnosis): Verdict {
  // The application said so itself: the right answer names nobody else.
  if (gateway === null) return author === 'origin' ? 'right' : 'unknown';
  return gateway.family === author || ambiguous.includes(gateway.family) ? 'right' : 'wrong';
}

function judgeSide(expected: Expected, { side, certainty }: Diagnosis): Verdict {
  if (side === 'unknown') return expected.side === 'either' ? 'right' : 'unknown';
  // Recorded from both sides: only certainty is wrong here.
  if (expected.side === 'either') return certainty === 'certain' ? 'wrong' : 'right';
  return side === expected.side ? 'right' : 'wrong';
}

/** "85 right, 114 unknown, 0 wrong" */
export function tally(verdicts: readonly Verdict[]): string {
  const count = (of: Verdict): number => verdicts.filter((verdict) => verdict === of).length;
  return `${count('right')} right, ${count('unknown')} unknown, ${count('wrong')} wrong`;
}
