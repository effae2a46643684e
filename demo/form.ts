import type { IncomingMessage } from 'node:http';

/** Far above any form of the demo's; it only keeps a stray upload out of memory. */
const maximumBytes = 16_384;

/** Reads the body of a form POST. Rejects when it is too large or is cut off. */
export const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximumBytes) throw new Error(`The form is larger than ${maximumBytes} bytes.`);
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};
