import { browser } from './browser';

/** The main frame's document of a tab, as the browser tells of it. */
export interface MainFrame {
  readonly documentId: string;
  readonly address: string;
}

interface Committed {
  tabId: number;
  frameId: number;
  url: string;
  documentId?: string;
  documentLifecycle?: string;
}

/**
 * Whether the browser tells a listener that was added on the answer of the commit that follows.
 * Chromium does (20 of 20), and still shows the page that is being left until then. Firefox tells of
 * 12 in 20 only, but shows the new document at once, or soon (measured, 153).
 */
export const HEARS_COMMITS = !browser.runtime.getURL('').startsWith('moz-extension:');

/** The document that a tab shows now; null for a tab that is gone, or has none that can be named. */
export async function mainFrame(tabId: number): Promise<MainFrame | null> {
  try {
    const frame = await browser.webNavigation.getFrame({ tabId, frameId: 0 });
    const documentId = (frame as { documentId?: string } | null)?.documentId;
    return frame && documentId !== undefined ? { documentId, address: frame.url } : null;
  } catch {
    return null;
  }
}

/**
 * Calls `handle` for each document that a tab's main frame commits, among addresses of one host,
 * until the returned function is called.
 *
 * Meant for the few seconds in which a failing document is awaited. It is not there while the worker
 * sleeps; whoever uses it also looks with `mainFrame`, which finds what was missed. A listener for
 * all the time would wake the background for every frame of every page.
 */
export function watchCommits(
  tabId: number,
  host: string,
  handle: (frame: MainFrame) => void,
): () => void {
  const listener = (details: Committed): void => {
    if (details.tabId !== tabId || details.frameId !== 0) return;
    if (details.documentId === undefined || details.documentLifecycle === 'prerender') return;
    handle({ documentId: details.documentId, address: details.url });
  };
  browser.webNavigation.onCommitted.addListener(listener, { url: [{ hostEquals: host }] });
  return () => browser.webNavigation.onCommitted.removeListener(listener);
}
