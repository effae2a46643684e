import { NO_ORGANISATION, type Organisation } from '../core/settings/organisation';
import { readManaged } from '../platform/managed-store';
import { organisationOf } from '../protocol/organisation';

/** What holds for everyone in the organisation; nothing where there is none. Never throws. */
export async function readOrganisation(): Promise<Organisation> {
  const raw = await readManaged();
  return raw === null || raw === undefined ? NO_ORGANISATION : organisationOf(raw);
}
