import { fileURLToPath } from 'node:url';
import { type Judged, judgeFolder } from '../../../scripts/diagnose/judge';
import { NOON } from './samples';

export { tally } from '../../../scripts/diagnose/verdicts';

/** Responses recorded from real servers; they lie beside the project, not in it. */
export const RECORDINGS = fileURLToPath(new URL('../../../../shared/responses', import.meta.url));

/** Diagnoses every recording as the command line does, and judges each as responses/README.md says. */
export function judgeRecordings(): readonly Judged[] {
  const { judged, troubles } = judgeFolder(RECORDINGS, { url: null, now: NOON });
  if (troubles.length > 0) throw new Error(JSON.stringify(troubles));
  return judged;
}
