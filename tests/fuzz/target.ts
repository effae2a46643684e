import type fc from 'fast-check';

/** What an input is made of, so that each can be kept in a file. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

/** A thing that takes what others wrote, input that is hard on it, and what holds whatever the input. */
export interface Target {
  /** As in `--target` and the corpus's folder. */
  readonly name: string;
  readonly arbitrary: fc.Arbitrary<unknown>;
  /** Throws where a promise is broken. */
  readonly holds: (input: unknown) => void;
}

/** The list of targets forgets what each takes: its inputs come from its arbitrary, or from its corpus. */
export function target<T>(
  name: string,
  arbitrary: fc.Arbitrary<T>,
  holds: (input: T) => void,
): Target {
  return { name, arbitrary, holds: (input) => holds(input as T) };
}

/** The input as it comes back from a file: what is tried is what can be kept. */
export function asKept(input: unknown): unknown {
  return JSON.parse(JSON.stringify(input));
}
