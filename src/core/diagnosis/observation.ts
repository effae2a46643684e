/** What is observed of a failing answer, and what is known around it: the input of `diagnose`. */

/** One header field. The name in lower case, the value as it came; repeated fields stay apart. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

export interface ObservedResponse {
  readonly status: number;
  /** The reason phrase; null where the protocol has none (HTTP/2, HTTP/3) or it wasn't seen. */
  readonly reason: string | null;
  /** In the order they came. Empty where nothing was seen of them (page found by the popup). */
  readonly headers: readonly Header[];
  /** The request's method in upper case; null where it wasn't seen. */
  readonly method: string | null;
  readonly fromCache: boolean;
  readonly serverAddress: 'public' | 'private' | 'loopback' | 'unknown';
}

/** The page as far as it was read: the first 64 KB, from its bytes or from a browser's document. */
export interface PageContent {
  readonly title: string;
  /** Visible text, white space folded. */
  readonly text: string;
  /** Markup; `pageForm` makes bytes and documents comparable. */
  readonly markup: string;
}

export interface Context {
  readonly scheme: 'http' | 'https';
  /** A forward proxy that the browser says it uses. */
  readonly proxy: 'none' | 'known' | 'unknown';
  /** How other sites fared on this device in the last minutes. */
  readonly others: 'fine' | 'failing' | 'unknown';
  /** Whether the device says that it has a network. */
  readonly online: boolean;
}

/** How much of a page is read, in characters. Enough for every gateway's own page. */
export const PAGE_LIMIT = 65_536;

/** All values of one header, in order. `name` in lower case. */
export function headerValues(headers: readonly Header[], name: string): string[] {
  return headers.filter((header) => header.name === name).map((header) => header.value);
}
