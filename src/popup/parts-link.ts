import * as v from 'valibot';
import { ask } from '../platform/messaging';
import type { PopupState } from '../protocol/pages';
import { PAGE_PARTS } from '../protocol/parts';
import type { PartsShown } from './Parts';

/** Has the tab's page looked into: what came of it, or `lost` where nobody answered. */
export async function checkPage(tabId: number): Promise<PartsShown> {
  const sent = await ask('popup/check-page', { tabId });
  if (!sent.ok || sent.answer.type !== 'parts') return 'lost';
  const parsed = v.safeParse(PAGE_PARTS, sent.answer.body);
  return parsed.success ? parsed.output : 'lost';
}

/** What was found, as long as the tab still shows the document that it was found in. */
export function stillTrue(parts: PartsShown, { document, failure }: PopupState['tab']): PartsShown {
  if (failure !== null) return undefined;
  const isAnother = typeof parts === 'object' && parts !== null && parts.document !== document;
  return isAnother ? undefined : parts;
}
