import * as v from 'valibot';
import { ask } from '../../platform/messaging';
import { SETTINGS_STATE, type SettingsRequest, type SettingsState } from '../../protocol/settings';

/** Asks the background for something; null where there was no usable answer. Never throws. */
export async function send(request: SettingsRequest): Promise<SettingsState | null> {
  const asked = await ask(request.type, request.body);
  if (!asked.ok || asked.answer.type !== 'settings') return null;
  const read = v.safeParse(SETTINGS_STATE, asked.answer.body);
  return read.success ? read.output : null;
}
