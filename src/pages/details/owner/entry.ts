import type { Cause, FailedLink } from '../../../core/diagnosis/diagnosis';

/** What a page means in one product where its words or its status mislead. */
export const TRAPS = [
  'hides-cause', // one page for every fault
  'only-in-log', // the code that names the cause is never on the page
  'timeout-is-502',
  'refused-is-503', // and the page blames maintenance or capacity
  'refused-is-504',
  'no-healthy-instance', // "at capacity" is not about load
  'many-causes', // one 503 page; the log's termination state tells
  'origin-said-so', // the branded page repeats the answer of the server behind
  'its-own-trouble', // the bare page is about the product itself
  'constant-wait', // Retry-After is a constant
  'status-words', // the reason stands in the words after the status
  'often-blocked', // a 502 that is a rule's doing
  'while-starting',
  'left-over-maintenance',
] as const;
export type Trap = (typeof TRAPS)[number];

/** A trap, and the pages of the product that it is about; all of them where nothing is said. */
interface TrapOnPage {
  readonly trap: Trap;
  readonly statuses?: readonly number[];
  readonly link?: FailedLink;
}

/** Where a product writes what went wrong: a path, or a place in its console by its own name. */
export interface LogPlace {
  readonly place: string;
  /** Words or fields in it that lead to the line. */
  readonly lookFor?: readonly string[];
}

/**
 * What an owner can look at in one product. All values are names of the product's own, in no
 * language, and each is vouched for: by the vendor's pages, by the product's source, or by a capture.
 */
export interface OwnerEntry {
  readonly logs?: readonly LogPlace[];
  readonly settings?: readonly string[];
  /** What shows its state, and changes nothing. Words in capitals are for the owner to fill in. */
  readonly commands?: readonly string[];
  /** The causes that the product answers with this status for. */
  readonly causes?: Readonly<Record<number, readonly Cause[]>>;
  readonly traps?: readonly TrapOnPage[];
  /** The vendor's own page about such errors, or about the part that makes them. */
  readonly about?: string;
}

/** Entries by the family names of the catalogue. */
export type OwnerEntries = Readonly<Record<string, OwnerEntry>>;
