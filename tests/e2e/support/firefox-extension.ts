import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BidiClient, BidiError } from './bidi';
import { copyOf, setVersion, welcomeOf } from './built';
import type { ExtensionApi } from './driver';
import type { FirefoxChrome } from './firefox-chrome';
import { FirefoxContext, ifGone } from './firefox-context';
import type {} from './firefox-scope';
import { pollUntil } from './poll';

/** Any; fixed so that the tests know the extension's address before it is installed. */
export const EXTENSION_UUID = 'b5c0b1a5-0502-4502-8502-000000000502';

interface Permissions {
  readonly ExtensionPermissions: {
    add(id: string, change: object, extension?: object): Promise<void>;
    remove(id: string, change: object, extension?: object): Promise<void>;
  };
}

interface Addons {
  readonly AddonManager: { getAddonByID(id: string): Promise<{ reload(): Promise<void> } | null> };
}

/** The extension in Firefox: its installation, its event page, and a document of it to call its API from. */
export class FirefoxExtension {
  readonly #bidi: BidiClient;
  readonly #chrome: FirefoxChrome;
  readonly #dir: string;
  readonly #archives: string | null;
  readonly id: string;
  readonly origin = `moz-extension://${EXTENSION_UUID}`;
  #page: Promise<FirefoxContext> | undefined;
  #allowedInPrivate = false;

  /** `archives`: where to pack it to, if it is not temporary and there again when the browser restarts. */
  constructor(bidi: BidiClient, chrome: FirefoxChrome, dir: string, archives: string | null) {
    this.#bidi = bidi;
    this.#chrome = chrome;
    this.#dir = dir;
    this.#archives = archives;
    this.id = geckoId(dir);
  }

  async install(): Promise<void> {
    // There since the start, from before the browser was restarted.
    if (this.#archives === null || !(await this.#isInstalled())) {
      await this.#bidi.send('webExtension.install', await this.#package());
      await this.#closeWelcome();
    }
    await this.#started();
  }

  /** What is newly installed greets, with a page that tests should not meet. */
  async #closeWelcome(): Promise<void> {
    const welcome = welcomeOf(this.#dir, this.origin);
    if (welcome === null) return;
    const context = await pollUntil(() => this.#contextAt(welcome), {
      what: () => 'the welcome page',
    });
    await this.#bidi.send('browsingContext.close', { context });
  }

  async #contextAt(address: string): Promise<string | undefined> {
    const { contexts } = await this.#bidi.send('browsingContext.getTree', { maxDepth: 0 });
    const all = contexts as { context: string; url: string }[];
    return all.find(({ url }) => url === address)?.context;
  }

  /** A later version over this one; `scratch`: a directory that goes with the browser. */
  async update(version: string, scratch: string): Promise<void> {
    const path = copyOf(this.#dir, scratch);
    setVersion(path, version);
    this.#page = undefined;
    await this.#bidi.send('webExtension.install', { extensionData: { type: 'path', path } });
    await this.#started();
  }

  async #package(): Promise<Record<string, unknown>> {
    if (this.#archives === null) return { extensionData: { type: 'path', path: this.#dir } };
    const { default: webExt } = await import('web-ext');
    const { extensionPath: path } = await webExt.cmd.build(
      { sourceDir: this.#dir, artifactsDir: this.#archives, overwriteDest: true },
      { showReadyMessage: false },
    );
    return { extensionData: { type: 'archivePath', path }, 'moz:permanent': true };
  }

  async reinstall(): Promise<void> {
    await this.#bidi.send('webExtension.uninstall', { extension: this.id });
    this.#page = undefined;
    this.#allowedInPrivate = false;
    await this.install();
  }

  /** Runs `fn` in a page of the extension that is not its background. */
  async run<T, A>(fn: (api: ExtensionApi, arg: A) => T | Promise<T>, arg?: A): Promise<T> {
    const page = await this.openedPage();
    return callWithApi<T>(page, fn as (...args: never[]) => unknown, arg).catch(
      async (error: unknown) => {
        // Firefox closes the extension's pages whenever it stops: on a reload, an uninstall, an update of its permissions.
        if (!(error instanceof BidiError) || error.code !== 'no such frame') throw error;
        this.#page = undefined;
        return callWithApi<T>(await this.openedPage(), fn as (...args: never[]) => unknown, arg);
      },
    );
  }

  /** The harness's own tab, which tests should not see. */
  openedPage(): Promise<FirefoxContext> {
    this.#page ??= this.#openPage();
    return this.#page;
  }

  async stopBackground(): Promise<void> {
    await this.#started();
    await pollUntil(
      async () => {
        // disableResetIdleForTest: without it Firefox keeps an event page that is in the middle of something.
        await this.#chrome.run(
          (id: string) =>
            WebExtensionPolicy.getByID(id)?.extension.terminateBackground({
              disableResetIdleForTest: true,
            }),
          this.id,
        );
        return (await this.#state()) === 'stopped';
      },
      { timeout: 10_000, what: () => 'the event page to stop' },
    );
  }

  async running(): Promise<boolean> {
    return (await this.#state()) !== 'stopped';
  }

  /** What the person does under "Permissions" in about:addons. */
  async setHostAccess(granted: boolean): Promise<void> {
    await this.#chrome.run(changeHostAccess, this.id, granted);
  }

  /** What the person answers to the browser's own question, or sets under "Permissions" in about:addons. */
  async setNotifications(allowed: boolean): Promise<void> {
    await this.#chrome.run(changeNotifications, this.id, allowed);
    // What still counts as granted would be granted again without a question.
    await pollUntil(
      async () =>
        (await this.run((api) => api.permissions.contains({ permissions: ['notifications'] }))) ===
        allowed,
      { what: () => 'the change of a permission' },
    );
  }

  async openPrivateWindow(): Promise<void> {
    if (!this.#allowedInPrivate) {
      await this.#chrome.run(allowInPrivate, this.id);
      this.#allowedInPrivate = true;
      this.#page = undefined;
      await this.#started();
    }
    await this.run((api) =>
      api.windows.create({ incognito: true, url: 'about:blank' }).then(() => undefined),
    );
  }

  async #openPage(): Promise<FirefoxContext> {
    const { context } = await this.#bidi.send('browsingContext.create', {
      type: 'tab',
      background: true,
    });
    const page = new FirefoxContext(this.#bidi, String(context));
    // The manifest: a document that every extension has, without scripts of its own. Not waited for as "complete", which
    // the protocol never says of moz-extension: pages.
    const url = `${this.origin}/manifest.json`;
    await page.send('browsingContext.navigate', { url, wait: 'none' });
    await pollUntil(() => page.run<boolean>(() => 'browser' in globalThis).catch(ifGone), {
      what: () => 'the extension API in a page',
    });
    return page;
  }

  async #started(): Promise<void> {
    await pollUntil(async () => ['running', 'stopped'].includes(String(await this.#state())), {
      what: () => 'the event page to have started',
    });
  }

  /** After a start it may not be running yet. */
  #isInstalled(): Promise<boolean> {
    return this.#chrome.run(isInstalled, this.id);
  }

  #state(): Promise<string | undefined> {
    return this.#chrome.run(
      (id: string) => WebExtensionPolicy.getByID(id)?.extension.backgroundState,
      this.id,
    );
  }
}

