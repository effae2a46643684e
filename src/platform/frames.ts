import { browser } from './browser';
import { IN_FIREFOX } from './which-browser';

/** The main frame's document of a tab, as the browser tells of it. */
export interface MainFrame {
  readonly documentId: string;
  readonly address: string;
  /** Whether it is the browser's own page about an error; null where the browser doesn't tell (Firefox). */
  readonly isErrorPage: boolean | null;
  /** It is known that no script will ever run in it. */
  readonly isMute?: boolean;
}

/** What Chromium calls an answer of 400 or more that brought no body (`net_error_list.h`): its own page stands there. */
const NO_BODY = 'net::ERR_HTTP_RESPONSE_CODE_FAILURE';

interface Committed {
  tabId: number;
  frameId: number;
  url: string;
  documentId?: string;
  documentLifecycle?: string;
  /** Of a page that the browser shows in place of one that didn't come. */
  error?: string;
}

/**
 * Whether the browser tells a listener that was added on the answer of the commit that follows.
 * Chromium does (20 of 20), and still shows the page that is being left until then. Firefox tells of
 * 12 in 20 only, but shows the new document at once, or soon (measured, 153).
 */
export const HEARS_COMMITS = !IN_FIREFOX;

/** The document that a tab shows now; null for a tab that is gone, or has none that can be named. */
export async function mainFrame(tabId: number): Promise<MainFrame | null> {
  try {
    const frame = await browser.webNavigation.getFrame({ tabId, frameId: 0 });
    const documentId = (frame as { documentId?: string } | null)?.documentId;
    if (!frame || documentId === undefined) return null;
    const isErrorPage = HEARS_COMMITS ? frame.errorOccurred === true : null;
    return { documentId, address: frame.url, isErrorPage };
  } catch {
    return null;
  }
}

/**
 * Calls `handle` for each document that a tab's main frame commits, among addresses of one host,
 * until the returned function is called. Of its own error pages Chromium tells by another event; in
 * Firefox that one names the page that is being left (measured, 156 and 153).
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
    if (details.error === 'net::ERR_ABORTED') return;
    const isErrorPage = HEARS_COMMITS ? details.error !== undefined : null;
    const isMute = details.error === NO_BODY;
    handle({ documentId: details.documentId, address: details.url, isErrorPage, isMute });
  };
  const { onCommitted, onErrorOccurred } = browser.webNavigation;
  const events = HEARS_COMMITS ? [onCommitted, onErrorOccurred] : [onCommitted];
  for (const event of events) event.addListener(listener, { url: [{ hostEquals: host }] });
  return () => {
    for (const event of events) event.removeListener(listener);
  };
}
