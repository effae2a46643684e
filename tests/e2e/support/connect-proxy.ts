import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createSecureServer } from 'node:tls';
import { selfSigned } from './certificate';
import { well } from './pages';
import { respond } from './respond';

/** What the proxy does with whoever asks it for a page. */
export type Conduct =
  /** It answers with this, and brings nothing. */
  | { readonly status: number; readonly headers?: readonly (readonly [string, string])[] }
  /** It hangs up, without a word or in the middle of the tunnel. */
  | 'hang-up'
  | 'hang-up-later'
  /** It does its work. */
  | 'bring';

/** What the site says, over https within the tunnel as over plain http. */
const ANSWER = well('Welcome to the shop');

/**
 * A forward proxy on 127.0.0.1 that browsers are told to use, and behind it one site, which is well: whatever host is
 * asked for, it is this one. Its certificate nobody vouches for.
 */
export class ConnectProxy {
  #conduct: Conduct = 'bring';
  readonly #asked: string[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #site: Server;
  #server: Server | undefined;
  #port = 0;
  #sitePort = 0;

  private constructor(site: Server) {
    this.#site = site;
  }

  static async start(): Promise<ConnectProxy> {
    const site = createSecureServer(selfSigned('shop.example'), (socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () => socket.end(Buffer.concat(ANSWER)));
    });
    // Browsers break off what they don't trust at first.
    site.on('tlsClientError', () => undefined);
    const proxy = new ConnectProxy(site);
    proxy.#sitePort = await listening(site, 0);
    await proxy.resume();
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** From here on. */
  set conduct(conduct: Conduct) {
    this.#conduct = conduct;
  }

  /** How often a host was asked for. */
  asked(host: string): number {
    return this.#asked.filter((target) => target.includes(host)).length;
  }

  /** The hosts that anybody asked for, the browser's own services included; each once, in the order of the alphabet. */
  hosts(): string[] {
    // A tunnel is asked for by host and port alone.
    const hosts = this.#asked.map((target) =>
      target.includes('://') ? new URL(target).hostname : target.replace(/:\d+$/, ''),
    );
    return [...new Set(hosts)].sort();
  }

  /** Connections are refused until {@link resume}. */
  async pause(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    this.#hangUpAll();
    server.close();
    await once(server, 'close');
  }

  /** Listens again, at the same port. */
  async resume(): Promise<void> {
    this.#server ??= createServer((socket) => this.#serve(socket));
    if (!this.#server.listening) this.#port = await listening(this.#server, this.#port);
  }

  async close(): Promise<void> {
    await this.pause();
    this.#site.close();
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (first) => {
      const [method = '', target = ''] = first.toString('latin1').split(' ', 2);
      this.#asked.push(target);
      const conduct = this.#conduct;
      if (conduct === 'hang-up') socket.end();
      else if (typeof conduct === 'object') socket.end(answerOf(conduct));
      else if (method !== 'CONNECT') socket.end(Buffer.concat(ANSWER));
      else this.#tunnel(socket, conduct);
    });
  }

  #tunnel(socket: Socket, conduct: 'bring' | 'hang-up-later'): void {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (conduct === 'hang-up-later') {
      socket.once('data', () => socket.end());
      return;
    }
    const site = connect(this.#sitePort, '127.0.0.1');
    this.#sockets.add(site);
    site.on('close', () => this.#sockets.delete(site));
    site.on('error', () => socket.destroy());
    socket.on('close', () => site.destroy());
    socket.pipe(site).pipe(socket);
  }

  #hangUpAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

function answerOf({ status, headers = [] }: Exclude<Conduct, string>): Buffer {
  return Buffer.concat(respond({ status, reason: 'No', headers, body: '<h1>No</h1>' }));
}

async function listening(server: Server, port: number): Promise<number> {
  server.listen({ host: '127.0.0.1', port });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
