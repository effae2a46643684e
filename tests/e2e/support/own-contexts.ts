import type { BrowserUnderTest, Tab } from './driver';

/**
 * The documents of the extension that run in a tab, frames included, by their addresses. Not asked of `webNavigation`,
 * which keeps an extension's documents out of a page's frames (Chromium).
 */
export async function ownContextsIn(under: BrowserUnderTest, { id }: Tab): Promise<string[]> {
  return await under.background(async (api, tabId: number) => {
    const all: { tabId: number; documentUrl: string }[] = await api.runtime.getContexts({});
    return all.filter((context) => context.tabId === tabId).map(({ documentUrl }) => documentUrl);
  }, id);
}
