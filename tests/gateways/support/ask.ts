import { connect } from 'node:net';

/** How long a gateway may take: their own patience with a server is a second here. In ms. */
const PATIENCE_MS = 10_000;

export interface Question {
  /** Of the gateway, on 127.0.0.1. */
  readonly port: number;
  /** What is asked for: a path, or of a forward proxy the whole address. */
  readonly target: string;
  readonly host: string;
  /** In ms. */
  readonly patience?: number;
}

/** Asks as a browser would, in English, and resolves to the bytes that came, just as they came. */
export function ask({ port, target, host, patience = PATIENCE_MS }: Question): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(patience, () => socket.destroy(new Error(`no answer from ${target}`)));
    socket.on('data', (piece) => pieces.push(piece));
    socket.once('error', reject);
    socket.once('end', () => resolve(Buffer.concat(pieces)));
    socket.write(
      [
        `GET ${target} HTTP/1.1`,
        `Host: ${host}`,
        'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
        'Accept-Language: en-US,en;q=0.9',
        'Connection: close',
        '\r\n',
      ].join('\r\n'),
    );
  });
}
