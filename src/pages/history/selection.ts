/** What is selected in a list, by keys, and from where the next range goes. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  /** The row that was last clicked; null before the first. */
  readonly anchor: string | null;
}

export const NOTHING_SELECTED: Selection = { keys: new Set(), anchor: null };

/**
 * A row is clicked. With a range, all rows from the last one clicked to this one become what this one
 * becomes; where that one is no longer in the list, only this one does.
 *
 * @param rows the keys of the list, in its order
 */
export function toggled(
  { keys, anchor }: Selection,
  rows: readonly string[],
  key: string,
  isRange: boolean,
): Selection {
  const becomes = !keys.has(key);
  const [at, from] = [rows.indexOf(key), anchor === null ? -1 : rows.indexOf(anchor)];
  const range =
    isRange && from >= 0 ? rows.slice(Math.min(at, from), Math.max(at, from) + 1) : [key];
  const changed = new Set(keys);
  for (const one of range) {
    if (becomes) changed.add(one);
    else changed.delete(one);
  }
  return { keys: changed, anchor: key };
}

/** All rows, or none where all of them are selected already. */
export function allToggled({ keys }: Selection, rows: readonly string[]): Selection {
  const hasAll = rows.every((key) => keys.has(key));
  return { keys: new Set(hasAll ? [] : rows), anchor: null };
}

/** What is left of a selection: rows that are gone, or filtered out, must not be deleted unseen. */
export function within(selection: Selection, rows: readonly string[]): Selection {
  if (selection.keys.size === 0) return selection;
  const left = rows.filter((key) => selection.keys.has(key));
  return left.length === selection.keys.size ? selection : { ...selection, keys: new Set(left) };
}
