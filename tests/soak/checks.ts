import { FLOOR_MS } from '../../src/core/retry/pace';
import { SITE_BURST, SITE_EVERY_MS } from '../../src/core/retry/scout';
import { MOST_LOOKS } from '../../src/core/retry/watch-policy';
import type { AskedAddress, Rest, Seen } from './seen';

/** Something that holds at the end of a day; what speaks against it is listed. */
export interface Check {
  readonly name: string;
  readonly against: readonly string[];
}

/** All that has to hold, whatever the day brought. */
export function checksOf(seen: Seen): readonly Check[] {
  const { addresses, rests, heaps, errors, scenes, watch } = seen;
  const ofEach = (judge: (address: AskedAddress) => string | null): string[] =>
    addresses.flatMap((address) => {
      const found = judge(address);
      return found === null ? [] : [`${address.path}: ${found}`];
    });
  return [
    ...scenes.map(({ name, played, troubles }) => ({
      name: `it went as told: ${name}`,
      against: played === 0 ? ['never played'] : troubles,
    })),
    { name: 'no error in any console', against: errors },
    { name: 'two tries of an address are never closer than the floor', against: ofEach(tooClose) },
    { name: 'no more tries than the budget allows', against: ofEach(tooMany) },
    { name: 'only what is back is loaded again, and no form at all', against: ofEach(reloaded) },
    { name: 'nobody asks for what no tab shows any more', against: ofEach(askedAfterwards) },
    { name: 'nothing of closed tabs stays in storage', against: rests.flatMap(leftOvers) },
    { name: 'the history has each failure once', against: wrongHistory(seen) },
    { name: 'what the worker holds does not grow', against: heaps.flatMap(growth) },
    {
      name: 'the watch went on all day, and ended as it should',
      against:
        watch.end !== null && watch.looks > 0 && watch.looks <= MOST_LOOKS
          ? []
          : [`${watch.looks} looks, ended: ${watch.end}`],
    },
  ];
}

function probesOf({ requests }: AskedAddress): readonly number[] {
  return requests.filter(({ isDocument }) => !isDocument).map(({ at }) => at);
}

/** The last one may be the good one, after which the page is loaded: it is a try like the others. */
function tooClose(address: AskedAddress): string | null {
  const gaps = probesOf(address).map((at, n, all) => at - (all[n - 1] ?? Number.NEGATIVE_INFINITY));
  const least = Math.min(...gaps, Number.POSITIVE_INFINITY);
  return least < FLOOR_MS ? `${least} ms between two tries` : null;
}

function tooMany(address: AskedAddress): string | null {
  const probes = probesOf(address);
  const first = address.requests[0]?.at ?? 0;
  const most = SITE_BURST + Math.floor((address.closedAt - first) / SITE_EVERY_MS);
  return probes.length > most ? `${probes.length} tries, ${most} at most` : null;
}

function reloaded({ fate, visits, requests }: AskedAddress): string | null {
  const documents = requests.filter(({ isDocument }) => isDocument).length;
  const tries = requests.length - documents;
  const allowed = visits + (fate === 'recovers' ? 1 : 0);
  if (fate === 'form' && tries > 0) return `the answer to a form, and ${tries} tries`;
  return documents === allowed ? null : `${documents} documents, and ${visits} visits`;
}

/** A try may have been on its way when the tab was closed. */
const ON_ITS_WAY_MS = FLOOR_MS;

function askedAfterwards({ requests, closedAt }: AskedAddress): string | null {
  const late = requests.filter(({ at }) => at > closedAt + ON_ITS_WAY_MS).length;
  return late === 0 ? null : `${late} requests after its tab was closed`;
}

/** docs/architecture.md, "What is kept where": the latest 60. */
const MOST_DOCUMENTS = 60;

function leftOvers({ keys }: Rest, round: number): string[] {
  const { tab = 0, document = 0 } = keys;
  return [
    ...(tab > 0 ? [`round ${round + 1}: ${tab} tabs`] : []),
    ...(document > MOST_DOCUMENTS ? [`round ${round + 1}: ${document} documents`] : []),
  ];
}

function wrongHistory({ failures, rests }: Seen): string[] {
  const kept = rests.at(-1)?.incidents ?? 0;
  return kept === failures ? [] : [`${kept} incidents of ${failures} failing pages`];
}

/** Caches fill, and a collector leaves some behind; what leaks with each page grows without end. */
const MOST_GROWTH = 1.5;

/** From the second round: in the first one much is made that is made once. */
function growth(heap: readonly number[]): string[] {
  const [, first, ...later] = heap;
  const last = later.at(-1);
  if (first === undefined || last === undefined || last <= MOST_GROWTH * first) return [];
  return [`from ${first} to ${last} bytes in ${later.length} rounds`];
}
