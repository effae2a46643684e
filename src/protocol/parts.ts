/** What "Check this page" found, for the popup. */
import * as v from 'valibot';
import { MOST_GROUPS } from '../core/parts/parts';
import { count, id, site } from './fields';

/** null: no extension may look into the page. */
export const PAGE_PARTS = v.nullable(
  v.object({
    /** The document that was looked into; null where it has no name. */
    document: v.nullable(id),
    failed: v.pipe(
      v.array(v.object({ site, status: count, requests: count })),
      v.maxLength(MOST_GROUPS),
    ),
    others: count,
    untold: count,
    isFull: v.boolean(),
    unseenFrames: count,
  }),
);
export type CheckedPage = v.InferOutput<typeof PAGE_PARTS>;
