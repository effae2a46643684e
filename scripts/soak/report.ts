import { type Check, checksOf } from '../../tests/soak/checks';
import type { Seen } from '../../tests/soak/seen';
import { named, oneFailed, onePassed, sum, type Tally } from '../tally';

const MB = 1_048_576;

/** What was seen, as a table; then what holds, and what speaks against it. */
export function report(seen: Seen): { readonly lines: readonly string[]; readonly tally: Tally } {
  const checks = checksOf(seen);
  const tally = sum(
    checks.map((check) => (isHeld(check) ? onePassed : named(oneFailed, [check.name]))),
  );
  return { lines: ['', ...table(seen), '', ...checks.flatMap(inLines), ''], tally };
}

function table({ rounds, scenes, addresses, rests, heaps, watch }: Seen): string[] {
  const requests = addresses.flatMap((address) => address.requests);
  const documents = requests.filter(({ isDocument }) => isDocument).length;
  const last = rests.at(-1);
  const rows: readonly (readonly [what: string, seen: string | number])[] = [
    ['rounds', rounds],
    ...scenes.map(({ name, played }) => [name, `${played} times`] as const),
    ['failing addresses', addresses.length],
    ['pages asked of them', documents],
    ['tries of ours', requests.length - documents],
    ['looks of the watch', watch.looks],
    ['incidents in the history', last?.incidents ?? 0],
    ['local storage, characters', last?.local ?? 0],
    ['session storage, characters', last?.session ?? 0],
    ['keys in it', keysOf(last?.keys ?? {})],
    ['the worker ran without being stopped', `${heaps.length} times`],
    ['what it held, MB', heaps.map(heapOf).join('; ')],
  ];
  const width = Math.max(...rows.map(([what]) => what.length));
  return rows.map(([what, value]) => `${what.padEnd(width)}  ${value}`);
}

function keysOf(keys: Readonly<Record<string, number>>): string {
  return Object.entries(keys)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
}

function heapOf(heap: readonly number[]): string {
  return heap.map((bytes) => (bytes / MB).toFixed(2)).join(' ');
}

function isHeld({ against }: Check): boolean {
  return against.length === 0;
}

/** So much of what speaks against something is told. */
const MOST_TOLD = 5;

function inLines(check: Check): string[] {
  const { name, against } = check;
  const more = against.length - MOST_TOLD;
  return [
    `${isHeld(check) ? 'holds ' : 'FAILED'}  ${name}`,
    ...against.slice(0, MOST_TOLD).map((line) => `          ${line}`),
    ...(more > 0 ? [`          and ${more} more`] : []),
  ];
}
