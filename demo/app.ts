import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { DemoState } from './state';
import { createTeaHouse } from './tea-house';

/** The server behind the gateway: the part that breaks. */
export interface App {
  /** Where the gateway looks for it. Stays the same while the app is down, so that the gateway is really refused. */
  readonly port: number;
  state(): DemoState;
  setState(state: DemoState): Promise<void>;
  /** Orders that reached the app, whether or not the visitor ever saw the answer. */
  orders(): number;
  close(): Promise<void>;
}

const host = '127.0.0.1';

/** What a service of another kind says when a gateway connects to it by mistake. */
const garbage = '220 tea.example ESMTP ready\r\n';

export const startApp = async (): Promise<App> => {
  let state: DemoState = 'works';
  let port = 0;
  let listener: net.Server | undefined;
  const sockets = new Set<Socket>();
  const teaHouse = createTeaHouse();

  const web = http.createServer((request, response) => {
    // A hung app has read the request and then says nothing, so the gateway runs into its own time limit.
    if (state === 'hang') return;
    teaHouse.handle(request, response, { closed: state === 'maintenance' });
  });

  /** The listening socket is a plain one, so that the app can also answer with something that is not HTTP. */
  const createListener = () =>
    net.createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      if (state === 'garbage') socket.once('data', () => socket.end(garbage));
      else web.emit('connection', socket);
    });

  const listen = (onPort: number) =>
    new Promise<void>((resolve, reject) => {
      const server = createListener();
      server.once('error', reject);
      server.listen({ port: onPort, host, exclusive: true }, () => {
        port = (server.address() as AddressInfo).port;
        listener = server;
        resolve();
      });
    });

  /** On its old port, unless somebody else took that while the app was down. */
  const open = () => listen(port).catch(() => listen(0));

  const crash = () =>
    new Promise<void>((resolve) => {
      const server = listener;
      listener = undefined;
      if (!server) return resolve();
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });

  const change = async (next: DemoState) => {
    state = next;
    if (next === 'crash') await crash();
    else if (!listener) await open();
  };

  // One change after the other: two quick clicks must not open the same port twice.
  let changes = Promise.resolve();

  await open();
  return {
    get port() {
      return port;
    },
    state: () => state,
    setState: (next) => {
      const changed = changes.then(() => change(next));
      changes = changed.catch(() => {});
      return changed;
    },
    orders: () => teaHouse.orders(),
    close: crash,
  };
};
