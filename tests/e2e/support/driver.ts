import type { AccessibleNode } from './accessible';
import type { CardHandle } from './card';
import type { Clock } from './clock';

/**
 * When a navigation is done: 'load' after the document's load event, 'commit' when the tab shows the new document,
 * 'none' as soon as the browser was asked.
 */
export type Wait = 'load' | 'commit' | 'none';

export interface WaitOption {
  /** Default 'load'. */
  readonly wait?: Wait;
}

export interface TimeoutOption {
  /** Milliseconds. */
  readonly timeout?: number;
}

export interface NewTabOptions extends WaitOption {
  /** In a private (incognito) window. The first one allows the extension there, which restarts the extension. */
  readonly private?: boolean;
  /** In a container of its own (Firefox only): other cookies than the default ones. */
  readonly container?: boolean;
}

/** The extension API as the browser gives it. Untyped: tests of both browsers read what only one of them types. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type ExtensionApi = any;

/** A real browser with the extension installed in it. Everything that differs between browsers is behind this. */
export interface BrowserUnderTest {
  readonly name: 'chromium' | 'firefox';
  /** chrome-extension://… or moz-extension://…, no trailing slash. */
  readonly extensionOrigin: string;
  /** A new foreground tab. Without a URL it shows about:blank. */
  newTab(url?: string, options?: NewTabOptions): Promise<Tab>;
  /** Every tab of every window, oldest first; the harness's own is not among them. */
  tabs(): Promise<Tab[]>;
  /** Opens origin + '/' + path in a new tab; resolves when its document is interactive. */
  extensionPage(path: string): Promise<Tab>;
  /** Runs `fn` with the extension's API in a document of the extension that is not its background. */
  background<T, A = undefined>(
    fn: (api: ExtensionApi, arg: A) => T | Promise<T>,
    arg?: A,
  ): Promise<T>;
  /** Puts the service worker or event page to sleep; resolves once it is really stopped. */
  stopBackground(): Promise<void>;
  backgroundRunning(): Promise<boolean>;
  /** What the person does in the browser's own settings: the extension stays, its access to sites goes. */
  withdrawHostAccess(): Promise<void>;
  grantHostAccess(): Promise<void>;
  /** What the person answers when the extension asks for notifications. */
  allowNotifications(): Promise<void>;
  disallowNotifications(): Promise<void>;
  /** What pages and the extension's background are told of the network; nothing of it reaches the test's server. */
  setOnline(online: boolean): Promise<void>;
  /**
   * Uninstalls and installs anew: storage is empty, runtime.onInstalled says "install", tabs stay open. The welcome
   * page that opens then is closed again, here as at the launch.
   */
  reinstall(): Promise<void>;
  /**
   * Installs another version over the one that is there: runtime.onInstalled says "update". In Chromium the first time
   * installs anew before, and storage is empty; from then on what is stored stays.
   */
  update(version: string): Promise<void>;
  /**
   * Has the browser tell the extension what it tells when a command's keys are pressed, or an entry of the page's menu
   * is chosen, with the tab in view: keys for the browser itself and its menus are out of automation's reach.
   */
  choose(what: BrowserWish): Promise<void>;
  setColorScheme(scheme: 'light' | 'dark'): Promise<void>;
  /** Uncaught errors and console.error of pages, extension pages and the background; each begins with its source. */
  consoleErrors(): string[];
  /** Resolves when the errors of so far are in consoleErrors(): they travel, and some have to be asked for. */
  settleConsoleErrors(): Promise<void>;
  /** Forgets what consoleErrors() has collected. */
  clearConsoleErrors(): void;
  /** Ends the browser as a person does: what it keeps for the next start is kept. */
  quit(): Promise<void>;
  close(): Promise<void>;
}

export type BrowserWish = { readonly command: string } | { readonly menuItem: string };

export interface LaunchOptions {
  /** A directory that outlives the browser: a second launch with it is a restart. The extension stays in it. */
  readonly profile?: string;
  /** The extension doesn't stay in the profile (Firefox only). It always goes with a profile of the browser's own. */
  readonly temporary?: boolean;
  /** An HTTP proxy on 127.0.0.1, by its port, that everything is asked through; certificates are taken as they are. */
  readonly proxyPort?: number;
  /** Of the device, as `Europe/Berlin`. Default UTC. */
  readonly timeZone?: string;
  /** Of the browser, as extensions get to know it: a BCP 47 tag. Default en-US. */
  readonly language?: string;
  /** What the browser is told of the time. Default: the device's own clock. */
  readonly clock?: Clock;
  /** The folder of a build to take in place of the built extension. */
  readonly extension?: string;
}

export interface Tab {
  /** The extension's tabs.Tab.id. */
  readonly id: number;
  /** Does not throw for a 5xx, nor for the browser's own error page. */
  goto(url: string, options?: WaitOption): Promise<void>;
  reload(options?: WaitOption): Promise<void>;
  back(options?: WaitOption): Promise<void>;
  forward(options?: WaitOption): Promise<void>;
  close(): Promise<void>;
  activate(): Promise<void>;
  url(): Promise<string>;
  title(): Promise<string>;
  /** Runs `fn` in the page's own world, whatever its Content-Security-Policy says. Argument and result travel as JSON. */
  evaluate<T, A = undefined>(fn: (arg: A) => T | Promise<T>, arg?: A): Promise<T>;
  /** Waits until the light DOM has an element for the selector. */
  waitFor(selector: string, options?: TimeoutOption): Promise<void>;
  /** Visible text of the first element for the selector. */
  text(selector: string): Promise<string>;
  /** A trusted click in the middle of the element. */
  click(selector: string): Promise<void>;
  /** Trusted keys: clicks the element for the focus, then types. */
  type(selector: string, text: string): Promise<void>;
  /** One key for whatever has the focus: a character, or a name of KeyboardEvent.key ('Escape', 'Tab', 'Enter', …). */
  press(key: string, modifiers?: readonly Modifier[]): Promise<void>;
  readonly card: CardHandle;
  /** What assistive technology gets of the document, in reading order; the card's closed root is open to it. */
  accessible(): Promise<AccessibleNode[]>;
  /** Writes the viewport to a PNG file. */
  screenshot(path: string): Promise<void>;
  setViewport(width: number, height: number): Promise<void>;
  /** What to answer to the dialogs from now on (beforeunload, alert, confirm …). Default: accept. */
  onDialog(action: 'accept' | 'dismiss'): void;
}

export type Modifier = 'Shift' | 'Control' | 'Alt' | 'Meta';

export type { Box, CardHandle } from './card';
