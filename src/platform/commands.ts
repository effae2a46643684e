import { browser } from './browser';

/** The commands of the manifest that a key can be set for, besides the browser's own for the popup. */
const COMMANDS = ['try-now', 'open-history'] as const;
export type Command = (typeof COMMANDS)[number];

/** A command, and the keys that the browser has for it; '' for none. */
export interface Shortcut {
  readonly command: Command | 'popup';
  readonly keys: string;
}

/** Calls `handle` when the visitor presses a command's keys. `tabId`: the tab in view; null where the browser names none. */
export function onCommandKey(handle: (command: Command, tabId: number | null) => void): void {
  // Firefox for Android has no keys, and no `commands`.
  browser.commands?.onCommand.addListener((name, tab) => {
    const command = COMMANDS.find((one) => one === name);
    if (command !== undefined) handle(command, tab?.id ?? null);
  });
}

/** The keys as they are set now. */
export async function shortcuts(): Promise<Shortcut[]> {
  if (browser.commands === undefined) return [];
  const all = await browser.commands.getAll();
  const keysOf = (name: string) => all.find((one) => one.name === name)?.shortcut ?? '';
  return [
    { command: 'popup', keys: keysOf('_execute_action') },
    ...COMMANDS.map((command) => ({ command, keys: keysOf(command) })),
  ];
}

/** Chromium's page of shortcuts: the same in all browsers made of it, which put in their own scheme. */
const CHROMIUM_SHORTCUTS = 'chrome://extensions/shortcuts';

/** Opens the browser's own page where keys are set. False where it can't be opened. */
export async function openShortcuts(): Promise<boolean> {
  // Firefox 137 and later; not in the types yet.
  const commands = browser.commands as typeof browser.commands & {
    openShortcutSettings?: () => Promise<void>;
  };
  try {
    if (commands.openShortcutSettings !== undefined) await commands.openShortcutSettings();
    else await browser.tabs.create({ url: CHROMIUM_SHORTCUTS });
    return true;
  } catch {
    return false;
  }
}
