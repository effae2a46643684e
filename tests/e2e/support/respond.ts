export interface Response {
  readonly status: number;
  /** A Buffer goes out byte for byte, valid UTF-8 or not; a string as UTF-8. */
  readonly reason?: string | Buffer;
  /** In this order, with these capitals, duplicates kept. */
  readonly headers?: readonly (readonly [name: string, value: string | Buffer])[];
  readonly body?: string | Buffer;
}

/**
 * The bytes of a whole answer. `Content-Length` and `Connection: close` are added unless the headers speak of them;
 * `Content-Type` never is.
 */
export function respond({ status, reason = '', headers = [], body = '' }: Response): Buffer[] {
  const payload = Buffer.from(body as string);
  const named = new Set(headers.map(([name]) => name.toLowerCase()));
  const lines: (string | Buffer)[] = [`HTTP/1.1 ${status} `, reason, '\r\n'];
  for (const [name, value] of headers) lines.push(`${name}: `, value, '\r\n');
  if (!named.has('content-length') && !named.has('transfer-encoding'))
    lines.push(`Content-Length: ${payload.length}\r\n`);
  if (!named.has('connection')) lines.push('Connection: close\r\n');
  lines.push('\r\n');
  return [Buffer.concat(lines.map((line) => Buffer.from(line as string))), payload];
}
