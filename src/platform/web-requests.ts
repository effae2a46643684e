import type { Header } from '../core/diagnosis/observation';
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

interface Details {
  requestId: string;
  tabId: number;
  url: string;
  method: string;
  statusCode: number;
  statusLine?: string;
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
      if (details.tabId < 0 || details.documentLifecycle === 'prerender') return;
      handle(describe(details));
    },
    { urls: ['<all_urls>'], types: ['main_frame'] },
    ['responseHeaders'],
  );
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
