import { type Gate, gate } from './gate';
import { respond } from './respond';

/**
 * Answers of gateways and sites, short and of our own making. The skeleton (a centred heading, a rule,
 * a centred name) is what tells nginx's own page; its texts are the status line.
 */
const HTML = ['Content-Type', 'text/html; charset=utf-8'] as const;

type Headers = readonly (readonly [string, string | Buffer])[];

const REASONS: Readonly<Record<number, string>> = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** A gateway's own bare page. */
export function bareBody(status = 502): string {
  const title = `${status} ${REASONS[status] ?? 'Error'}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}

export function bare(status = 502, headers: Headers = []): Buffer[] {
  const reason = REASONS[status] ?? 'Error';
  return respond({ status, reason, headers: [HTML, ...headers], body: bareBody(status) });
}

/** The site works. */
export function well(text = 'Welcome to the shop', headers: Headers = []): Buffer[] {
  const body = `<!doctype html><html lang="en"><title>The shop</title><body data-page="well"><h1>${text}</h1></body></html>`;
  return respond({ status: 200, reason: 'OK', headers: [HTML, ...headers], body });
}

/** An error page that the site designed itself. */
export function branded(status = 502): Buffer[] {
  const body = `<!doctype html><html lang="en"><head><title>We'll be right back</title><style>body{font-family:serif;background:#eef}</style><link rel="icon" href="data:,"></head>
<body><header class="top"><nav class="menu"><a href="/">Home</a></nav></header><main class="oops"><h1>Oh no, our ovens are cold</h1><p class="lead">Our bakers are on it.</p><form class="search"><input name="q"><button class="go">Search</button></form></main><footer class="foot">The Bakery</footer></body></html>`;
  return respond({ status, reason: 'Bad Gateway', headers: [HTML], body });
}

/** Any body with any type. */
export function typed(
  type: string,
  body: string | Buffer,
  status = 502,
  headers: Headers = [],
): Buffer[] {
  return respond({
    status,
    reason: 'Bad Gateway',
    headers: [['Content-Type', type], ...headers],
    body,
  });
}

/**
 * A bare page whose second half waits for the gate. Without an encoding Firefox parses nothing before
 * it has 1,024 bytes, so `type` decides how much of the first half can be seen.
 */
export function slow(
  status = 502,
  type = 'text/html; charset=utf-8',
): { answer: (Buffer | string | Gate)[]; rest: Gate } {
  const rest = gate();
  const body = bareBody(status);
  const half = body.indexOf('<hr>');
  const head = `HTTP/1.1 ${status} Bad Gateway\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  return { answer: [head + body.slice(0, half), rest, body.slice(half)], rest };
}

/** A bare page that breaks off in the middle, once the gate is open: more was promised than comes. */
export function cutOff(status = 502): { answer: (string | Gate)[]; rest: Gate } {
  const { answer, rest } = slow(status);
  return { answer: answer.slice(0, 2) as (string | Gate)[], rest };
}

/** A 502 with no body at all: the browser shows an error page of its own, in which nothing can stand. */
export function empty(status = 502, headers: Headers = []): Buffer[] {
  return respond({ status, reason: REASONS[status] ?? 'Error', headers });
}

export function redirect(to: string): Buffer[] {
  return respond({ status: 302, reason: 'Found', headers: [['Location', to]] });
}

/** A form that is sent with POST, and the answer to it as the test wants it. */
export function form(to: string): Buffer[] {
  const body = `<!doctype html><html lang="en"><title>Order</title><form method="post" action="${to}"><button id="send" name="cake" value="1">Order</button></form></html>`;
  return respond({ status: 200, reason: 'OK', headers: [HTML], body });
}

export interface PlantedPage {
  readonly head?: string;
  readonly body?: string;
  readonly headers?: Headers;
  readonly status?: number;
}

/** A failing page with something planted in it, else as plain as a gateway's: it gets the card by itself. */
export function planted({
  head = '',
  body = '',
  headers = [],
  status = 502,
}: PlantedPage): Buffer[] {
  const reason = REASONS[status] ?? 'Error';
  const html = `<!doctype html><html lang="en"><head><title>${status} ${reason}</title>${head}</head><body><h1>${status} ${reason}</h1>${body}</body></html>`;
  return respond({ status, reason, headers: [HTML, ...headers], body: html });
}

/**
 * A bare page whose second half waits for the gate. With a charset: without one Firefox reads nothing before the first
 * 1,024 bytes.
 */
export function streaming(status = 502): { answer: (Buffer | string | Gate)[]; rest: Gate } {
  const rest = gate();
  const body = bareBody(status);
  const half = body.indexOf('<hr>');
  const head = `HTTP/1.1 ${status} Bad Gateway\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  return { answer: [head + body.slice(0, half), rest, body.slice(half)], rest };
}
