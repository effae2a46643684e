import type { Header } from '../core/diagnosis/observation';
import { type ProxyFailure, proxyFailureOf } from '../core/diagnosis/proxy-failure';
import { browser } from './browser';

/** A main-frame answer, as far as the browser tells: the same in both browsers, bounded. */
export interface SeenAnswer {
  readonly requestId: string;
  readonly tabId: number;
  readonly address: string;
  readonly method: string;
  readonly status: number;
  readonly reason: string | null;
  readonly headers: readonly Header[];
  readonly fromCache: boolean;
  readonly serverAddress: 'public' | 'private' | 'loopback' | 'unknown';
  /** Whether the browser asked through a proxy. Chromium doesn't tell. */
  readonly proxy: 'none' | 'known' | 'unknown';
  /** ms since the epoch */
  readonly at: number;
  readonly isPrivate: boolean;
  /** Whether the background's own cookie jar is the one of this visit (not so in a container). */
  readonly sameJar: boolean;
}

/** A main-frame page that the visitor's proxy did not bring. */
export interface SeenProxyFailure
  extends Pick<
    SeenAnswer,
    'requestId' | 'tabId' | 'address' | 'method' | 'proxy' | 'at' | 'isPrivate'
  > {
  readonly failure: ProxyFailure;
}

interface Details {
  requestId: string;
  tabId: number;
  url: string;
  method: string;
  statusCode: number;
  statusLine?: string;
  /** Of a request that failed: the browser's own name for it. */
  error?: string;
  responseHeaders?: { name: string; value?: string }[];
  fromCache?: boolean;
  ip?: string | null;
  /** Firefox only; null where no proxy was used. */
  proxyInfo?: { type?: string } | null;
  timeStamp: number;
  documentLifecycle?: string;
  incognito?: boolean;
  cookieStoreId?: string;
}

/** Bounds on what is kept of hostile headers: enough for every header that the diagnosis reads. */
const MOST_HEADERS = 100;
const LONGEST_VALUE = 1_000;
/** Of all headers together: session storage holds 10 MB for all failing documents. */
const MOST_CHARACTERS = 16_384;
const LONGEST_REASON = 200;

/**
 * Calls `handle` once for the final answer of each main-frame navigation: one event a navigation,
 * however many frames and redirects. Prerendered documents, which nobody looks at, are left out.
 */
export function onAnswer(handle: (seen: SeenAnswer) => void): void {
  browser.webRequest.onResponseStarted.addListener(
    (raw) => {
      const details = raw as unknown as Details;
      if (isUnseen(details) || isProxysOwn(details)) return;
      handle(describe(details));
    },
    { urls: ['<all_urls>'], types: ['main_frame'] },
    ['responseHeaders'],
  );
}

/**
 * Calls `handle` for each main-frame navigation that the visitor's proxy did not bring, as far as the
 * browser's error tells. Navigations that are broken off end in an error, too, and wake the background
 * for nothing; healthy ones never do.
 */
export function onProxyFailed(handle: (seen: SeenProxyFailure) => void): void {
  browser.webRequest.onErrorOccurred.addListener(
    (raw) => {
      const details = raw as unknown as Details;
      if (isUnseen(details)) return;
      const failure = proxyFailureOf(errorOf(details), asksHttpProxy(details.proxyInfo));
      if (failure === null) return;
      const { requestId, tabId, address, method, at, isPrivate } = describe(details);
      // Only Firefox tells of the proxy; here the error itself does.
      handle({ requestId, tabId, address, method, proxy: 'known', at, isPrivate, failure });
    },
    { urls: ['<all_urls>'], types: ['main_frame'] },
  );
}

/** Prerendered documents, and what belongs to no tab. */
function isUnseen({ tabId, documentLifecycle }: Details): boolean {
  return tabId < 0 || documentLifecycle === 'prerender';
}

/** The latest request that a proxy wanted a password for; the error that ends it comes at once. */
let refusedFor: string | null = null;

/**
 * Whether an answer is a proxy's to the request for a tunnel: Chromium shows the one that wants a
 * password, and when none is given ends with the same error as after any other.
 */
function isProxysOwn({ requestId, statusCode, url }: Details): boolean {
  if (statusCode !== 407 || !url.startsWith('https:')) return false;
  refusedFor = requestId;
  return true;
}

function errorOf({ requestId, error = '' }: Details): string {
  const isAfterRefusal = requestId === refusedFor && error === 'net::ERR_TUNNEL_CONNECTION_FAILED';
  return isAfterRefusal ? 'net::ERR_PROXY_AUTH_REQUESTED' : error;
}

/** SOCKS proxies pass connections on, and what fails on them may be the site's. */
function asksHttpProxy(info: Details['proxyInfo']): boolean {
  return info?.type === 'http' || info?.type === 'https';
}

function describe(details: Details): SeenAnswer {
  return {
    requestId: details.requestId,
    tabId: details.tabId,
    address: details.url,
    method: details.method.toUpperCase().slice(0, 20),
    status: details.statusCode,
    reason: reasonOf(details.statusLine),
    headers: boundHeaders(details.responseHeaders ?? []),
    fromCache: details.fromCache === true,
    serverAddress: kindOfAddress(details.ip ?? null),
    proxy: proxyOf(details.proxyInfo),
    at: details.timeStamp,
    isPrivate: details.incognito === true,
    sameJar: details.cookieStoreId === undefined || details.cookieStoreId === 'firefox-default',
  };
}

function boundHeaders(raw: readonly { name: string; value?: string }[]): Header[] {
  const headers: Header[] = [];
  let room = MOST_CHARACTERS;
  for (const { name, value } of raw.slice(0, MOST_HEADERS)) {
    const header = {
      name: name.toLowerCase().slice(0, 100),
      value: (value ?? '').slice(0, LONGEST_VALUE),
    };
    room -= header.name.length + header.value.length;
    // What doesn't fit is left out, whatever comes after it may still fit.
    if (room >= 0) headers.push(header);
    else room += header.name.length + header.value.length;
  }
  return headers;
}

/** `HTTP/1.1 502 Bad Gateway` → `Bad Gateway`; null where there is none. */
function reasonOf(statusLine: string | undefined): string | null {
  const reason = /^HTTP\/[\d.]+ \d{3} ?(.*)$/s.exec(statusLine ?? '')?.[1]?.trim() ?? '';
  return reason === '' ? null : reason.slice(0, LONGEST_REASON);
}

function proxyOf(info: Details['proxyInfo']): SeenAnswer['proxy'] {
  if (info === undefined) return 'unknown';
  return info === null || info.type === 'direct' ? 'none' : 'known';
}

/** RFC 1918, RFC 4193 and link-local ranges are private. */
function kindOfAddress(ip: string | null): SeenAnswer['serverAddress'] {
  if (ip === null || ip === '') return 'unknown';
  if (/^127\.|^\[?::1\]?$/.test(ip)) return 'loopback';
  if (/^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[?f[cd]|\[?fe80:)/i.test(ip))
    return 'private';
  return 'public';
}
