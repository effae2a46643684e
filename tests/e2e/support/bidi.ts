import { WebSocket } from 'ws';

type Json = Record<string, unknown>;
type Listener = (params: Json) => void;

interface Pending {
  readonly method: string;
  readonly resolve: (result: Json) => void;
  readonly reject: (error: Error) => void;
}

interface Incoming {
  readonly type: 'success' | 'error' | 'event';
  readonly id?: number;
  readonly method?: string;
  readonly params?: Json;
  readonly result?: Json;
  readonly error?: string;
  readonly message?: string;
}

/** A command that the browser refused. `code` is the protocol's own word ("no such frame", "unknown error", …). */
export class BidiError extends Error {
  constructor(
    readonly method: string,
    readonly code: string,
    detail: string,
  ) {
    super(`BiDi ${method}: ${code}: ${detail}`);
    this.name = 'BidiError';
  }
}

/** WebDriver BiDi (https://w3c.github.io/webdriver-bidi/) in the few lines that the tests need. */
export class BidiClient {
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Set<Listener>>();
  #nextId = 1;
  #closed: Error | undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(JSON.parse(String(data)) as Incoming));
    socket.on('close', () => this.#fail(new Error('the BiDi connection was closed')));
    socket.on('error', (error) => this.#fail(error));
  }

  static connect(address: string): Promise<BidiClient> {
    return new Promise((resolve, reject) => {
      // Screenshots are long strings: ws refuses messages above 100 MB unless told otherwise, and needs no compression here.
      const socket = new WebSocket(address, { perMessageDeflate: false });
      socket.once('error', reject);
      socket.once('open', () => {
        socket.off('error', reject);
        resolve(new BidiClient(socket));
      });
    });
  }

  /** Resolves with the command's result; rejects with a {@link BidiError} or when the connection ends. */
  send(method: string, params: Json = {}): Promise<Json> {
    if (this.#closed) return Promise.reject(new Error(`BiDi ${method}: ${this.#closed.message}`));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { method, resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Hears an event; it must also be subscribed to with `session.subscribe`. Returns the way to stop hearing. */
  on(event: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  close(): void {
    this.#socket.close();
  }

  #receive(message: Incoming): void {
    if (message.type === 'event') {
      for (const listener of this.#listeners.get(message.method ?? '') ?? [])
        listener(message.params ?? {});
      return;
    }
    const pending = this.#pending.get(message.id ?? -1);
    if (!pending) return;
    this.#pending.delete(message.id ?? -1);
    if (message.type === 'success') pending.resolve(message.result ?? {});
    else
      pending.reject(
        new BidiError(pending.method, message.error ?? 'unknown error', message.message ?? ''),
      );
  }

  #fail(reason: Error): void {
    this.#closed ??= reason;
    for (const { method, reject } of this.#pending.values())
      reject(new Error(`BiDi ${method}: ${reason.message}`));
    this.#pending.clear();
  }
}
