import type { Theme } from '../core/settings/theme';
import { organisationOf } from '../protocol/organisation';
import { PRIVATE_SETTINGS, SETTINGS } from '../protocol/settings-store';
import { readLocal } from './local-store';
import { readManaged } from './managed-store';
import { originOf } from './privacy';
import { readSession } from './session-store';

/** The theme that holds for this page of ours. Read before anything is drawn, and without waking anyone. */
export async function chosenTheme(): Promise<Theme> {
  const own = originOf(false) === 'private' ? await readSession(PRIVATE_SETTINGS) : null;
  const { theme } = own ?? (await readLocal(SETTINGS));
  return theme ?? organisationOf((await readManaged()) ?? {}).defaults.theme ?? 'system';
}
