import { siteOf } from '../address/site';
import type { IncidentRecord } from './record';

/** More words than this are no search. */
const MOST_WORDS = 10;

/**
 * Whether a record has all the words of a query: in its address, its statuses, or the name of its
 * gateway or cause. Upper and lower case are the same; a query without words finds everything.
 */
export function matching(query: string): (record: IncidentRecord) => boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) return () => true;
  return (record) => {
    const text = textOf(record);
    return words.every((word) => text.includes(word) || text.includes(asHost(word)));
  };
}

function textOf({ address, statuses, family, cause }: IncidentRecord): string {
  return [address, ...statuses, family ?? '', cause ?? ''].join(' ').toLowerCase();
}

/** Hosts in other scripts are kept as the browser sends them: "bücher.example" is `xn--bcher-kva.example`. */
function asHost(word: string): string {
  return /^[\x21-\x7e]*$/.test(word) ? word : (siteOf(`http://${word}`) ?? word);
}
