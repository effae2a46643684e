import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { BidiClient } from './bidi';
import { BrowserProcess } from './browser-process';
import { ConsoleErrors } from './console-errors';
import type {
  BrowserUnderTest,
  BrowserWish,
  ExtensionApi,
  LaunchOptions,
  NewTabOptions,
  Tab,
} from './driver';
import { pathOf } from './executable';
import { extensionDir } from './extension-dirs';
import { FirefoxChrome } from './firefox-chrome';
import {
  answerPermissionQuestion,
  answerRepostDialog,
  clickNotification,
  onRepostDialog,
} from './firefox-dialogs';
import { reportErrors } from './firefox-errors';
import { EXTENSION_UUID, FirefoxExtension, geckoId } from './firefox-extension';
import { LIKE_PEOPLE, type Prefs, writePrefs } from './firefox-prefs';
import type {} from './firefox-scope';
import { FirefoxTab } from './firefox-tab';
import { tabIdOf } from './firefox-tabs';
import { Lock } from './lock';
import { pollUntil } from './poll';

const START_TIMEOUT = 30_000;

const EVENTS = [
  'browsingContext.downloadWillBegin',
  'browsingContext.userPromptOpened',
  'script.message',
];

export class Firefox implements BrowserUnderTest {
  readonly name = 'firefox';
  readonly #process: BrowserProcess;
  readonly #bidi: BidiClient;
  readonly #chrome: FirefoxChrome;
  readonly #extension: FirefoxExtension;
  readonly #errors = new ConsoleErrors();
  readonly #tabs = new Map<string, FirefoxTab>();
  readonly #oneAtATime = new Lock();

  private constructor(
    process: BrowserProcess,
    bidi: BidiClient,
    extension: string,
    archives: string | null,
  ) {
    this.#process = process;
    this.#bidi = bidi;
    this.#chrome = new FirefoxChrome(bidi);
    this.#extension = new FirefoxExtension(bidi, this.#chrome, extension, archives);
  }

  /** `prefs`: what is set in this browser's profile besides what all have. */
  static async launch(
    prefs: Prefs = {},
    {
      profile,
      temporary = profile === undefined,
      proxyPort,
      timeZone,
      language,
      clock,
      extension = extensionDir('firefox'),
    }: LaunchOptions = {},
  ): Promise<Firefox> {
    const browserProcess = new BrowserProcess('firefox', profile, timeZone, clock);
    try {
      const id = geckoId(extension);
      writePrefs(browserProcess.profile, {
        'extensions.webextensions.uuids': JSON.stringify({ [id]: EXTENSION_UUID }),
        // reinstall() must not change the extension's address.
        'extensions.webextensions.keepUuidOnUninstall': true,
        // One that stays over a restart is not temporary, and would have to be signed.
        'xpinstall.signatures.required': temporary,
        ...(proxyPort === undefined ? {} : throughProxy(proxyPort)),
        ...prefs,
      });
      const child = browserProcess.start(
        pathOf('firefox'),
        [
          '--headless',
          '--no-remote',
          '--profile',
          browserProcess.profile,
          '--remote-debugging-port',
          '0',
          '--remote-allow-system-access',
          'about:blank',
        ],
        ['ignore', 'ignore', 'pipe'],
      );
      const browser = new Firefox(
        browserProcess,
        await BidiClient.connect(`${await bidiAddress(child)}/session`),
        extension,
        temporary ? null : join(browserProcess.profile, 'archives'),
      );
      await browser.#begin(proxyPort !== undefined, language);
      return browser;
    } catch (error) {
      await browserProcess.close();
      throw error;
    }
  }

  get extensionOrigin(): string {
    return this.#extension.origin;
  }