function callWithApi<T>(
  page: FirefoxContext,
  fn: (...args: never[]) => unknown,
  arg: unknown,
): Promise<T> {
  return page.runSource<T>(`(arg) => (${fn})(browser, arg)`, [arg]);
}

export function geckoId(dir: string): string {
  const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as {
    browser_specific_settings?: { gecko?: { id?: string } };
  };
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (!id) throw new Error(`${dir}/manifest.json has no browser_specific_settings.gecko.id`);
  return id;
}

async function changeHostAccess(id: string, granted: boolean): Promise<void> {
  const { ExtensionPermissions } = ChromeUtils.importESModule<Permissions>(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  const change = { permissions: [], origins: ['<all_urls>'], data_collection: [] };
  await ExtensionPermissions[granted ? 'add' : 'remove'](
    id,
    change,
    WebExtensionPolicy.getByID(id)?.extension,
  );
}

async function changeNotifications(id: string, allowed: boolean): Promise<void> {
  const { ExtensionPermissions } = ChromeUtils.importESModule<Permissions>(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  const change = { permissions: ['notifications'], origins: [], data_collection: [] };
  await ExtensionPermissions[allowed ? 'add' : 'remove'](
    id,
    change,
    WebExtensionPolicy.getByID(id)?.extension,
  );
}

async function isInstalled(id: string): Promise<boolean> {
  const { AddonManager } = ChromeUtils.importESModule<Addons>(
    'resource://gre/modules/AddonManager.sys.mjs',
  );
  return (await AddonManager.getAddonByID(id)) !== null;
}

async function allowInPrivate(id: string): Promise<void> {
  const { ExtensionPermissions } = ChromeUtils.importESModule<Permissions>(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  const { AddonManager } = ChromeUtils.importESModule<Addons>(
    'resource://gre/modules/AddonManager.sys.mjs',
  );
  await ExtensionPermissions.add(id, {
    permissions: ['internal:privateBrowsingAllowed'],
    origins: [],
    data_collection: [],
  });
  const addon = await AddonManager.getAddonByID(id);
  await addon?.reload();
}
