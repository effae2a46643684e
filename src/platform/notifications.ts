import { browser } from './browser';

/** The browser's own notifications. The permission is optional: without it the API isn't even there. */
const PERMISSION = { permissions: ['notifications' as const] };

/** Whether the visitor has allowed notifications. */
export async function mayNotify(): Promise<boolean> {
  return await browser.permissions.contains(PERMISSION);
}

/** Asks the visitor to allow them. Only on a click, on a page of the extension. */
export async function requestNotifications(): Promise<boolean> {
  return await browser.permissions.request(PERMISSION);
}

/** Gives the permission back: from then on the number on the button tells. Whether it is gone. */
export async function dropNotifications(): Promise<boolean> {
  return await browser.permissions.remove(PERMISSION);
}

/**
 * Shows a notification; one that stands under the same id already is left as it is. False where
 * notifications are not allowed, or the system has none.
 */
export async function notify(id: string, title: string, message: string): Promise<boolean> {
  try {
    if (!(await mayNotify())) return false;
    if (id in (await browser.notifications.getAll())) return true;
    const iconUrl = browser.runtime.getURL('icons/128.png');
    await browser.notifications.create(id, { type: 'basic', iconUrl, title, message });
    return true;
  } catch (error) {
    console.warn('Backsoon could not show a notification', error);
    return false;
  }
}

export async function clearNotification(id: string): Promise<void> {
  if (await mayNotify()) await browser.notifications.clear(id);
}

/**
 * Calls `handle` with the id of each notification that is clicked. Where the permission comes later,
 * the listener does too: a worker that starts with the permission has it from the start.
 */
export function onNotificationClick(handle: (id: string) => void): void {
  let heard = false;
  const listen = (): void => {
    // Not in the types: without the permission there is no such API.
    const api = browser.notifications as typeof browser.notifications | undefined;
    if (heard || api === undefined) return;
    heard = true;
    api.onClicked.addListener((id) => handle(id));
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
}
