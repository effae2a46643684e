import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** What is wrong with the server behind a gateway. `own`: it answers, with a 502 of its own making. */
export const FAILURES = ['refused', 'closed', 'reset', 'slow', 'garbage', 'own'] as const;
export type Failure = (typeof FAILURES)[number];

/** An error page that the site designed itself; it names no gateway. */
const OWN_PAGE = `<!doctype html><html lang="en"><head><title>We'll be right back</title><style>body{font-family:serif}</style></head>
<body><header class="top"><nav class="menu"><a href="/">Home</a></nav></header><main class="oops"><h1>Oh no, our ovens are cold</h1><p class="lead">Our bakers are on it.</p></main><footer class="foot">The Bakery</footer></body></html>`;

const OWN_ANSWER = [
  'HTTP/1.1 502 Bad Gateway',
  'Content-Type: text/html; charset=utf-8',
  `Content-Length: ${OWN_PAGE.length}`,
  'Connection: close',
  '',
  OWN_PAGE,
].join('\r\n');

/** Begins like an answer, and is none. Without its first line nginx would take it for HTTP/0.9 and pass it on. */
const GARBAGE = 'HTTP/1.1 200 OK\r\n\0\x01 no header at all\r\n\r\n';

/** What a server does with a connection on which a request has come. */
const CONDUCT: Readonly<Record<Exclude<Failure, 'refused'>, (socket: Socket) => void>> = {
  closed: (socket) => socket.end(),
  reset: (socket) => socket.resetAndDestroy(),
  slow: () => undefined,
  garbage: (socket) => socket.end(GARBAGE),
  own: (socket) => socket.end(OWN_ANSWER),
};

/** Servers on loopback that fail, each in its own way. */
export class Origins {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #ports = new Map<Failure, number>();

  static async start(): Promise<Origins> {
    const origins = new Origins();
    for (const failure of FAILURES) await origins.#begin(failure);
    return origins;
  }

  port(failure: Failure): number {
    return this.#ports.get(failure) ?? 0;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    for (const server of this.#servers) server.close();
  }

  async #begin(failure: Failure): Promise<void> {
    if (failure === 'refused') {
      this.#ports.set(failure, await freePort());
      return;
    }
    const conduct = CONDUCT[failure];
    const server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      // Gateways that lose patience reset the connection.
      socket.on('error', () => socket.destroy());
      socket.once('data', () => conduct(socket));
    });
    this.#servers.push(server);
    this.#ports.set(failure, await listening(server));
  }
}

/** A port on which nobody listens: the system hands out others first before it comes back to this one. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, 'close');
  return port;
}

async function listening(server: Server): Promise<number> {
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
