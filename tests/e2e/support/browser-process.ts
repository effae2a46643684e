import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from './clock';

/**
 * A browser with a profile of its own, both gone after close() and, if the test run crashes, at the end of this process.
 * A profile that is handed in is somebody else's to remove.
 */
export class BrowserProcess {
  readonly profile: string;
  #child: ChildProcess | undefined;
  readonly #keepsProfile: boolean;
  readonly #timeZone: string;
  readonly #clock: Clock | undefined;
  readonly #onExit = (): void => this.#remove();

  constructor(name: string, profile?: string, timeZone = 'UTC', clock?: Clock) {
    this.#keepsProfile = profile !== undefined;
    this.#timeZone = timeZone;
    this.#clock = clock;
    this.profile = profile ?? mkdtempSync(join(tmpdir(), `backsoon-${name}-`));
    process.on('exit', this.#onExit);
  }

  start(executable: string, args: readonly string[], stdio: StdioOptions): ChildProcess {
    // Its own process group: both browsers are shell scripts that start a tree of processes, and all of it must end.
    // HOME and XDG inside the profile: what a browser writes beside its profile (caches, crash reports) goes with it.
    const env = {
      ...process.env,
      HOME: this.profile,
      XDG_CONFIG_HOME: this.profile,
      XDG_CACHE_HOME: this.profile,
      MOZ_HEADLESS: '1',
      // Else a released Firefox asks its maker for settings, whatever the preference says.
      MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
      TZ: this.#timeZone,
      ...this.#clock?.env,
    };
    this.#child = spawn(executable, args, { stdio, detached: true, env });
    return this.#child;
  }

  /** Resolves once the browser has ended by itself. */
  async ended(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((resolve) => child.once('exit', resolve));
  }

  /** Ends the browser, if need be by force, and removes its profile. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      this.#kill();
      await ended;
    }
    this.#remove();
    process.off('exit', this.#onExit);
  }

  #remove(): void {
    this.#kill();
    if (this.#keepsProfile) return;
    // Helper processes may still write for a moment after the kill: rmSync tries again when a directory was not empty.
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }

  #kill(): void {
    if (!this.#child?.pid) return;
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      // ESRCH: the whole group is gone already.
    }
  }
}
