import { browser } from './browser';

/** Whether the toolbar itself shows the extension's button; null where nobody says (Firefox for Android). */
export async function isPinned(): Promise<boolean | null> {
  return (await browser.action.getUserSettings()).isOnToolbar ?? null;
}

/** Calls `handle` when the visitor pins the button, or takes it off again. Not before Chromium 130. */
export function onPinned(handle: () => void): void {
  const { onUserSettingsChanged } = browser.action as Partial<typeof browser.action>;
  onUserSettingsChanged?.addListener(() => handle());
}
