import type { BidiClient } from './bidi';
import type { FirefoxChrome } from './firefox-chrome';
import type { ChromeBrowser } from './firefox-scope';
import { shippedSource } from './shipped';

const CHANNEL = 'confirm-dialogs';

interface CommonDialogWindow {
  readonly Dialog: {
    readonly args: { readonly promptType: string; readonly owningBrowsingContext?: unknown };
    onButton0(): void;
    onButton1(): void;
  };
  close(): void;
}

interface Observing {
  readonly obs: {
    addObserver(observer: (subject: CommonDialogWindow) => void, topic: string): void;
  };
}

interface RemoteAgent {
  readonly NavigableManager: {
    getBrowserById(id: string): DialogBrowser | null;
    getIdForBrowsingContext(context: unknown): string;
  };
}

interface DialogBrowser extends ChromeBrowser {
  readonly ownerDocument: {
    readonly defaultView: { readonly gBrowser: { getTabDialogBox(browser: unknown): DialogBox } };
  };
}

interface DialogManager {
  readonly _dialogs: readonly { readonly _frame: { readonly contentWindow: CommonDialogWindow } }[];
}

interface DialogBox {
  getTabDialogManager(): DialogManager;
  getContentDialogManager(): DialogManager;
}

/**
 * Calls back when Firefox asks whether a form may be sent again. The protocol has no event for dialogs of the kind
 * "confirmEx" (browsingContext.userPromptOpened covers alert, confirm, prompt and beforeunload: Firefox 153).
 */
export async function onRepostDialog(
  bidi: BidiClient,
  chrome: FirefoxChrome,
  opened: (contextId: string) => void,
): Promise<void> {
  bidi.on('script.message', ({ channel, data }) => {
    if (channel === CHANNEL) opened(String((data as { value: string }).value));
  });
  const window = await chrome.window();
  await window.call(shippedSource(String(watchDialogs)), [
    { type: 'channel', value: { channel: CHANNEL } },
  ]);
}

export async function answerRepostDialog(
  chrome: FirefoxChrome,
  contextId: string,
  accept: boolean,
): Promise<void> {
  await chrome.run(pressButton, contextId, accept);
}

function watchDialogs(report: (contextId: string) => void): void {
  const { NavigableManager } = ChromeUtils.importESModule<RemoteAgent>(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const { obs } = Services as unknown as Observing;
  obs.addObserver(({ Dialog }) => {
    const { promptType, owningBrowsingContext } = Dialog.args;
    if (promptType === 'confirmEx' && owningBrowsingContext)
      report(NavigableManager.getIdForBrowsingContext(owningBrowsingContext));
  }, 'common-dialog-loaded');
}

function pressButton(contextId: string, accept: boolean): void {
  const { NavigableManager } = ChromeUtils.importESModule<RemoteAgent>(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const browser = NavigableManager.getBrowserById(contextId);
  const box = browser?.ownerDocument.defaultView.gBrowser.getTabDialogBox(browser);
  const dialog =
    box &&
    [box.getContentDialogManager(), box.getTabDialogManager()].flatMap(
      ({ _dialogs }) => _dialogs,
    )[0];
  const window = dialog?._frame.contentWindow;
  // Not a click: the buttons stay disabled for a second, against clickjacking.
  if (accept) window?.Dialog.onButton0();
  else window?.Dialog.onButton1();
  window?.close();
}

interface Question {
  readonly button: { click(): void };
  readonly secondaryButton: { click(): void };
}

/** Runs in Firefox's own scope: presses a button of the question that an extension's wish for a permission raises. */
export function answerPermissionQuestion(answer: 'allow' | 'refuse'): boolean {
  const question = document.getElementById(
    'addon-webext-permissions-notification',
  ) as unknown as Partial<Question> | null;
  // The question stands before its buttons do.
  const button = answer === 'allow' ? question?.button : question?.secondaryButton;
  button?.click();
  return button !== undefined;
}

/** The same: clicks the notification that stands, which is a window of Firefox's own (alert.xhtml). */
export function clickNotification(): boolean {
  for (const notification of Services.wm.getEnumerator('alert:alert')) {
    // Before it is loaded it has nobody to tell of the click, and closes all the same.
    if (notification.document.readyState !== 'complete') return false;
    notification.onAlertClick();
    return true;
  }
  return false;
}
