import { createHash } from 'node:crypto';
import type { Passage, User } from './mortal-database';

/** What befalls a call across the seam. An error: the browser refuses it. */
export type Fault = 'stops before' | 'stops after' | Error | null;

/** A call of the browser, of a database or of the network: a step at which a worker can be stopped. */
export interface Call {
  readonly name: string;
  /** Counted from 1, since the count was last begun. */
  readonly number: number;
  readonly parts: readonly unknown[];
}

export type Listener = (...parts: never[]) => unknown;

/** An event of the browser's, in the tree of what it offers. */
export const EVENT = Symbol('event');

/** Called at once, and told nothing: a worker can't be stopped at them. */
const AT_ONCE = new Set(['runtime.getURL', 'runtime.getManifest', 'i18n.getMessage']);

const never = async (): Promise<never> => await new Promise(() => undefined);

/**
 * One life of the background. It sees the browser through this alone: once it is stopped, nothing that it
 * calls happens, and nothing that it waits for comes.
 */
export class MortalWorker implements User {
  state: 'lives' | 'dies' | 'is gone' = 'lives';
  readonly listeners = new Map<string, Listener[]>();
  /** What is to be told to those who wait for an answer of this worker. */
  readonly unanswered = new Set<() => void>();
  readonly #befall: (name: string, parts: readonly unknown[]) => Fault;
  readonly #bury: (worker: MortalWorker) => void;

  constructor(
    befall: (name: string, parts: readonly unknown[]) => Fault,
    bury: (worker: MortalWorker) => void,
  ) {
    this.#befall = befall;
    this.#bury = bury;
  }

  enter(name: string, parts: readonly unknown[] = []): Passage {
    if (this.state !== 'lives') return 'is none';
    const fault = this.#befall(name, parts);
    if (fault instanceof Error) throw fault;
    if (fault === null) return 'goes on';
    if (fault === 'stops before') {
      this.die();
      return 'is none';
    }
    this.state = 'dies';
    return 'is the last';
  }

  die(): void {
    if (this.state === 'is gone') return;
    this.state = 'is gone';
    this.listeners.clear();
    this.#bury(this);
    for (const tell of this.unanswered) tell();
    this.unanswered.clear();
  }

  /** A part of the browser as this worker has it. */
  see(part: unknown, name = ''): unknown {
    if (part === EVENT) return this.#event(name);
    if (typeof part === 'function') {
      if (AT_ONCE.has(name)) return part;
      return async (...parts: unknown[]) =>
        await this.#call(name, parts, async () => await part(...parts));
    }
    if (typeof part !== 'object' || part === null) return part;
    const seen: Record<string, unknown> = {};
    for (const key of Object.keys(part)) {
      const inner: unknown = Reflect.get(part, key);
      seen[key] = this.see(inner, name === '' ? key : `${name}.${key}`);
    }
    return seen;
  }

  async fetch(ask: (address: string) => Response, parts: [string]): Promise<Response> {
    return await this.#call('fetch', parts, async () => ask(...parts));
  }

  async #call<T>(name: string, parts: unknown[], work: () => Promise<T>): Promise<T> {
    const passage = this.enter(name, parts);
    if (passage === 'is none') return await never();
    // Begun at once: the browser takes calls in the order in which they are made.
    const working = work();
    if (passage === 'is the last') {
      working.catch(() => undefined);
      this.die();
      return await never();
    }
    try {
      return await working;
    } finally {
      // Stopped meanwhile: it never learns what came of it.
      if (this.state !== 'lives') await never();
    }
  }

  #event(name: string) {
    return {
      addListener: (listener: Listener) => {
        if (this.state === 'lives') this.#of(name).push(listener);
      },
      removeListener: (listener: Listener) => {
        const all = this.#of(name);
        const at = all.indexOf(listener);
        if (at >= 0) all.splice(at, 1);
      },
    };
  }

  #of(name: string): Listener[] {
    const known = this.listeners.get(name) ?? [];
    this.listeners.set(name, known);
    return known;
  }
}

/** Hashes at once: threads of their own would answer when they like. */
export function ownCrypto(makeUuid: () => string) {
  return {
    randomUUID: makeUuid,
    subtle: {
      digest: async (_: string, bytes: Uint8Array): Promise<ArrayBuffer> => {
        const hash = createHash('sha256').update(bytes).digest();
        return new Uint8Array(hash).buffer;
      },
    },
  };
}
