import { browser } from './browser';

/**
 * The status of the document that a tab shows, from the document itself; null where no extension may
 * look (a page of the browser, a viewer, an error page).
 */
export async function statusOfDocument(tabId: number): Promise<number | null> {
  return await ownStatus({ tabId, frameIds: [0] }, null);
}

/**
 * Puts the card's script into one document, named by its id, so that it can't land in the page that
 * is being left; at once, while the body still streams. Resolves to the status that the document says
 * it was answered with (0 where the browser doesn't tell), null where no script can be put.
 *
 * The script looks at the document's own status too, and does nothing in a page that is well.
 */
export async function injectCard(
  tabId: number,
  documentId: string,
  file: string,
): Promise<number | null> {
  // `documentIds` is in both browsers and not yet in the types.
  const target = { tabId, documentIds: [documentId] } as unknown as { tabId: number };
  const injected = browser.scripting
    .executeScript({ target, files: [file], injectImmediately: true })
    // The page is gone, or is none of ours to touch: the status below is null then.
    .catch(() => null);
  const [status] = await Promise.all([ownStatus(target, documentId), injected]);
  return status;
}

async function ownStatus(
  target: { tabId: number; frameIds?: number[] },
  documentId: string | null,
): Promise<number | null> {
  try {
    const [result] = await browser.scripting.executeScript({
      target,
      injectImmediately: true,
      func: () => {
        const [entry] = performance.getEntriesByType('navigation');
        return (entry as PerformanceNavigationTiming | undefined)?.responseStatus ?? 0;
      },
    });
    // Chromium runs a script that is meant for a document in the back/forward cache in the document
    // that the tab shows instead (measured, 156): what ran elsewhere is no answer.
    const { documentId: ranIn } = (result ?? {}) as { documentId?: string };
    if (documentId !== null && ranIn !== undefined && ranIn !== documentId) return null;
    return typeof result?.result === 'number' ? result.result : null;
  } catch {
    return null;
  }
}
