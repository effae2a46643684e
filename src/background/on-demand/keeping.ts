/** The history: its database, and what is read from it. */
export { expectationOf } from '../../core/history/expectation';
export { merge } from '../../core/history/import';
export { foldOutages } from '../../core/history/outage';
export { matching } from '../../core/history/search';
export {
  allKeys,
  bringUpToDate,
  clear,
  closeLost,
  put,
  remove,
  removeSite,
  restore,
  tidyUp,
} from '../../platform/history-changes';
export { latestOfSite, one, search, total } from '../../platform/history-db';
