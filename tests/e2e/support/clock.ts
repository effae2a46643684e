import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The time of day that a browser is told, which a test can set: see `clock.c`. It takes a C compiler, and Linux. */
export class Clock {
  readonly #dir = mkdtempSync(join(tmpdir(), 'backsoon-clock-'));
  readonly #file = join(this.#dir, 'later');
  readonly #open = openSync(this.#file, 'w');

  static isPossible(): boolean {
    try {
      execFileSync('cc', ['--version'], { stdio: 'ignore' });
      return process.platform === 'linux';
    } catch {
      return false;
    }
  }

  constructor() {
    const source = join(import.meta.dirname, 'clock.c');
    this.setLater(0);
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', this.#library, source, '-ldl']);
  }

  get #library(): string {
    return join(this.#dir, 'clock.so');
  }

  /** What a browser has to have in its environment. */
  get env(): Record<string, string> {
    return { LD_PRELOAD: this.#library, BACKSOON_CLOCK: this.#file };
  }

  /** Sets it so many seconds later than the device's own; negative: earlier. */
  setLater(seconds: number): void {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(seconds));
    // In place: browsers have the file mapped.
    writeSync(this.#open, bytes, 0, bytes.length, 0);
  }

  remove(): void {
    closeSync(this.#open);
    rmSync(this.#dir, { recursive: true });
  }
}
