/** web-ext has no types of its own; this is the part of it that scripts/ and tests/ use. */
declare module 'web-ext' {
  interface RunOptions {
    sourceDir: string;
    firefox: string;
    startUrl: string[];
    target: ['firefox-desktop'];
    noInput: boolean;
    noReload: boolean;
    pref: Record<string, string | number | boolean>;
  }

  /** Firefox's debugging protocol, over which web-ext installs the extension. */
  export interface DebuggingClient {
    request(what: string | { to: string; type: string }): Promise<unknown>;
  }

  interface Runner {
    readonly extensionRunners: readonly {
      readonly remoteFirefox?: { readonly client: DebuggingClient };
    }[];
    registerCleanup(whenClosed: () => void): void;
    exit(): Promise<void>;
  }

  interface BuildOptions {
    sourceDir: string;
    artifactsDir: string;
    overwriteDest: boolean;
  }

  const webExt: {
    cmd: {
      run(options: RunOptions): Promise<Runner>;
      build(
        options: BuildOptions,
        how: { showReadyMessage: boolean },
      ): Promise<{ extensionPath: string }>;
    };
  };
  export default webExt;
}

declare module 'web-ext/util/logger' {
  export const consoleStream: { startCapturing(): void; flushCapturedLogs(): void };
}
