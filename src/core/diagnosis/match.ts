import { CATALOGUE, type HeaderMark, LONGEST_PAGE, type Signature } from './catalogue';
import { type Header, headerValues, type ObservedResponse } from './observation';
import type { PageForm } from './page-form';

/** What a response says, in the forms that the catalogue is matched against. */
export interface Observed {
  readonly response: ObservedResponse;
  readonly form: PageForm;
  /** No body came: it was read and empty, or the headers say so. */
  readonly empty: boolean;
}

/** Whether an entry of the catalogue claims a response. The cheap conditions come first. */
export function matches(entry: Signature, { response, form, empty }: Observed): boolean {
  if (entry.statuses !== undefined && !entry.statuses.includes(response.status)) return false;
  if (entry.empty === true && !empty) return false;
  if (readsPage(entry) && form.words.length > (entry.longest ?? LONGEST_PAGE)) return false;
  const { headers } = response;
  for (const mark of entry.headers ?? []) {
    if (!has(headers, mark)) return false;
    // A second name in Server is that of the program whose answer is passed on.
    if (mark.name === 'server' && new Set(headerValues(headers, 'server')).size > 1) return false;
  }
  if (entry.without?.some((mark) => has(headers, mark))) return false;
  return (
    (entry.reason?.test((response.reason ?? '').slice(0, 200)) ?? true) &&
    (entry.title?.test(form.title) ?? true) &&
    (entry.skeleton?.test(form.skeleton) ?? true) &&
    (entry.words?.test(form.words) ?? true) &&
    (entry.markup?.test(form.markup) ?? true)
  );
}

function has(headers: readonly Header[], { name, value }: HeaderMark): boolean {
  return headerValues(headers, name).some((found) => value?.test(found.slice(0, 300)) ?? true);
}

/** Whether an entry speaks from the page itself, not from headers alone. */
export function readsPage({ skeleton, title, words, markup }: Signature): boolean {
  return (skeleton ?? title ?? words ?? markup) !== undefined;
}

export interface Claims {
  /** The entry that speaks; null where none does, or two products claim the page alike. */
  readonly entry: Signature | null;
  /** Entries that are too weak a guess to name anybody. */
  readonly perhaps: readonly Signature[];
}

const WEIGHT = { certain: 2, likely: 1, perhaps: 0 } as const;

/** Finds the entry that claims a response: the surest, and of one product the earliest. */
export function claimOf(observed: Observed): Claims {
  const claimants = CATALOGUE.filter((entry) => matches(entry, observed));
  const best = Math.max(0, ...claimants.map(({ certainty }) => WEIGHT[certainty]));
  const surest = claimants.filter(({ certainty }) => WEIGHT[certainty] === best && best > 0);
  const agree = new Set(surest.map(({ gateway }) => gateway.family)).size === 1;
  const entry = agree ? (surest[0] ?? null) : null;
  return {
    entry,
    perhaps: claimants.filter((one) => one.gateway.family !== entry?.gateway.family),
  };
}
