/**
 * Stored values with versions. What is read from storage is unknown until it has passed here: it may
 * be of an earlier version (migrated step by step), of a later one after a roll-back (left alone), or
 * broken (set aside, so that nothing is lost).
 */
export interface Spec<T> {
  readonly key: string;
  readonly version: number;
  readonly initial: T;
  /** Checks a value of the current version; null where it isn't one. */
  readonly parse: (value: unknown) => T | null;
  /** `migrations[n]` takes a value of version n to version n + 1. May throw on a broken value. */
  readonly migrations: Readonly<Record<number, (value: unknown) => unknown>>;
}

/** How a stored value looks. */
export interface Stored {
  readonly version: number;
  readonly value: unknown;
}

export type Reading<T> =
  /** `migrated`: good, and worth writing back. */
  | { readonly state: 'good' | 'migrated' | 'absent'; readonly value: T }
  /** From a later version: use the initial value, write nothing over it. */
  | { readonly state: 'future'; readonly value: T }
  /** Unreadable: use the initial value, keep the broken one aside before writing. */
  | { readonly state: 'broken'; readonly value: T };

/** Reads a raw stored value by its spec. Never throws. */
export function readStored<T>(spec: Spec<T>, raw: unknown): Reading<T> {
  if (raw === undefined) return { state: 'absent', value: spec.initial };
  if (!isStored(raw)) return { state: 'broken', value: spec.initial };
  if (raw.version > spec.version) return { state: 'future', value: spec.initial };
  try {
    let value = raw.value;
    for (let version = raw.version; version < spec.version; version += 1) {
      const migrate = spec.migrations[version];
      if (migrate === undefined) return { state: 'broken', value: spec.initial };
      value = migrate(value);
    }
    const parsed = spec.parse(value);
    if (parsed === null) return { state: 'broken', value: spec.initial };
    return { state: raw.version < spec.version ? 'migrated' : 'good', value: parsed };
  } catch {
    return { state: 'broken', value: spec.initial };
  }
}

/** The form in which a value is stored. */
export function toStored<T>(spec: Spec<T>, value: T): Stored {
  return { version: spec.version, value };
}

function isStored(raw: unknown): raw is Stored {
  return (
    typeof raw === 'object' &&
    raw !== null &&
    'value' in raw &&
    'version' in raw &&
    Number.isInteger(raw.version) &&
    Number(raw.version) >= 1
  );
}
