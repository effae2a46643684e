import type { Readable, Writable } from 'node:stream';

type Json = Record<string, unknown>;
type Listener = (params: Json) => void;

interface Pending {
  readonly method: string;
  readonly sessionId: string | undefined;
  readonly resolve: (result: Json) => void;
  readonly reject: (error: Error) => void;
}

interface Incoming {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Json;
  readonly sessionId?: string;
  readonly result?: Json;
  readonly error?: { readonly message: string; readonly data?: string };
}

/** A command that the browser refused, or that its page did not live to answer. */
export class CdpError extends Error {
  constructor(
    readonly method: string,
    readonly detail: string,
  ) {
    super(`CDP ${method}: ${detail}`);
    this.name = 'CdpError';
  }
}

/**
 * The Chrome DevTools Protocol over `--remote-debugging-pipe` (file descriptors 3 and 4, messages end with a NUL).
 * A pipe and not a port: only over the pipe may `Extensions.loadUnpacked` be called, and Chromium ends itself when the
 * pipe closes, so a crashed test run leaves no browser behind.
 */
export class CdpPipe {
  readonly #out: Writable;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Set<Listener>>();
  #nextId = 1;
  #rest: Buffer[] = [];
  #closed = false;

  constructor(out: Writable, into: Readable) {
    this.#out = out;
    into.on('data', (chunk: Buffer) => this.#read(chunk));
    into.on('close', () => this.#close());
    into.on('error', () => this.#close());
    out.on('error', () => this.#close());
  }

  send(method: string, params: Json = {}, sessionId?: string): Promise<Json> {
    if (this.#closed) return Promise.reject(new CdpError(method, 'the browser is gone'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { method, sessionId, resolve, reject });
      this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** Hears an event of the browser, or of one session. Returns the way to stop hearing. */
  on(event: string, listener: Listener, sessionId = ''): () => void {
    const key = `${sessionId} ${event}`;
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  #read(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      this.#rest.push(chunk.subarray(start, end));
      this.#receive(JSON.parse(Buffer.concat(this.#rest).toString()) as Incoming);
      this.#rest = [];
      start = end + 1;
    }
    this.#rest.push(chunk.subarray(start));
  }

  #receive(message: Incoming): void {
    if (message.id === undefined) {
      // Chromium never answers commands whose session ended; without this they would hang until the test's time is up.
      if (message.method === 'Target.detachedFromTarget')
        this.#abandon(String(message.params?.sessionId));
      const key = `${message.sessionId ?? ''} ${message.method}`;
      for (const listener of this.#listeners.get(key) ?? []) listener(message.params ?? {});
      return;
    }
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    this.#pending.delete(message.id);
    if (message.error)
      pending.reject(
        new CdpError(
          pending.method,
          [message.error.message, message.error.data].filter(Boolean).join(' '),
        ),
      );
    else pending.resolve(message.result ?? {});
  }

  #abandon(sessionId: string): void {
    for (const [id, pending] of this.#pending) {
      if (pending.sessionId !== sessionId) continue;
      this.#pending.delete(id);
      pending.reject(new CdpError(pending.method, 'the page was closed'));
    }
  }

  #close(): void {
    this.#closed = true;
    for (const { method, reject } of this.#pending.values())
      reject(new CdpError(method, 'the browser is gone'));
    this.#pending.clear();
  }
}
