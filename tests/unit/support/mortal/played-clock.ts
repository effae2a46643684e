import { settled } from './settled';

interface Event {
  /** On the clock that nobody sets. */
  readonly at: number;
  readonly owner: object;
  readonly run: () => unknown;
  /** One of many: nearly always nothing comes of it. */
  readonly isTick: boolean;
}

/**
 * Time that is played: what is to happen, happens in the order of its times, and each of it to the end.
 * The wall clock may be set; timers don't care.
 */
export class PlayedClock {
  #passed = 0;
  #wall: number;
  #events: Event[] = [];
  #numbers = 0;
  #stirred = 0;

  constructor(wall: number) {
    this.#wall = wall;
  }

  /** ms since the epoch, as the device says. */
  get now(): number {
    return this.#wall + this.#passed;
  }

  /** Sets the device's clock. */
  set(ms: number): void {
    this.#wall += ms;
  }

  after(ms: number, owner: object, run: () => unknown, isTick = false): void {
    this.#events.push({ at: this.#passed + Math.max(0, ms), owner, run, isTick });
  }

  /** Something was begun of which more may come at once. */
  stir(): void {
    this.#stirred += 1;
  }

  forget(owner: object): void {
    this.#events = this.#events.filter((event) => event.owner !== owner);
  }

  /** Plays what happens in the next `ms`. */
  async pass(ms: number): Promise<void> {
    const end = this.#passed + ms;
    await settled();
    for (;;) {
      const next = this.#next(end);
      if (next === null) break;
      this.#events.splice(this.#events.indexOf(next), 1);
      this.#passed = Math.max(this.#passed, next.at);
      const before = this.#stirred;
      next.run();
      if (!next.isTick || this.#stirred !== before) await settled();
    }
    this.#passed = end;
  }

  /** The globals that tell time, for one context: they end with it. */
  timers(context: object): Record<string, unknown> {
    const timers = new Map<number, object>();
    const start = (run: () => void, ms: number, again: boolean): number => {
      this.#numbers += 1;
      const number = this.#numbers;
      const owner = { context };
      const ring = (): void => {
        if (again) this.after(Math.max(1, ms), owner, ring, true);
        run();
      };
      timers.set(number, owner);
      this.after(ms, owner, ring, again);
      return number;
    };
    const stop = (number: number): void => this.forget(timers.get(number) ?? {});
    return {
      setTimeout: (run: () => void, ms = 0) => start(run, ms, false),
      setInterval: (run: () => void, ms = 0) => start(run, ms, true),
      clearTimeout: stop,
      clearInterval: stop,
      Date: this.#date(),
    };
  }

  /** A context has ended, and its timers with it. */
  end(context: object): void {
    this.#events = this.#events.filter(
      ({ owner }) => (owner as { context?: object }).context !== context,
    );
  }

  #next(end: number): Event | null {
    let next: Event | null = null;
    for (const event of this.#events) {
      if (event.at <= end && (next === null || event.at < next.at)) next = event;
    }
    return next;
  }

  #date(): DateConstructor {
    const now = (): number => this.now;
    return class extends Date {
      constructor(...parts: [] | [number | string | Date]) {
        super(parts[0] ?? now());
      }
      static override now(): number {
        return now();
      }
    } as DateConstructor;
  }
}
