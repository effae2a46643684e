import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Thrown for a command line that makes no sense. The message is one line for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads a command line of options alone.
 *
 * @throws {UsageError} where an option is unknown, or lacks its value
 */
export function valuesOf<T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    // parseArgs explains itself; its second sentence is for programmers.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split('. ', 1)[0]?.replace(/\.?$/, '.') ?? message);
  }
}

/**
 * How long something runs.
 *
 * @throws {UsageError} where the text is no number within the bounds
 */
export function minutesOf(text: string, least: number, most: number): number {
  const minutes = Number(text);
  const isNumber = /^\d{1,3}(?:\.\d{1,3})?$/.test(text);
  if (isNumber && minutes >= least && minutes <= most) return minutes;
  throw new UsageError(`--minutes takes a number from ${least} to ${most}, not "${text}".`);
}
