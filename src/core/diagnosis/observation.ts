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

/** Each answer's headers by name, made once: the catalogue asks for them several hundred times. */
const byName = new WeakMap<readonly Header[], ReadonlyMap<string, readonly string[]>>();
const NONE: readonly string[] = [];

/** All values of one header, in order. `name` in lower case. */
export function headerValues(headers: readonly Header[], name: string): readonly string[] {
  let index = byName.get(headers);
  if (index === undefined) {
    const made = new Map<string, string[]>();
    for (const header of headers) {
      const known = made.get(header.name);
      if (known === undefined) made.set(header.name, [header.value]);
      else known.push(header.value);
    }
    byName.set(headers, made);
    index = made;
  }
  return index.get(name) ?? NONE;
}

/** Headers that may come several times, and whose single values hold no comma outside of brackets. */
const REPEATED: ReadonlySet<string> = new Set(['server', 'x-cache', 'x-cache-lookup', 'vary']);

/**
 * Takes repeated headers apart again: Firefox joins them with a comma, Chromium and the wire keep them
 * apart (measured on 153 and 156).
 */
export function takenApart(headers: readonly Header[]): readonly Header[] {
  return headers.flatMap((header) => {
    const { name, value } = header;
    if (!value.includes(',')) return header;
    if (!REPEATED.has(name)) return header;
    const values = value.slice(0, 1_000).match(/(?:\([^()]*\)|[^,(]|\()+/g) ?? [value];
    return values.map((one) => ({ name, value: one.trim() }));
  });
}
