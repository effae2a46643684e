import * as v from 'valibot';
import type { Spec } from '../core/storage/versioned';
import { now } from '../platform/clock';
import { ownVersion } from '../platform/lifecycle';
import { changeLocal, readLocal } from '../platform/local-store';
import type { Origin } from '../platform/privacy';
import { checkedBy, epochMs, text } from '../protocol/fields';

/** The latest update, until the visitor has taken note of it. */
const updated = v.nullable(v.object({ version: text(40), at: epochMs }));

const UPDATED: Spec<v.InferOutput<typeof updated>> = {
  key: 'updated',
  version: 1,
  initial: null,
  parse: checkedBy(updated),
  migrations: {},
};

/** For how long an update is news, in ms. */
const NEWS_FOR_MS = 7 * 86_400_000;

/** The version that runs is a new one. */
export async function noteUpdate(): Promise<void> {
  const version = ownVersion();
  await changeLocal(UPDATED, 'ordinary', () => ({ version, at: now() }));
}

/** The version that Backsoon was updated to, while that is news; null else, and in private windows. */
export async function updatedTo(from: Origin): Promise<string | null> {
  if (from === 'private') return null;
  const latest = await readLocal(UPDATED);
  return latest !== null && now() - latest.at < NEWS_FOR_MS ? latest.version : null;
}

/** The visitor has seen it. */
export async function updateSeen(from: Origin): Promise<void> {
  await changeLocal(UPDATED, from, () => null);
}
