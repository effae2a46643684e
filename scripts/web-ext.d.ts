/** web-ext has no types of its own; this is the part of it that scripts/ uses. */
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

  interface Runner {
    registerCleanup(whenClosed: () => void): void;
    exit(): Promise<void>;
  }

  const webExt: { cmd: { run(options: RunOptions): Promise<Runner> } };
  export default webExt;
}

declare module 'web-ext/util/logger' {
  export const consoleStream: { startCapturing(): void; flushCapturedLogs(): void };
}
