/** Reads what an administrator has set: what can't be read is named and doesn't hold, the rest does. */
import * as v from 'valibot';
import { parseWebAddress } from '../core/address/site';
import { withinBounds } from '../core/history/limits';
import type { HelpDesk, Organisation } from '../core/settings/organisation';
import { DEFAULTS, type OwnChoices } from '../core/settings/settings';
import { isSitePattern } from '../core/settings/site-name';
import { text } from './fields';
import { CHOICES, HISTORY_CHOICE } from './settings';

const DEFAULT_NAMES = [...Object.keys(CHOICES), 'history'];

const MOST_PATTERNS = 1_000;
const LONGEST_HELP = 200;
const LONGEST_LINK = 2_000;

const pattern = v.pipe(text(300), v.toLowerCase(), v.check(isSitePattern));
const link = v.pipe(
  text(LONGEST_LINK),
  v.check((address) => parseWebAddress(address) !== null),
);

const HELP_PARTS = { text: v.pipe(text(LONGEST_HELP), v.trim(), v.nonEmpty()), link };

/** The policy that an unknown value is. */
export function organisationOf(raw: unknown): Organisation {
  const unreadable: string[] = [];
  const top = fieldsOf(raw, '', ['defaults', 'leaveAlone', 'help'], unreadable);
  const { history, ...choices } = fieldsOf(top.defaults, 'defaults', DEFAULT_NAMES, unreadable);
  const defaults = {
    ...readParts(CHOICES, choices, 'defaults', unreadable),
    ...(history === undefined ? {} : readHistory(history, unreadable)),
  };
  const help = readParts(HELP_PARTS, top.help, 'help', unreadable) as Partial<HelpDesk>;
  return {
    defaults,
    leaveAlone: readPatterns(top.leaveAlone, unreadable),
    help:
      help.text === undefined && help.link === undefined
        ? null
        : { text: help.text ?? null, link: help.link ?? null },
    unreadable,
  };
}

/** Each part by itself: that nothing is to be kept holds whatever is wrong beside it. */
function readHistory(raw: unknown, unreadable: string[]): Pick<OwnChoices, 'history'> {
  const some = readParts(HISTORY_CHOICE, raw, 'defaults.history', unreadable);
  if (Object.keys(some).length === 0) return {};
  const { keep, days, incidents } = { ...DEFAULTS.history, ...some };
  return { history: { keep, ...withinBounds({ days, incidents }) } };
}

/** The fields of an object that are among the known ones; what else it has is noted. */
function fieldsOf(
  raw: unknown,
  path: string,
  known: readonly string[],
  unreadable: string[],
): Record<string, unknown> {
  if (raw === undefined) return {};
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    note(unreadable, path);
    return {};
  }
  const fields = Object.entries(raw);
  for (const [name] of fields) {
    if (!known.includes(name)) note(unreadable, path === '' ? name : `${path}.${name}`);
  }
  return Object.fromEntries(fields.filter(([name]) => known.includes(name)));
}

function readParts<T extends Record<string, v.GenericSchema>>(
  parts: T,
  raw: unknown,
  path: string,
  unreadable: string[],
): { [K in keyof T]?: v.InferOutput<T[K]> } {
  const fields = fieldsOf(raw, path, Object.keys(parts), unreadable);
  const read: [string, unknown][] = [];
  for (const [name, value] of Object.entries(fields)) {
    const parsed = v.safeParse(parts[name] as v.GenericSchema, value);
    if (parsed.success) read.push([name, parsed.output]);
    else note(unreadable, `${path}.${name}`);
  }
  return Object.fromEntries(read) as { [K in keyof T]?: v.InferOutput<T[K]> };
}

function readPatterns(raw: unknown, unreadable: string[]): string[] {
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) {
    note(unreadable, 'leaveAlone');
    return [];
  }
  const good: string[] = [];
  raw.slice(0, MOST_PATTERNS).forEach((one, at) => {
    const parsed = v.safeParse(pattern, one);
    if (parsed.success) good.push(parsed.output);
    else note(unreadable, `leaveAlone[${at}]`);
  });
  if (raw.length > MOST_PATTERNS) note(unreadable, `leaveAlone[${MOST_PATTERNS}…]`);
  return good;
}

const MOST_NOTED = 20;
const LONGEST_NOTED = 100;

function note(unreadable: string[], path: string): void {
  if (unreadable.length < MOST_NOTED) unreadable.push(path.slice(0, LONGEST_NOTED));
}
