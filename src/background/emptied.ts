import { requestedAddress } from '../core/address/site';
import { HEARS_COMMITS, type MainFrame } from '../platform/frames';
import { lookInto } from '../platform/injection';
import { readDocument, writeDocument } from './documents';
import { readFailingTab, writeFailingTab } from './failing-tab';
import { standIn } from './stand-in';
import { lockTab } from './tab-lock';

/** An answer of its own has judged what it brought by then, in ms. */
const ANSWERED_SOON_MS = 500;

/**
 * Where an answer doesn't say how long it is, and nothing comes, Firefox shows an empty document at first
 * and its own error page after it (measured, 153). No answer tells of that page; the card of the first
 * document does, when it goes. Whether it was so.
 */
export async function onEmptied(
  tabId: number,
  documentId: string,
  frame: MainFrame,
): Promise<boolean> {
  if (HEARS_COMMITS) return false;
  const document = await readDocument(documentId);
  if (document === null || requestedAddress(frame.address) !== document.address) return false;
  if ((await lookInto(tabId, frame.documentId)) !== null) return false;
  await new Promise((resolve) => setTimeout(resolve, ANSWERED_SOON_MS));
  return await lockTab(tabId, async () => {
    const tab = await readFailingTab(tabId);
    if (tab?.documentId !== documentId || tab.trying !== null) return false;
    // It has an answer of its own after all, or was only just coming.
    if ((await readDocument(frame.documentId)) !== null) return false;
    if ((await lookInto(tabId, frame.documentId)) !== null) return false;
    await writeDocument({ ...document, documentId: frame.documentId });
    const emptied = { ...tab, documentId: frame.documentId, judged: false, step: null };
    await writeFailingTab(emptied);
    await standIn(emptied);
    return true;
  });
}
