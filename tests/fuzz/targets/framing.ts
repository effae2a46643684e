import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readResponse } from '../../../scripts/diagnose/response';
import { EXAMPLES, exampleOf } from '../../unit/support/gateways';
import { assert } from '../assert';
import { target } from '../target';

const PACKERS = {
  none: { name: null, pack: (body: Buffer) => body },
  gzip: { name: 'gzip', pack: (body: Buffer) => gzipSync(body) },
  zlib: { name: 'deflate', pack: (body: Buffer) => deflateSync(body) },
  raw: { name: 'deflate', pack: (body: Buffer) => deflateRawSync(body) },
  br: { name: 'br', pack: (body: Buffer) => brotliCompressSync(body) },
} as const;

const FRAMING = new Set(['content-length', 'transfer-encoding', 'content-encoding']);
const withBody = EXAMPLES.filter(({ raw }) => (raw.body?.length ?? 0) > 0);

const sent = fc.record({
  example: fc.constantFrom(...withBody.map(({ id }) => id)),
  packed: fc.constantFrom(...(Object.keys(PACKERS) as (keyof typeof PACKERS)[])),
  /** Lengths of its chunks, over and over; none: it has a length. */
  chunks: fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 4 }),
  extension: fc.constantFrom('', ';a=b', ' ;a="\\""'),
  trailer: fc.constantFrom('', 'X-Checksum: 1\r\n'),
  interim: fc.constantFrom('', 'HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 301 x\r\nA: b\r\n\r\n'),
});

/** However a body travels, it is the same body. */
export const framing = target(
  'framing',
  sent,
  ({ example, packed, chunks, extension, trailer, interim }) => {
    const { raw } = exampleOf(example);
    const { status, reason, headers } = raw.response;
    const { name, pack } = PACKERS[packed];
    const body = raw.body ?? Buffer.alloc(0);
    const payload = pack(body);
    const isChunked = chunks.length > 0;
    const head = [
      `HTTP/1.1 ${status} ${reason ?? ''}`,
      ...headers.filter((header) => !FRAMING.has(header.name)).map((h) => `${h.name}: ${h.value}`),
      isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${payload.length}`,
      ...(name === null ? [] : [`Content-Encoding: ${name}`]),
    ].join('\r\n');
    const framed = isChunked ? chunked(payload, chunks, extension, trailer) : payload;
    const all = Buffer.concat([Buffer.from(`${interim}${head}\r\n\r\n`), framed]);
    const read = readResponse(all);
    assert.equal(read.response.status, status);
    assert.deepEqual(read.body, body);
  },
);

function chunked(
  payload: Buffer,
  sizes: readonly number[],
  extension: string,
  trailer: string,
): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0, n = 0; at < payload.length; n += 1) {
    const piece = payload.subarray(at, at + (sizes[n % sizes.length] ?? 1));
    parts.push(Buffer.from(`${piece.length.toString(16)}${extension}\r\n`), piece);
    parts.push(Buffer.from('\r\n'));
    at += piece.length;
  }
  return Buffer.concat([...parts, Buffer.from(`0\r\n${trailer}\r\n`)]);
}
