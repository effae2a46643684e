import { createServer, type Server, type Socket } from 'node:net';
import type { Gate } from './gate';
import { pollUntil } from './poll';
import { type RecordedRequest, RequestReader } from './request-reader';
import { respond } from './respond';

export { gate } from './gate';
export type { RecordedRequest } from './request-reader';
export { respond } from './respond';

/** Cuts the connection with a TCP reset where it stands in a list of parts. */
export const hangUp: unique symbol = Symbol('hang up');

/** Bytes are sent as they are (strings as latin-1, so "\xff" is one byte); a gate holds back what follows it. */
export type Part = Buffer | string | Gate | typeof hangUp;
/** A generator may go on for ever: it is asked for the next part once the one before went out, while somebody listens. */
export type Answer = readonly Part[] | Generator<Part>;
export type Handler = Answer | ((request: RecordedRequest) => Answer | Promise<Answer>);

/**
 * An HTTP/1.1 server that sends exactly the bytes it is given: Node's own refuses half of what real gateways send
 * (invalid reason phrases, missing lengths, bodies that stop in the middle). One answer a connection.
 */
export class RawServer {
  readonly #routes = new Map<string, Handler[]>();
  readonly #requests: RecordedRequest[] = [];
  readonly #sockets = new Set<Socket>();
  #listeners: Server[] = [];
  #port = 0;

  static async start(): Promise<RawServer> {
    const server = new RawServer();
    await server.#listen();
    return server;
  }

  get port(): number {
    return this.#port;
  }

  /** `path` may carry a query; a route without one answers every query. Several handlers answer in turn, the last for good. */
  route(path: string, ...handlers: [Handler, ...Handler[]]): this {
    this.#routes.set(path, handlers);
    return this;
  }

  /** The same as {@link route}: reads better where a test changes its mind. */
  set(path: string, ...handlers: [Handler, ...Handler[]]): this {
    return this.route(path, ...handlers);
  }

  /** `*.localhost` is loopback inside both browsers, without a name server (RFC 6761 section 6.3). */
  url(path: string, host = 'site.localhost'): string {
    return `http://${host}:${this.#port}${path}`;
  }

  /** What was asked so far, in the order of arrival; with a path, only what was asked of it (a query does not matter). */
  requests(path?: string): RecordedRequest[] {
    return this.#requests.filter((request) => path === undefined || matches(request, path));
  }

  /** Waits until `path` was asked `n` times in all, and returns the n-th request. Timeout in ms. */
  waitForRequest(path: string, n = 1, timeout = 15_000): Promise<RecordedRequest> {
    return pollUntil(() => this.requests(path)[n - 1], {
      timeout,
      what: () =>
        `request ${n} of ${path}; so far: ${this.#requests.map((r) => `${r.method} ${r.path}`).join(', ') || 'none'}`,
    });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(
      this.#listeners.map((listener) => new Promise((done) => listener.close(done))),
    );
  }

  /** Both loopbacks on one port: which of 127.0.0.1 and ::1 a browser tries first for *.localhost is its own business. */
  async #listen(): Promise<void> {
    for (;;) {
      const four = await listen('127.0.0.1', 0);
      const address = four.address();
      this.#port = typeof address === 'object' && address ? address.port : 0;
      this.#listeners = [four];
      try {
        this.#listeners.push(await listen('::1', this.#port));
      } catch (error) {
        // Taken on ::1 only: another port then. Any other error means that this machine has no IPv6, which is fine.
        if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
          four.close();
          continue;
        }
      }
      break;
    }
    for (const listener of this.#listeners)
      listener.on('connection', (socket) => this.#serve(socket));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // Browsers reset connections as they please (a closed tab, a preconnect): no news for a test.
    socket.on('error', () => socket.destroy());
    const reader = new RequestReader();
    const onData = (chunk: Buffer): void => {
      const request = reader.push(chunk);
      if (!request) return;
      socket.off('data', onData);
      socket.resume();
      void this.#answer(socket, request);
    };
    socket.on('data', onData);
  }

  async #answer(socket: Socket, request: RecordedRequest): Promise<void> {
    if (request.path === '/favicon.ico' && !this.#routes.has('/favicon.ico')) {
      socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#requests.push(request);
    for (const part of await this.#partsFor(request)) {
      if (socket.destroyed) return;
      if (part === hangUp) return void socket.resetAndDestroy();
      if (typeof part === 'string') socket.write(part, 'latin1');
      else if (Buffer.isBuffer(part)) socket.write(part);
      else await part.opened;
    }
    socket.end();
  }

  async #partsFor(request: RecordedRequest): Promise<Answer> {
    const handlers = this.#routes.get(request.path) ?? this.#routes.get(pathname(request.path));
    if (!handlers) return respond({ status: 404, reason: 'Not Found', body: 'no such route' });
    const handler = handlers.length > 1 ? handlers.shift() : handlers[0];
    if (!handler) return [];
    return typeof handler === 'function' ? handler(request) : handler;
  }
}

function listen(host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function pathname(path: string): string {
  return path.split('?', 1)[0] ?? path;
}

function matches(request: RecordedRequest, path: string): boolean {
  return request.path === path || pathname(request.path) === path;
}
