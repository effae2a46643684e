import { requestedAddress } from '../core/address/site';
import { type Header, headerValues } from '../core/diagnosis/observation';
import { HEARS_COMMITS } from '../platform/frames';
import { findOpenedBy } from '../platform/tabs';
import type { SeenAnswer } from '../platform/web-requests';
import { readFailingTab } from './failing-tab';

/** When to look for the tab, in ms after the answer. */
const LOOKS_MS = [50, 150, 400, 1_000, 2_500, 5_000];

/**
 * The tab that Firefox opened for its own page about a failed download; null where it opened none. The
 * tab that asked keeps its page, and of the new one no answer tells (measured, 153). In Chromium the
 * browser's page comes into the tab that asked.
 */
export async function tabOfDownload(seen: SeenAnswer): Promise<number | null> {
  if (HEARS_COMMITS || !isDownload(seen.headers)) return null;
  const address = requestedAddress(seen.address);
  let before = 0;
  for (const at of LOOKS_MS) {
    await new Promise((resolve) => setTimeout(resolve, at - before));
    before = at;
    const tabId = await findOpenedBy(seen.tabId, (shown) => requestedAddress(shown) === address);
    // What failed there before is known already.
    if (tabId !== null && (await readFailingTab(tabId)) === null) return tabId;
  }
  return null;
}

/** RFC 6266, section 4.2. */
function isDownload(headers: readonly Header[]): boolean {
  return headerValues(headers, 'content-disposition').some((value) =>
    /^\s*attachment\b/i.test(value),
  );
}
