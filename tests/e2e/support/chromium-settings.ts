import type { CdpPipe } from './cdp';
import { ChromiumSession } from './chromium-session';
import type { ConsoleErrors } from './console-errors';
import { pollUntil } from './poll';

type Json = Record<string, unknown>;

interface RuntimeError {
  readonly id: number;
  readonly message: string;
  readonly source: string;
  readonly severity: 'LOG' | 'WARN' | 'ERROR';
  readonly contextUrl?: string;
  readonly stackTrace?: readonly { readonly url: string; readonly lineNumber: number }[];
}

/** The private API of chrome://extensions; as far as the tests need it. */
interface DeveloperPrivate {
  updateProfileConfiguration(update: Json): Promise<void>;
  updateExtensionConfiguration(update: Json): Promise<void>;
  getExtensionsInfo(): Promise<{ id: string; path?: string }[]>;
  getExtensionInfo(id: string): Promise<{ runtimeErrors: RuntimeError[] }>;
  deleteExtensionErrors(which: {
    extensionId: string;
    errorIds: number[];
    type: 'RUNTIME';
  }): Promise<void>;
  onItemStateChanged: { addListener(listener: (event: { event_type: string }) => void): void };
}

declare const chrome: { readonly developerPrivate: DeveloperPrivate };
declare const errorAdded: (nothing: string) => void;

/** chrome://extensions in a hidden page: the switches that only a person has, and the errors that Chromium lists there. */
export class ChromiumSettings {
  readonly #cdp: CdpPipe;
  readonly #errors: ConsoleErrors;
  #page: ChromiumSession | undefined;
  #extensionId = '';

  constructor(cdp: CdpPipe, errors: ConsoleErrors) {
    this.#cdp = cdp;
    this.#errors = errors;
  }

  async open(): Promise<void> {
    if (this.#page) return;
    const { targetId } = await this.#cdp.send('Target.createTarget', {
      url: 'chrome://extensions',
      hidden: true,
    });
    const page = await ChromiumSession.attach(this.#cdp, String(targetId));
    await pollUntil(
      () => page.run<boolean>(() => typeof chrome === 'object' && 'developerPrivate' in chrome),
      {
        what: () => 'chrome://extensions',
      },
    );
    page.on('Runtime.bindingCalled', () => void this.fetchErrors().catch(() => undefined));
    await page.send('Runtime.enable');
    await page.send('Runtime.addBinding', { name: 'errorAdded' });
    await page.run(tellOfErrors);
    this.#page = page;
  }

  /** Notes every error that Chromium has on its list, and takes it off: of equal ones the list keeps only the first. */
  async fetchErrors(): Promise<void> {
    const errors = await this.#page?.run<RuntimeError[]>(takeErrors, [this.#extensionId]);
    for (const error of errors ?? []) this.#note(error);
  }

  /** Has Chromium collect the errors of worker, pages and content scripts, which it does on its own only in developer mode. */
  async collectErrors(extensionId: string): Promise<void> {
    await this.#page?.run(
      (inDeveloperMode: boolean) =>
        chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode }),
      [true],
    );
    this.#extensionId = extensionId;
    await this.configure(extensionId, { errorCollection: true });
  }

  /** The id of an unpacked extension that the browser has from this directory already. */
  async installed(dir: string): Promise<string | undefined> {
    return await this.#page?.run<string | undefined>(idOfInstalled, [dir]);
  }

  async configure(extensionId: string, change: Json): Promise<void> {
    await this.#page?.run(
      (update: Json) => chrome.developerPrivate.updateExtensionConfiguration(update),
      [{ extensionId, ...change }],
    );
  }

  #note({ severity, source, contextUrl, message, stackTrace }: RuntimeError): void {
    if (severity !== 'ERROR') return;
    const frame = stackTrace?.[0];
    const place = frame?.url
      ? `${frame.url}:${frame.lineNumber}`
      : source || contextUrl || 'unknown place';
    // All that is listed there is the extension's, also where Chromium does not know the file.
    this.#errors.add(
      place.startsWith('chrome-extension:')
        ? place
        : `chrome-extension://${this.#extensionId} ${place}`,
      message,
    );
  }
}

async function idOfInstalled(dir: string): Promise<string | undefined> {
  const all = await chrome.developerPrivate.getExtensionsInfo();
  return all.find(({ path }) => path === dir)?.id;
}

function tellOfErrors(): void {
  chrome.developerPrivate.onItemStateChanged.addListener(({ event_type }) => {
    if (event_type === 'ERROR_ADDED') errorAdded('');
  });
}

async function takeErrors(extensionId: string): Promise<RuntimeError[]> {
  const { runtimeErrors } = await chrome.developerPrivate.getExtensionInfo(extensionId);
  const errorIds = runtimeErrors.map(({ id }) => id);
  if (errorIds.length > 0)
    await chrome.developerPrivate.deleteExtensionErrors({ extensionId, errorIds, type: 'RUNTIME' });
  return runtimeErrors;
}
