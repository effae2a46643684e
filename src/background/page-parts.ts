import { mainFrame } from '../platform/frames';
import type { CheckedPage } from '../protocol/parts';
import { checking } from './on-demand';

/**
 * Which parts of the page in a tab answered with a server's error, as far as one can see; null where
 * no extension may look into it. Only ever on the visitor's click; nothing of it is kept.
 */
export async function checkPage(tabId: number): Promise<CheckedPage> {
  const { partsOfPage, sumUp } = await checking();
  const [frame, frames] = await Promise.all([mainFrame(tabId), partsOfPage(tabId)]);
  if (frames[0] == null) return null;
  const { failed, ...rest } = sumUp(frames);
  return { document: frame?.documentId ?? null, failed: [...failed], ...rest };
}
