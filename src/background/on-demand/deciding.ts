/** What comes next for a failing tab, its site and what is watched: rules alone, which hold nothing. */
export { judgeOthers } from '../../core/others/judge';
export { nextStep } from '../../core/retry/next-step';
export { retryAfterOf } from '../../core/retry/retry-after';
export {
  awaited,
  comingBack,
  drawnAnew,
  goneAway,
  heardOf,
  joined,
  seen,
  settled,
  spent,
  turnOf,
  waitOf,
} from '../../core/retry/turns';
export {
  answered,
  begin,
  markSeen,
  markTold,
  nextDeadline,
  recovered,
  remove,
  takeDue,
} from '../../core/watches/list';
