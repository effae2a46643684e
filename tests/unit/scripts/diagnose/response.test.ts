import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { NotAResponse } from '../../../../scripts/diagnose/not-a-response';
import { type ReadingOptions, readResponse } from '../../../../scripts/diagnose/response';

const PAGE = '<html>\r\n<title>502 Bad Gateway</title>\r\n</html>\r\n';

function read(text: string | Buffer, options?: ReadingOptions) {
  const { response, body } = readResponse(
    typeof text === 'string' ? Buffer.from(text) : text,
    options,
  );
  return { ...response, body: body === null ? null : body.toString() };
}

/** A response of these headers, and a body of any bytes. */
function response(headers: readonly string[], body: string | Buffer = PAGE): Buffer {
  const head = `${['HTTP/1.1 502 Bad Gateway', ...headers].join('\r\n')}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

function complaint(bytes: string | Buffer, options?: ReadingOptions): string {
  try {
    read(bytes, options);
  } catch (error) {
    if (error instanceof NotAResponse) return error.message;
    throw error;
  }
  return 'none';
}

describe('a status line', () => {
  it.each([
    ['HTTP/1.1 502 Bad Gateway', 502, 'Bad Gateway'],
    ['HTTP/1.0 504 Gateway Time-out', 504, 'Gateway Time-out'],
    ['HTTP/1.1 502', 502, null],
    ['HTTP/2 502 ', 502, null],
    ['HTTP/2.0 502 ', 502, null],
    ['HTTP/3 503', 503, null],
    ['HTTP/1.1 750 Proxy says no', 750, 'Proxy says no'],
    ['HTTP/1.1 404 Not Found', 404, 'Not Found'],
  ])('is read: "%s"', (line, status, reason) => {
    for (const end of ['\r\n', '\n']) {
      expect(read(`${line}${end}${end}`)).toMatchObject({ status, reason, headers: [] });
    }
  });

  it.each(['HTTP/1.1 50 x', 'HTTP/1.1 5020', 'HTTP 502', 'ICY 200 OK', '<html>'])(
    'is none: "%s"',
    (line) => {
      expect(complaint(`${line}\r\n\r\n`)).toBe(`not an HTTP response: it begins with "${line}"`);
    },
  );
});

describe('headers', () => {
  it('keep their order and their repetitions, names in lower case', () => {
    const { headers } = read('HTTP/1.1 502\nVia: 1.1 a\nSERVER:nginx\nVia:  1.1 b \n\n');
    expect(headers).toEqual([
      { name: 'via', value: '1.1 a' },
      { name: 'server', value: 'nginx' },
      { name: 'via', value: '1.1 b' },
    ]);
  });

  it('may be folded', () => {
    const { headers } = read('HTTP/1.1 502\r\nX-Note: one\r\n  two\r\n\tthree\r\nVia: a\r\n\r\n');
    expect(headers).toEqual([
      { name: 'x-note', value: 'one two three' },
      { name: 'via', value: 'a' },
    ]);
  });

  it('may have junk between them, which is passed over', () => {
    const { headers } = read(
      'HTTP/1.1 502\r\n folded onto nothing\r\njunk\r\n: x\r\nVia: a\r\n\r\n',
    );
    expect(headers).toEqual([{ name: 'via', value: 'a' }]);
  });

  it('are read as UTF-8, or else a character a byte', () => {
    expect(read('HTTP/1.1 502\r\nX: Müller\r\n\r\n').headers[0]?.value).toBe('Müller');
    const latin = Buffer.from('HTTP/1.1 502\r\nX: M\xfcller\r\n\r\n', 'latin1');
    expect(read(latin).headers[0]?.value).toBe('Müller');
  });

  it('count in the last of several blocks', () => {
    const blocks = [
      'HTTP/1.1 200 Connection established\r\n\r\n',
      'HTTP/1.1 302 Found\r\nContent-Length: 40\r\nLocation: /\r\n\r\n',
      'HTTP/1.1 100 Continue\r\n\r\n',
    ].join('');
    const last = response(['Content-Length: 2'], 'ok');
    expect(read(Buffer.concat([Buffer.from(blocks), last]))).toMatchObject({
      status: 502,
      body: 'ok',
    });
  });

  it('count in the last block after a body of known length too', () => {
    const first = response(['Content-Length: 2'], 'no');
    expect(read(Buffer.concat([first, Buffer.from('HTTP/1.1 503 Busy\r\n\r\nyes')]))).toMatchObject(
      {
        status: 503,
        body: 'yes',
      },
    );
  });

  it('are not looked for in a body that quotes a response', () => {
    const quoted = 'HTTP/1.1 504 Gateway Timeout\r\nServer: nginx\r\n\r\n<html>';
    const bytes = response([`Content-Length: ${quoted.length}`], quoted);
    expect(read(bytes)).toMatchObject({ status: 502, body: quoted });
  });
});

describe('a body', () => {
  it('is as long as announced, whatever follows', () => {
    expect(read(response(['Content-Length: 6'], '<html>junk')).body).toBe('<html>');
  });

  it('goes on to the end where no length is announced', () => {
    expect(read(response([])).body).toBe(PAGE);
  });

  it('may have lost its CRs with its head', () => {
    const saved = response([`Content-Length: ${PAGE.length}`])
      .toString()
      .replaceAll('\r', '');
    expect(read(saved).body).toBe(PAGE.replaceAll('\r', ''));
  });

  it.each([
    ['as chunks', '6\r\n<html>\r\n7;x=y\r\n</html>\r\n0\r\n\r\n'],
    ['as chunks with trailers', '6\r\n<html>\r\n7\r\n</html>\r\n0\r\nX-Sum: 1\r\n\r\n'],
    ['put together, as curl prints it', '<html></html>'],
  ])('comes %s', (_, body) => {
    expect(read(response(['Transfer-Encoding: chunked'], body)).body).toBe('<html></html>');
  });

  it.each(['502\r\nBad Gateway', 'bad\ngateway', 'dead', '5 apples\r\n'])(
    'that only looks like the size of a chunk is text: %j',
    (body) => {
      expect(read(response(['Transfer-Encoding: chunked'], body)).body).toBe(body);
    },
  );

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ] as const)('is unpacked: %s', (coding, pack) => {
    const packed = pack(PAGE);
    const headers = [`Content-Encoding: ${coding}`, `Content-Length: ${packed.length}`];
    expect(read(response(headers, packed)).body).toBe(PAGE);
    // curl --compressed has unpacked it, under the same headers.
    expect(read(response(headers)).body).toBe(PAGE);
  });

  it('is unpacked in the order of its codings', () => {
    const packed = brotliCompressSync(gzipSync(PAGE));
    expect(read(response(['Content-Encoding: gzip, br'], packed)).body).toBe(PAGE);
  });

  it('belongs to no 204, no 304 and no HEAD', () => {
    expect(read('HTTP/1.1 204 No Content\r\n\r\n').body).toBeNull();
    expect(read('HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n').body).toBeNull();
    const head = response(['Content-Length: 157'], '');
    expect(read(head, { head: true })).toMatchObject({ body: null, method: 'HEAD' });
  });
});

describe('what is refused, and why', () => {
  const bomb = gzipSync(Buffer.alloc(17_000_000));

  it.each([
    ['', 'empty'],
    ['\r\n \n', 'empty'],
    ['\x89PNG\r\n\x1a\n\0\0', 'not an HTTP response: binary'],
    ['HTTP/1.1 502 Bad Gateway\r\n', 'truncated: no blank line ends the headers'],
    ['HTTP/1.1 502\r\nServer: ngi', 'truncated: no blank line ends the headers'],
    ['HTTP/1.1 100 Continue\r\n\r\n', 'truncated: nothing follows the interim response 100'],
    [
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 502 Bad\r\nServer: x',
      'truncated: no blank line ends the headers',
    ],
    [response(['Content-Length: 9'], '<html>'), 'truncated: 6 of 9 bytes of the body are there'],
    [
      response(['Content-Length: 9'], ''),
      'truncated: the headers announce 9 bytes of body, and there are none (--head reads the answer to a HEAD)',
    ],
    [
      response(['Transfer-Encoding: chunked'], '6\r\n<html'),
      'truncated: the chunked body has no end',
    ],
    [
      response(['Transfer-Encoding: chunked'], '6\r\n<html>\r\n'),
      'truncated: the chunked body has no end',
    ],
    [
      response(['Content-Encoding: gzip'], gzipSync(PAGE).subarray(0, 30)),
      'truncated: its gzip body breaks off',
    ],
    [response(['Content-Encoding: gzip'], bomb), 'its body unpacks to more than 16 MB'],
    [
      response(['Content-Encoding: dcz'], '\0\x01\x02'),
      'its body is packed as "dcz", which can\'t be read here',
    ],
  ])('%#', (bytes, why) => {
    expect(complaint(bytes)).toBe(why);
  });

  it('shows nothing of the input that could act on a terminal', () => {
    expect(complaint('\x1b]0;owned\x1b\\\x1b[2J\u202eevil\n')).toBe(
      'not an HTTP response: it begins with "]0;owned \\ [2J evil"',
    );
  });
});

describe('whatever comes', () => {
  it.each([
    ['header blocks', 'HTTP/1.1 100 Continue\r\n\r\n', ''],
    ['blocks with bodies', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/', ''],
    ['chunks', '1\r\nx\r\n', 'HTTP/1.1 502 x\r\nTransfer-Encoding: chunked\r\n\r\n'],
    ['folded lines', ' x\r\n', 'HTTP/1.1 502 x\r\nA: b\r\n'],
    ['status lines', 'HTTP/1.1 502 x\r\n', ''],
  ])('it takes time in proportion to its length: %s', (_, unit, start) => {
    const time = (units: number): number => {
      const bytes = Buffer.from(start + unit.repeat(units));
      return Math.min(
        ...Array.from({ length: 9 }, () => {
          const before = performance.now();
          complaint(bytes);
          return performance.now() - before;
        }),
      );
    };
    time(1_000);
    // Sixteen times the length: what grows with its square takes 256 times as long.
    expect(time(64_000) / time(4_000)).toBeLessThan(100);
  });
});
