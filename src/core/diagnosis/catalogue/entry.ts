import type { Cause, FailedLink, Gateway, Side } from '../diagnosis';

/** What each status means on one product's page; a status that isn't listed means nothing more. */
export type ByStatus<T> = Readonly<Partial<Record<number, T>>>;

/** What a product's page means at a status; undefined where the entry says nothing of it. */
export function atStatus<T extends string>(
  of: T | ByStatus<T> | undefined,
  status: number,
): T | undefined {
  return typeof of === 'object' ? of[status] : of;
}

/** A header, and what one of its values must be like. */
export interface HeaderMark {
  readonly name: string;
  /** Tested on the first 300 characters. No nesting of repetitions, so that none can run away. */
  readonly value?: RegExp;
}

/** What a code that the product prints stands for. */
interface CauseCode {
  readonly code: RegExp;
  readonly cause: Cause;
}

/**
 * One page that a product makes of its own accord. A `Server` header is never enough: many gateways
 * replace or pass on the origin's. What names the author is the skeleton of the page, or a header
 * that only the author sends. All conditions that are given must hold.
 */
export interface Signature {
  /** Names the entry, and its example in tests/data/gateways. */
  readonly id: string;
  readonly gateway: Gateway;
  readonly statuses?: readonly number[];
  readonly headers?: readonly HeaderMark[];
  /** Headers that only a relayed answer has. */
  readonly without?: readonly HeaderMark[];
  /** The page in the form of `pageForm`. Anchored, so that a page that quotes it is not one. */
  readonly skeleton?: RegExp;
  readonly title?: RegExp;
  /** The page's text: its beginning, or a part of it where a header or an anchored title goes with it. */
  readonly words?: RegExp;
  /** A mark in the attributes, such as an id or an address. */
  readonly markup?: RegExp;
  readonly reason?: RegExp;
  /**
   * The characters of text that its page may have, where more than `LONGEST_PAGE`: a gateway says
   * little, and a page that talks about one says much.
   */
  readonly longest?: number;
  /** No body at all. */
  readonly empty?: true;
  /** `perhaps`: too weak to name anybody. It is listed with the evidence, and no more. */
  readonly certainty: 'certain' | 'likely' | 'perhaps';
  /** Absent: by the role. `unknown`: the product stands on either side with the same page. */
  readonly side?: Side;
  /** How sure the side is; certain for the site's own products, likely for a forward proxy. */
  readonly sideCertainty?: 'certain' | 'likely';
  /** The site may have put a page of its own in this place: what the page looks like decides. */
  readonly replaceable?: true;
  readonly failedLink?: FailedLink | ByStatus<FailedLink>;
  readonly cause?: Cause | ByStatus<Cause>;
  /** The codes or sentences by which the product tells the cause. `in`: a header, or the text. */
  readonly causes?: {
    readonly in: 'words' | 'title' | { readonly header: string };
    readonly codes: readonly CauseCode[];
  };
  /** The product's page quotes the error that it met, in the words of the system. */
  readonly quotesError?: true;
  /** The part of the text that a support desk can search by. */
  readonly reference?: { readonly name: string; readonly words: RegExp };
  /** `Retry-After` is a constant of the product and promises nothing. */
  readonly constantRetryAfter?: number;
}

/** The longest of the recorded pages of gateways' own has 897 characters of text, Passenger's. */
export const LONGEST_PAGE = 1_500;

export function product(family: string, name: string, role: Gateway['role']): Gateway {
  return { family, product: name, role };
}

/** Behind the site's front: the server that it asks. */
export const BEHIND = { failedLink: 'front-to-server' } as const;

/** 502 and 504 are about the server behind; other statuses may be the gateway's own limits. */
export const BEHIND_ON_502_504 = {
  failedLink: { 502: 'front-to-server', 504: 'front-to-server' },
} as const;

/**
 * The page that nginx and its relatives make: a centred heading, a rule, a centred name. They differ
 * only in that name.
 */
export const centred = (footer: string): RegExp =>
  new RegExp(
    `^<title>\\d{3} [\\w '-]{1,40}<center><h1>\\d{3} [\\w '-]{1,40}(?:[^<]{1,200})?<hr><center>${footer}$`,
    'i',
  );
