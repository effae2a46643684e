import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { createProxyServer } from 'httpxy';
import { type GatewayFailure, gatewayName, gatewayPage } from './gateway-page';
import { listenOnLoopback } from './loopback';
import type { RequestLog } from './request-log';

export interface Gateway {
  readonly port: number;
  close(): Promise<void>;
}

export interface GatewayOptions {
  /** Asked for every request, because a restarted app may have moved. */
  readonly upstreamPort: () => number;
  readonly preferredPort: number;
  /** How long the app may be silent, in ms. */
  readonly timeoutMs: number;
  readonly log: RequestLog;
}

const timedOut = 'ETIMEDOUT';

const faultOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.message;

const answer = (response: ServerResponse, status: GatewayFailure): void => {
  const body = gatewayPage(status);
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    Server: gatewayName,
    Via: `1.1 ${gatewayName}`,
  });
  response.end(body);
};

/** A reverse proxy in front of the app, and the author of every 502 and 504 in this demo. */
export const startGateway = async ({
  upstreamPort,
  preferredPort,
  timeoutMs,
  log,
}: GatewayOptions): Promise<Gateway> => {
  const faults = new WeakMap<ServerResponse, string>();
  // A fresh connection for each request: a pooled one that a crash has just closed would answer one more 502
  // after the app works again.
  const agent = new http.Agent({ keepAlive: false });
  const proxy = createProxyServer({ agent, proxyTimeout: timeoutMs, xfwd: true });

  // httpxy reports its own time limit as a reset connection. The 'timeout' event is what tells them apart.
  proxy.on('proxyReq', (upstreamRequest, _request, response) => {
    upstreamRequest.once('timeout', () => faults.set(response, timedOut));
  });

  proxy.on('proxyRes', (upstreamResponse, _request, response) => {
    // Hop-by-hop: it speaks of the connection to the app, not of the visitor's.
    delete upstreamResponse.headers.connection;
    response.setHeader('Via', `1.1 ${gatewayName}`);
  });

  proxy.on('error', (error, _request, response) => {
    if (!response || !('writeHead' in response) || response.destroyed) return;
    const fault = faults.get(response) ?? faultOf(error);
    faults.set(response, fault);
    // Half an answer cannot be taken back; cutting it off is the only honest signal left.
    if (response.headersSent) response.destroy();
    else answer(response, fault === timedOut ? 504 : 502);
  });

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const time = new Date();
    response.on('close', () => {
      log.add({
        time,
        method: request.method ?? '',
        path: request.url ?? '',
        status: response.headersSent ? response.statusCode : null,
        destination: String(request.headers['sec-fetch-dest'] ?? ''),
        upstreamFault: response.headersSent ? (faults.get(response) ?? '') : '',
      });
    });
    void proxy.web(request, response, { target: `http://127.0.0.1:${upstreamPort()}` });
  };

  const listener = await listenOnLoopback(() => http.createServer(handle), preferredPort);
  return {
    port: listener.port,
    close: async () => {
      await listener.close();
      agent.destroy();
    },
  };
};