  async #begin(acceptInsecureCerts: boolean, language?: string): Promise<void> {
    // "ignore": dialogs stay open until the tab answers them; otherwise the browser dismisses them itself.
    const prompts = {
      alert: 'ignore',
      beforeUnload: 'ignore',
      confirm: 'ignore',
      default: 'ignore',
      prompt: 'ignore',
    };
    await this.#bidi.send('session.new', {
      capabilities: { alwaysMatch: { acceptInsecureCerts, unhandledPromptBehavior: prompts } },
    });
    await this.#bidi.send('session.subscribe', { events: EVENTS });
    await this.#chrome.run((prefs: Record<string, boolean>) => {
      for (const [name, value] of Object.entries(prefs)) Services.prefs.setBoolPref(name, value);
    }, LIKE_PEOPLE);
    await reportErrors(this.#bidi, this.#chrome, this.#errors);
    await onRepostDialog(this.#bidi, this.#chrome, (context) => {
      const accept = this.#tabs.get(context)?.dialogAnswer !== 'dismiss';
      void answerRepostDialog(this.#chrome, context, accept).catch(() => undefined);
    });
    if (language !== undefined) await this.#chrome.run(speak, language);
    await this.#extension.install();
    await this.#extension.openedPage();
  }

  newTab(url?: string, options: NewTabOptions = {}): Promise<Tab> {
    return this.#oneAtATime.run(async () => {
      const context = options.private
        ? await this.#openPrivateWindow()
        : await this.#create(options.container ? await this.#container() : undefined);
      const tab = await this.#tabOf(context);
      if (url !== undefined) await tab.goto(url, options);
      return tab;
    });
  }

  async #create(userContext?: string): Promise<string> {
    const { context } = await this.#bidi.send('browsingContext.create', {
      type: 'tab',
      ...(userContext === undefined ? {} : { userContext }),
    });
    return String(context);
  }

  /** What WebDriver calls a user context is a container in Firefox. */
  async #container(): Promise<string> {
    const { userContext } = await this.#bidi.send('browser.createUserContext', {});
    return String(userContext);
  }

  async #openPrivateWindow(): Promise<string> {
    const known = new Set(await this.#contexts());
    await this.#extension.openPrivateWindow();
    return pollUntil(async () => (await this.#contexts()).find((context) => !known.has(context)), {
      what: () => 'the private tab',
    });
  }

  tabs(): Promise<Tab[]> {
    return this.#oneAtATime.run(async () => {
      const tabs: Tab[] = [];
      for (const context of await this.#contexts()) tabs.push(await this.#tabOf(context));
      return tabs.sort((a, b) => a.id - b.id);
    });
  }

  async extensionPage(path: string): Promise<Tab> {
    const tab = await this.newTab();
    await tab.goto(`${this.extensionOrigin}/${path}`, { wait: 'commit' });
    await pollUntil(
      () => tab.evaluate(() => document.readyState !== 'loading').catch(() => false),
      { what: () => `${path} to be interactive` },
    );
    return tab;
  }

  background<T, A>(fn: (api: ExtensionApi, arg: A) => T | Promise<T>, arg?: A): Promise<T> {
    return this.#extension.run(fn, arg);
  }

  stopBackground(): Promise<void> {
    return this.#extension.stopBackground();
  }

  backgroundRunning(): Promise<boolean> {
    return this.#extension.running();
  }

  withdrawHostAccess(): Promise<void> {
    return this.#extension.setHostAccess(false);
  }

  grantHostAccess(): Promise<void> {
    return this.#extension.setHostAccess(true);
  }

  allowNotifications(): Promise<void> {
    return this.#extension.setNotifications(true);
  }

  disallowNotifications(): Promise<void> {
    return this.#extension.setNotifications(false);
  }

  async answerQuestion(answer: 'allow' | 'refuse'): Promise<void> {
    await pollUntil(() => this.#chrome.run<boolean>(answerPermissionQuestion, answer), {
      what: () => 'the question about a permission',
    });
  }

  async clickNotification(): Promise<void> {
    await pollUntil(() => this.#chrome.run<boolean>(clickNotification), {
      what: () => 'a notification',
    });
  }

  reinstall(): Promise<void> {
    return this.#extension.reinstall();
  }

  update(version: string): Promise<void> {
    return this.#extension.update(version, this.#process.profile);
  }

  async choose(what: BrowserWish): Promise<void> {
    await this.#chrome.run(tellExtension, this.#extension.id, what);
  }

  async setColorScheme(scheme: 'light' | 'dark'): Promise<void> {
    // 0 dark, 1 light: https://searchfox.org/mozilla-central/source/modules/libpref/init/StaticPrefList.yaml
    await this.#chrome.run(
      (value: number) =>
        Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', value),
      scheme === 'dark' ? 0 : 1,
    );
  }

  async setOnline(online: boolean): Promise<void> {
    await this.#chrome.run((offline: boolean) => {
      Services.io.offline = offline;
    }, !online);
  }

  consoleErrors(): string[] {
    return this.#errors.list();
  }

  async settleConsoleErrors(): Promise<void> {
    // Messages keep their order: what was reported before this question is here before its answer.
    await this.#chrome.run(() => true);
  }

  clearConsoleErrors(): void {
    this.#errors.clear();
  }

  async quit(): Promise<void> {
    await this.#bidi.send('browser.close', {}).catch(() => undefined);
    await this.#process.ended();
    await this.close();
  }

  async close(): Promise<void> {
    this.#bidi.close();
    await this.#process.close();
  }

  /** The tabs' contexts without the harness's own. */
  async #contexts(): Promise<string[]> {
    const own = (await this.#extension.openedPage()).id;
    const { contexts } = await this.#bidi.send('browsingContext.getTree', { maxDepth: 0 });
    return (contexts as { context: string }[])
      .map(({ context }) => context)
      .filter((context) => context !== own);
  }

  async #tabOf(context: string): Promise<FirefoxTab> {
    const known = this.#tabs.get(context);
    if (known) return known;
    const id = await this.#chrome.run<number | undefined>(tabIdOf, context);
    if (id === undefined) throw new Error(`No tab for the context ${context}`);
    const tab = new FirefoxTab(this.#bidi, this.#chrome, context, id);
    this.#tabs.set(context, tab);
    return tab;
  }
}

