import { startApp } from './app';
import { startControl } from './control';
import { startGateway } from './gateway';
import { type LogEntry, RequestLog } from './request-log';
import type { DemoState } from './state';

export interface DemoOptions {
  /** Port of the tea house; when it is taken, or 0, the system chooses. */
  readonly sitePort?: number;
  /** Port of the control page; when it is taken, or 0, the system chooses. */
  readonly controlPort?: number;
  /** How long the gateway waits for a silent app, in ms. */
  readonly gatewayTimeoutMs?: number;
}

export interface Demo {
  /** With a trailing slash, for example `http://localhost:8502/`. */
  readonly siteUrl: string;
  readonly controlUrl: string;
  /** Resolves when the change is in force: after 'crash' the next request is refused, after 'works' it is answered. */
  setState(state: DemoState): Promise<void>;
  state(): DemoState;
  /** Requests that reached the gateway, newest first; each is there as soon as its answer is through. */
  log(): readonly LogEntry[];
  /** Orders that reached the app, seen answered or not. */
  orders(): number;
  close(): Promise<void>;
}

/** Starts the tea house, the gateway in front of it and the page that breaks it, on loopback only. */
export const startDemo = async ({
  sitePort = 8502,
  controlPort = 8503,
  gatewayTimeoutMs = 3000,
}: DemoOptions = {}): Promise<Demo> => {
  const log = new RequestLog();
  const app = await startApp();
  const gateway = await startGateway({
    upstreamPort: () => app.port,
    preferredPort: sitePort,
    timeoutMs: gatewayTimeoutMs,
    log,
  });
  const siteUrl = `http://localhost:${gateway.port}/`;
  const control = await startControl({ app, log, siteUrl, preferredPort: controlPort });
  return {
    siteUrl,
    controlUrl: `http://localhost:${control.port}/`,
    setState: app.setState,
    state: app.state,
    log: () => log.entries(),
    orders: app.orders,
    close: async () => {
      await Promise.all([control.close(), gateway.close(), app.close()]);
    },
  };
};
