/** The parts of Firefox's own scope that the harness touches; there are no published types for them. */
interface PrefBranch {
  setBoolPref(name: string, value: boolean): void;
  setIntPref(name: string, value: number): void;
}

export interface ChromeBrowser {
  readonly currentURI: { readonly spec: string };
  readonly browsingContext: {
    readonly currentWindowGlobal: {
      readonly innerWindowId: number;
      readonly isInitialDocument: boolean;
    } | null;
  };
  readonly isRemoteBrowser: boolean;
}

interface WebExtension {
  readonly id: string;
  readonly backgroundState: 'starting' | 'running' | 'suspending' | 'stopped';
  emit(event: string, ...details: unknown[]): void;
  terminateBackground(options: { disableResetIdleForTest: boolean }): Promise<void>;
}

export interface ScriptError {
  readonly errorMessage: string;
  readonly sourceName: string;
  readonly lineNumber: number;
  readonly flags: number;
  QueryInterface(type: unknown): ScriptError;
}

declare global {
  const Services: {
    readonly prefs: PrefBranch;
    readonly io: { offline: boolean };
    readonly locale: {
      availableLocales: readonly string[];
      requestedLocales: readonly string[];
    };
    readonly wm: {
      getEnumerator(type: string): Iterable<{
        onAlertClick(): void;
        readonly document: Document;
        readonly gBrowser: { readonly selectedTab: unknown };
      }>;
    };
    readonly ppmm: {
      addMessageListener(
        name: string,
        listener: (message: {
          readonly data: { readonly source: string; readonly text: string };
        }) => void,
      ): void;
      loadProcessScript(address: string, allowDelayed: boolean): void;
    };
    readonly console: { registerListener(listener: { observe(message: unknown): void }): void };
  };
  const Ci: {
    readonly nsIScriptError: { readonly warningFlag: number; readonly infoFlag: number };
  };
  const WebExtensionPolicy: { getByID(id: string): { readonly extension: WebExtension } | null };
  const ChromeUtils: { importESModule<T>(address: string): T };
}
