import type { IncidentRecord } from '../../core/history/record';
import { latest, span } from '../../platform/history-db';
import type { StoreState } from '../../protocol/history';
import { breath } from './slices';

/** As many as are listed at first: what one sees before the rest has been read. */
const FIRST = 50;

/** The latest incidents, the oldest of them first. */
export async function readFirst(): Promise<{
  state: StoreState;
  records: readonly IncidentRecord[];
  isAll: boolean;
}> {
  const { state, value } = await latest('ordinary', null, FIRST);
  return { state, records: value.records.toReversed(), isAll: value.more === null };
}

/** All incidents, the oldest first, read chunk by chunk; null where it was overtaken. */
export async function readAll(
  isOvertaken: () => boolean,
): Promise<{ state: StoreState; records: readonly IncidentRecord[] } | null> {
  const records: IncidentRecord[] = [];
  const all = { from: 0, to: Number.POSITIVE_INFINITY };
  const state = await span('ordinary', all, async (chunk) => {
    records.push(...chunk);
    await breath();
  });
  return isOvertaken() ? null : { state, records };
}
