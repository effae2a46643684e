import * as v from 'valibot';
import type { Spec } from '../core/storage/versioned';
import type { Watches } from '../core/watches/list';
import { MOST_WATCHES } from '../core/watches/watch';
import { changeLocal, readLocal } from '../platform/local-store';
import { address, checkedBy, count, epochMs, id, site } from '../protocol/fields';

const watch = v.object({
  id,
  site,
  address,
  startedAt: epochMs,
  lastLookAt: v.nullable(epochMs),
  looks: count,
  notBefore: v.nullable(epochMs),
  nextLookAt: epochMs,
  end: v.nullable(
    v.variant('how', [
      v.object({ how: v.literal('back'), at: epochMs, told: v.boolean(), seen: v.boolean() }),
      v.object({ how: v.literal('over'), at: epochMs }),
    ]),
  ),
});

const watches = v.pipe(v.array(watch), v.maxLength(MOST_WATCHES));

/** On disk: a watch goes on when the browser was closed in between. */
const WATCHES: Spec<Watches> = {
  key: 'watches',
  version: 1,
  initial: [],
  parse: checkedBy(watches),
  migrations: {},
};

/** Newest last. */
export async function readWatches(): Promise<Watches> {
  return await readLocal(WATCHES);
}

/** Changes the list, one change after another. Private windows have no watches: see the door. */
export async function changeWatches(change: (watches: Watches) => Watches): Promise<Watches> {
  return await changeLocal(WATCHES, 'ordinary', change);
}
