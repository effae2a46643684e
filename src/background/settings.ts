import { layered, type OwnChoices, ownAfter, type Settings } from '../core/settings/settings';
import { changeLocal, readLocal } from '../platform/local-store';
import { withLock } from '../platform/lock';
import type { Origin } from '../platform/privacy';
import { readSession, writeSession } from '../platform/session-store';
import { PRIVATE_SETTINGS, SETTINGS } from '../protocol/settings-store';
import { readOrganisation } from './organisation';

/** What the visitor has chosen in windows of this origin. */
export async function readOwn(from: Origin): Promise<OwnChoices> {
  const own = from === 'private' ? await readSession(PRIVATE_SETTINGS) : null;
  return own ?? (await readLocal(SETTINGS));
}

/** The settings that hold for a window of this origin. */
export async function readSettings(from: Origin): Promise<Settings> {
  const [own, organisation] = await Promise.all([readOwn(from), readOrganisation()]);
  return layered(own, organisation);
}

/** Changes what holds, by changing what the visitor has chosen. Resolves to what they have chosen then. */
export async function changeSettings(
  from: Origin,
  change: (settings: Settings) => Settings,
): Promise<OwnChoices> {
  const organisation = await readOrganisation();
  return await changeOwn(from, (own) => {
    const before = layered(own, organisation);
    return ownAfter(own, before, change(before));
  });
}

/** Changes what the visitor has chosen. Resolves to what is kept then: the old where nothing could be stored. */
export async function changeOwn(
  from: Origin,
  change: (own: OwnChoices) => OwnChoices,
): Promise<OwnChoices> {
  if (from !== 'private') return await changeLocal(SETTINGS, from, change);
  return await withLock('private-settings', async () => {
    const changed = change(await readOwn('private'));
    await writeSession(PRIVATE_SETTINGS, changed);
    return changed;
  });
}
