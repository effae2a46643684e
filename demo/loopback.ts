import type { AddressInfo, Server } from 'node:net';

/** Servers for the same port on 127.0.0.1 and, where the machine has it, on ::1. */
export interface LoopbackListener {
  readonly port: number;
  close(): Promise<void>;
}

const attempts = 20;

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    // Only an http.Server keeps idle connections that would hold close() back for seconds.
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function')
      server.closeAllConnections();
  });

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** A container may have no IPv6 at all; `localhost` is IPv4 there and one server is enough. */
const hasNoIpv6 = (error: unknown) =>
  ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(codeOf(error));

const isTaken = (error: unknown) => ['EADDRINUSE', 'EACCES'].includes(codeOf(error));

const listenOnBoth = async (
  createServer: () => Server,
  port: number,
): Promise<LoopbackListener> => {
  const ipv4 = createServer();
  const boundPort = await listen(ipv4, port, '127.0.0.1');
  const ipv6 = createServer();
  try {
    await listen(ipv6, boundPort, '::1');
  } catch (error) {
    if (hasNoIpv6(error)) return { port: boundPort, close: () => close(ipv4) };
    await close(ipv4);
    throw error;
  }
  return {
    port: boundPort,
    close: async () => {
      await Promise.all([close(ipv4), close(ipv6)]);
    },
  };
};

/**
 * Listens on both loopback addresses, because a browser may try either of them for `localhost`, and never on
 * an address that other machines can reach.
 * @param preferredPort used when it is free on both, otherwise the system chooses; 0 lets the system choose at once.
 */
export const listenOnLoopback = async (
  createServer: () => Server,
  preferredPort: number,
): Promise<LoopbackListener> => {
  let port = preferredPort;
  for (let attempt = 1; ; attempt++) {
    try {
      return await listenOnBoth(createServer, port);
    } catch (error) {
      if (!isTaken(error) || attempt === attempts) throw error;
      port = 0;
    }
  }
};
