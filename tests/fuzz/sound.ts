import { CATALOGUE } from '../../src/core/diagnosis/catalogue';
import { observe } from '../../src/core/diagnosis/diagnose';
import { type Diagnosis, type Evidence, GATEWAY_ROLES } from '../../src/core/diagnosis/diagnosis';
import {
  headerValues,
  type ObservedResponse,
  type PageContent,
} from '../../src/core/diagnosis/observation';
import { assert } from './assert';

/** The words that a claim may have: as the types say, which don't hold at run time. */
const WORDS = {
  author: ['gateway', 'origin', 'unknown'],
  side: ['site', 'visitor', 'unknown'],
  failedLink: ['visitor-proxy', 'front', 'front-to-server', 'server', 'unknown'],
  cause: [
    ...['refused', 'timeout', 'closed', 'invalid', 'tls', 'certificate', 'dns', 'unreachable'],
    ...['overload', 'maintenance', 'no-tunnel', 'blocked', 'challenge', 'unknown'],
  ],
  certainty: ['certain', 'likely', 'unknown'],
  page: ['bare', 'branded', 'challenge', 'empty', 'unread'],
} as const satisfies { readonly [claim in keyof Diagnosis]?: readonly Diagnosis[claim][] };

const WHY: readonly Diagnosis['retry']['why'][] = [
  ...(['usually-temporary', 'asked-to-wait', 'deliberate'] as const),
  ...(['needs-the-owner', 'refreshes-itself', 'no-failure'] as const),
];

const A_DAY_S = 86_400;

/** What is shown or kept of a diagnosis is bounded, its words are known, and its claims fit each other. */
export function assertSound(found: Diagnosis): void {
  for (const [claim, words] of Object.entries(WORDS)) {
    const said = found[claim as keyof typeof WORDS];
    assert((words as readonly string[]).includes(said), `${claim}: ${said}`);
  }
  assertBounded(found);
  const { gateway, retry } = found;
  assert(gateway === null || GATEWAY_ROLES.includes(gateway.role));
  assert(gateway === null || found.author === 'gateway', 'a gateway that is not the author');
  assert(found.side !== 'unknown' || found.failedLink === 'unknown', 'a link on no side');
  assert(found.certainty !== 'certain' || gateway !== null, 'certain of nobody');
  assert(WHY.includes(retry.why));
  const mayTry = retry.why === 'usually-temporary' || retry.why === 'asked-to-wait';
  assert.equal(retry.automatic, mayTry);
}

function assertBounded({ evidence, path, reference, retry }: Diagnosis): void {
  assert(evidence.length <= 30);
  for (const { value, name = '' } of evidence) assert(value.length <= 200 && name.length <= 100);
  assert(path.length <= 12 && new Set(path).size === path.length, 'a path that goes in circles');
  assert.match(reference?.value ?? 'none', /^[^<>"&]{1,120}$/);
  const seconds = retry.notBeforeSeconds;
  assert(seconds === null || (Number.isInteger(seconds) && seconds >= 0 && seconds <= A_DAY_S));
}

const PRODUCTS: ReadonlySet<string> = new Set(CATALOGUE.map(({ gateway }) => gateway.product));
const AROUND: ReadonlySet<string> = new Set([
  'cache',
  'https',
  'direct',
  'relayed',
  'others',
  'proxy',
]);

/** Every piece of evidence stands in what was observed. */
export function assertFounded(
  { evidence, reference }: Diagnosis,
  seen: ObservedResponse,
  page: PageContent | null,
): void {
  const { response, form, empty } = observe(seen, page);
  const headers = response.headers.map(({ value }) => value).join('\n');
  const said = [headers, form.title, form.words, form.skeleton].join('\n');
  const isThere: Readonly<Record<Evidence['kind'], (one: Evidence) => boolean>> = {
    status: ({ value }) => value.startsWith(String(response.status)),
    header: ({ name = '', value }) =>
      headerValues(response.headers, name).some((one) => isCut(one, value)),
    title: ({ value }) => isCut(form.title, value),
    text: ({ value }) => isCut(said, value, 'within'),
    markup: ({ value }) => PRODUCTS.has(value),
    perhaps: ({ value }) => PRODUCTS.has(value),
    page: ({ value }) => value === 'empty' && empty,
    context: ({ value }) => AROUND.has(value),
    // There was an answer.
    error: () => false,
  };
  for (const one of evidence) {
    assert(isThere[one.kind](one), `evidence from nowhere: ${JSON.stringify(one)}`);
  }
  assert(reference === null || said.includes(reference.value), 'a reference from nowhere');
}

/** Whether a value is a whole text, or its beginning, or a part of it. */
function isCut(whole: string, value: string, where: 'whole' | 'within' = 'whole'): boolean {
  const start = value.endsWith('…') ? value.slice(0, -1) : value;
  if (where === 'within') return whole.includes(value) || whole.includes(start);
  return whole.trim() === value || whole.trim().startsWith(start);
}