/** The very element that holds a command's keys, and the very event of a menu's entry. */
function tellExtension(id: string, what: BrowserWish): void {
  const window = [...Services.wm.getEnumerator('navigator:browser')].at(-1);
  if (window === undefined) throw new Error('Firefox has no window');
  if ('command' in what) {
    const keys = [...window.document.querySelectorAll('keyset[id^="ext-keyset-id"] key')];
    const letter = what.command === 'open-history' ? 'H' : 'Y';
    const key = keys.find((one) => one.getAttribute('key')?.toUpperCase() === letter);
    if (key === undefined) throw new Error(`No keys for ${what.command}`);
    (key as Element & { doCommand(): void }).doCommand();
    return;
  }
  WebExtensionPolicy.getByID(id)?.extension.emit(
    'webext-menu-menuitem-click',
    { menuItemId: what.menuItem, modifiers: [], editable: false },
    window.gBrowser.selectedTab,
  );
}

/** What a language pack and the person's choice of it do; the pack's own words are not there. */
function speak(language: string): void {
  Services.locale.availableLocales = [language, 'en-US'];
  Services.locale.requestedLocales = [language];
}

function throughProxy(port: number): Prefs {
  return {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': port,
  };
}

/** Firefox says on stderr where it listens; port 0 means that it chose one itself. */
function bidiAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(
      () => reject(new Error(`Firefox did not start within ${START_TIMEOUT} ms: ${said}`)),
      START_TIMEOUT,
    );
    child.once('exit', (code) => reject(new Error(`Firefox ended with ${code}: ${said}`)));
    child.stderr?.on('data', (data: Buffer) => {
      said += String(data);
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
      if (!address) return;
      clearTimeout(timer);
      // The pipe must stay drained, or Firefox stops when it is full.
      child.stderr?.removeAllListeners('data').resume();
      resolve(address);
    });
  });
}
