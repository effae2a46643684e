import type { Client } from './policies';

const IN_VIEW = 1;
const MISLED = 2;
/** The probe was answered well; what is asked for next is the page. */
const PAGE = 4;

/** The end of a second's list. */
const NOBODY = -1;

/** Many clients, each with the time at which it asks next, listed by the second of that time. */
export class Crowd {
  readonly size: number;
  readonly #seconds: number;
  readonly #dueAt: Int32Array;
  readonly #firstFailedAt: Int32Array;
  readonly #tries: Uint16Array;
  readonly #state: Uint8Array;
  /** The first of each second, and for each client the next of the same second. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  /** Clients that ask again before the horizon. */
  waiting = 0;
  /** @param seconds the horizon: who would ask later never does */
  constructor(size: number, seconds: number) {
    this.size = size;
    this.#seconds = seconds;
    this.#dueAt = new Int32Array(size);
    this.#firstFailedAt = new Int32Array(size);
    this.#tries = new Uint16Array(size);
    this.#state = new Uint8Array(size);
    this.#first = new Int32Array(seconds).fill(NOBODY);
    this.#next = new Int32Array(size);
  }

  /** A client meets the failure, at a time in ms. */
  meet(at: number, who: number, inView: boolean): void {
    this.#firstFailedAt[who] = at;
    this.#state[who] = inView ? IN_VIEW : 0;
  }

  /** Failed tries so far. */
  triesOf(who: number): number {
    return this.#tries[who] ?? 0;
  }

  firstFailedAt(who: number): number {
    return this.#firstFailedAt[who] ?? 0;
  }

  /** The time of the try under way, in ms; before the first, of meeting the failure. */
  dueAt(who: number): number {
    return (this.#dueAt[who] ?? 0) || this.firstFailedAt(who);
  }

  /** A client will ask at a time in ms. */
  schedule(who: number, at: number): void {
    const second = Math.floor(at / 1_000);
    if (second >= this.#seconds) return;
    this.#dueAt[who] = at;
    this.#next[who] = this.#first[second] ?? NOBODY;
    this.#first[second] = who;
    this.waiting += 1;
  }

  /** Fills `into` with who asks in a second, takes them off its list, and says how many they are. */
  take(second: number, into: Int32Array): number {
    let count = 0;
    for (let who = this.#first[second] ?? NOBODY; who !== NOBODY; who = this.#next[who] ?? NOBODY) {
      into[count] = who;
      count += 1;
    }
    this.#first[second] = NOBODY;
    this.waiting -= count;
    return count;
  }

  /** The try of a client failed: its probe, or the page after a good one. */
  fail(who: number): void {
    const state = this.#state[who] ?? 0;
    this.#tries[who] = (this.#tries[who] ?? 0) + 1;
    this.#state[who] = (state & PAGE) === 0 ? state : (state & ~PAGE) | MISLED;
  }

  isInView(who: number): boolean {
    return ((this.#state[who] ?? 0) & IN_VIEW) !== 0;
  }

  /** Whether what a client asks for is the page and not a probe. */
  asksForPage(who: number): boolean {
    return ((this.#state[who] ?? 0) & (PAGE | MISLED)) !== 0;
  }

  /** Whether a client asks for the page without a probe before it: one told it wrongly. */
  isMisled(who: number): boolean {
    return ((this.#state[who] ?? 0) & MISLED) !== 0;
  }

  /** The probe was answered well: the page comes next. */
  turnToPage(who: number): void {
    this.#state[who] = (this.#state[who] ?? 0) | PAGE;
  }
}

/**
 * What a policy may know of one client of a crowd: one object for all of them, because the policies
 * are asked hundreds of millions of times.
 */
export class ClientView implements Client {
  readonly #crowd: Crowd;
  who = 0;

  constructor(crowd: Crowd) {
    this.#crowd = crowd;
  }

  get inView(): boolean {
    return this.#crowd.isInView(this.who);
  }

  get tries(): number {
    return this.#crowd.triesOf(this.who);
  }

  get firstFailedAt(): number {
    return this.#crowd.firstFailedAt(this.who);
  }

  get lastTryAt(): number | null {
    return this.tries === 0 ? null : this.#crowd.dueAt(this.who);
  }

  get misled(): boolean {
    return this.#crowd.isMisled(this.who);
  }
}
