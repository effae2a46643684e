import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayProgram } from '../../../scripts/gateway-programs';
import { pollUntil } from '../../e2e/support/poll';
import { ask } from './ask';
import { type Failure, freePort, Origins } from './origins';
import type { Product } from './product';

/** How long a gateway may take to listen, in ms: Varnish compiles its configuration first. */
const START_MS = 20_000;

/** How long it may take to end by itself, in ms. */
const END_MS = 3_000;

/** Another program may take a port between its choice and its use. */
const ATTEMPTS = 3;

/** A real gateway in front of servers that fail. Its files lie in a folder of its own, and go with it. */
export class Gateway {
  readonly port: number;
  readonly #product: Product;
  readonly #origins: Origins;
  readonly #folder = mkdtempSync(join(tmpdir(), 'backsoon-gateway-'));
  #child: ChildProcess | undefined;
  #said = '';
  readonly #onExit = (): void => this.#remove();

  private constructor(product: Product, origins: Origins, port: number) {
    this.#product = product;
    this.#origins = origins;
    this.port = port;
    process.on('exit', this.#onExit);
  }

  static async start(product: Product): Promise<Gateway> {
    const origins = await Origins.start();
    for (let attempt = 1; ; attempt += 1) {
      const gateway = new Gateway(product, origins, await freePort());
      try {
        await gateway.#begin();
        return gateway;
      } catch (error) {
        if (attempt === ATTEMPTS) {
          await gateway.close();
          throw error;
        }
        await gateway.#end();
      }
    }
  }

  /** Host and port of the site: the gateway's own, or behind a forward proxy the failing server's. */
  site(failure: Failure): string {
    return this.#product.isForward
      ? `shop.example:${this.#origins.port(failure)}`
      : `site.localhost:${this.port}`;
  }

  /** The address that fails in this way, as a browser asks for it. */
  address(failure: Failure): string {
    return `http://${this.site(failure)}/${failure}`;
  }

  /** Asks as a browser would; resolves to the bytes that come. */
  ask(failure: Failure): Promise<Buffer> {
    const target = this.#product.isForward ? this.address(failure) : `/${failure}`;
    return ask({ port: this.port, target, host: this.site(failure) });
  }

  async close(): Promise<void> {
    await this.#end();
    this.#origins.close();
  }

  async #begin(): Promise<void> {
    const program = gatewayProgram(this.#product.package);
    if (program === undefined) throw new Error(`${this.#product.package} is not installed`);
    // Started by root, some go on as another user.
    chmodSync(this.#folder, 0o777);
    const { files, args } = this.#product.setUp({
      folder: this.#folder,
      port: this.port,
      origin: (failure) => this.#origins.port(failure),
    });
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(this.#folder, name), content);
    }
    const child = spawn(program, args, {
      cwd: this.#folder,
      // A process group of its own, so that what it starts in turn ends with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        HOME: this.#folder,
        XDG_DATA_HOME: this.#folder,
        XDG_CONFIG_HOME: this.#folder,
      },
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        this.#said = (this.#said + data).slice(-4_000);
      });
    }
    await pollUntil(async () => this.#hasEnded() || (await this.#listens()), {
      timeout: START_MS,
      what: () => `${program} to listen; it said: ${this.#said}`,
    });
    if (this.#hasEnded()) throw new Error(`${program} ended: ${this.#said}`);
  }

  #hasEnded(): boolean {
    return this.#child?.exitCode !== null || this.#child.signalCode !== null;
  }

  async #listens(): Promise<boolean> {
    const socket = connect(this.port, '127.0.0.1');
    const listens = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    return listens;
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (child && !this.#hasEnded()) {
      const ended = once(child, 'exit');
      const timer = setTimeout(() => this.#killAll(), END_MS);
      // To it alone: it takes its workers along.
      child.kill('SIGTERM');
      await ended;
      clearTimeout(timer);
    }
    this.#remove();
    process.off('exit', this.#onExit);
  }

  #remove(): void {
    this.#killAll();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }

  #killAll(): void {
    if (!this.#child?.pid) return;
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      // ESRCH: the whole group is gone already.
    }
  }
}
