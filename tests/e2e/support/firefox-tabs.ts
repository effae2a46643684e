import type { ChromeBrowser } from './firefox-scope';

/** Functions that run in Firefox's own scope: each must stand alone, its source is all that travels. */

interface RemoteAgent {
  readonly NavigableManager: { getBrowserById(id: string): ChromeBrowser | null };
}

interface ExtensionParent {
  readonly ExtensionParent: {
    readonly apiManager: {
      readonly global: { readonly tabTracker: { getId(tab: unknown): number } };
    };
  };
}

/**
 * A number that is another for every document the tab shows, error pages included. While a tab changes processes it has
 * a passing about:blank of its own for a moment; that one has no number.
 */
export function shownDocument(contextId: string): number | undefined {
  const { NavigableManager } = ChromeUtils.importESModule<RemoteAgent>(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const shown = NavigableManager.getBrowserById(contextId)?.browsingContext.currentWindowGlobal;
  return shown && !shown.isInitialDocument ? shown.innerWindowId : undefined;
}

/** The extension's tab id for a context of the protocol. */
export function tabIdOf(contextId: string): number | undefined {
  const { NavigableManager } = ChromeUtils.importESModule<RemoteAgent>(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const { ExtensionParent } = ChromeUtils.importESModule<ExtensionParent>(
    'resource://gre/modules/ExtensionParent.sys.mjs',
  );
  const browser = NavigableManager.getBrowserById(contextId) as
    | (ChromeBrowser & {
        ownerDocument: {
          defaultView: { gBrowser: { getTabForBrowser(browser: unknown): unknown } };
        };
      })
    | null;
  const tab = browser?.ownerDocument.defaultView.gBrowser.getTabForBrowser(browser);
  return tab ? ExtensionParent.apiManager.global.tabTracker.getId(tab) : undefined;
}
