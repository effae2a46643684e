export interface RecordedRequest {
  readonly method: string;
  /** With the query, as it stood in the request line. */
  readonly path: string;
  /** Names in lower case; several of one name joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Milliseconds since the epoch, when the request was complete. */
  readonly at: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** Collects the bytes of one request. Browsers send bodies with a Content-Length, so chunked requests are not read. */
export class RequestReader {
  #bytes = Buffer.alloc(0);

  /** The request, once its last byte is here. */
  push(chunk: Buffer): RecordedRequest | undefined {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const headLength = this.#bytes.indexOf(HEAD_END);
    if (headLength === -1) return undefined;
    const [requestLine = '', ...lines] = this.#bytes
      .subarray(0, headLength)
      .toString('latin1')
      .split('\r\n');
    const headers = readHeaders(lines);
    const body = this.#bytes.subarray(headLength + HEAD_END.length);
    if (body.length < Number(headers['content-length'] ?? 0)) return undefined;
    const [method = '', path = ''] = requestLine.split(' ');
    return { method, path, headers, body: Buffer.from(body), at: Date.now() };
  }
}

function readHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}
