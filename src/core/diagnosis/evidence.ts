import type { AuthorClaim } from './author';
import type { Signature } from './catalogue';
import type { Evidence } from './diagnosis';
import { type Observed, readsPage } from './match';
import { headerValues } from './observation';
import type { SideClaim } from './side';

/** Headers that are always shown: they name somebody in the path. */
const NAMING = ['server', 'via', 'x-cache', 'proxy-status', 'cache-status'];
/** Values of one header that are shown at most, and evidence in all. */
const MOST_VALUES = 3;
const MOST = 30;

export interface Claimed {
  readonly entry: Signature | null;
  readonly perhaps: readonly Signature[];
  readonly author: AuthorClaim;
  readonly side: SideClaim;
  readonly causeToldBy: string | null;
}

/** Everything that a diagnosis rests on, each as it came and cut to 200 characters. */
export function evidenceOf(observed: Observed, claimed: Claimed): Evidence[] {
  const { response, form } = observed;
  const { entry, author, side } = claimed;
  const found: Evidence[] = [
    { kind: 'status', value: `${response.status} ${response.reason ?? ''}`, speaksFor: 'cause' },
  ];
  const header = (name: string, speaksFor: Evidence['speaksFor']): void => {
    for (const value of headerValues(response.headers, name).slice(0, MOST_VALUES)) {
      if (!found.some((one) => one.name === name && one.value === value.trim())) {
        found.push({ kind: 'header', name, value: value.trim(), speaksFor });
      }
    }
  };
  for (const { name } of entry?.headers ?? []) header(name, 'gateway');
  if (author.toldBy !== null) header(author.toldBy.name, 'author');
  for (const name of NAMING) header(name, 'gateway');
  header('retry-after', 'retry');
  header('refresh', 'retry');
  if (form.title !== '') found.push({ kind: 'title', value: form.title, speaksFor: 'author' });
  if (entry !== null && readsPage(entry)) {
    found.push({ kind: 'markup', value: entry.gateway.product, speaksFor: 'gateway' });
  }
  if (claimed.causeToldBy !== null) {
    found.push({ kind: 'text', value: claimed.causeToldBy, speaksFor: 'cause' });
  }
  if (observed.empty) found.push({ kind: 'page', value: 'empty', speaksFor: 'page' });
  if (response.fromCache) found.push({ kind: 'context', value: 'cache', speaksFor: 'cause' });
  if (side.because !== null)
    found.push({ kind: 'context', value: side.because, speaksFor: 'side' });
  const perhaps = new Set(claimed.perhaps.map(({ gateway }) => gateway.product));
  for (const name of [...perhaps].slice(0, MOST_VALUES)) {
    found.push({ kind: 'perhaps', value: name, speaksFor: 'gateway' });
  }
  return found.slice(0, MOST).map((one) => ({ ...one, value: cut(one.value.trim()) }));
}

function cut(value: string): string {
  return value.length > 200 ? `${value.slice(0, 199)}…` : value;
}
