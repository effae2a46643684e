import { type Place, syntaxErrorIn } from '../../src/core/history/json-place';
import { assert } from './assert';

/** A place lies in the text, and what stands before it can still become JSON: it is no place earlier. */
export function assertPlace(place: Place, text: string): void {
  const lines = text.split(/\r\n|\r|\n/);
  assert(place.line >= 1 && place.line <= lines.length, `line ${place.line} of ${lines.length}`);
  const line = lines[place.line - 1] ?? '';
  assert(place.column >= 1 && place.column <= line.length + 1, `column ${place.column}`);
  const before = lines.slice(0, place.line - 1).join('\n');
  const start = `${before}${place.line > 1 ? '\n' : ''}${line.slice(0, place.column - 1)}`;
  const found = syntaxErrorIn(start);
  // Cut off there it lacks something, or is JSON already: what comes then is the error.
  const isWhole = found === null;
  assert(isWhole || isEnd(found, start), `an error before the place: ${JSON.stringify(found)}`);
}

function isEnd({ line, column }: Place, text: string): boolean {
  const lines = text.split('\n');
  return line === lines.length && column === (lines.at(-1)?.length ?? 0) + 1;
}

/** Follows a path as problems have them: `incidents[12].firstSeen`; each step by an own field. */
export function fieldAt(root: unknown, path: string): { readonly isThere: boolean } {
  let value = root;
  for (const [, name = '', index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    const step = index ?? name;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) {
      return { isThere: false };
    }
    value = (value as Record<string, unknown>)[step];
  }
  return { isThere: true };
}
