/** Settings as a file: what was chosen, and nothing that holds anyway. */
import * as v from 'valibot';
import { type Place, syntaxErrorIn } from '../../core/history/json-place';
import { PORTABLE_CHOICES } from '../../protocol/settings';

const FORMAT = 'backsoon-settings';
/** Raised when an earlier Backsoon could misread what is in a file. */
const VERSION = 1;

/** In UTF-16 units. A thousand sites with the longest names need a third of it. */
const MOST_CHARACTERS = 1_048_576;
/** No file of so many characters is larger, in bytes. */
export const MOST_BYTES = 3 * MOST_CHARACTERS;

export type PortableChoices = v.InferOutput<typeof PORTABLE_CHOICES>;

export type FileProblem =
  | { readonly kind: 'too-large' | 'not-settings' | 'later' }
  | { readonly kind: 'not-json'; readonly place: Place }
  /** `path` names the place in the file: `settings.sites.shop.example.org`. */
  | { readonly kind: 'bad-value'; readonly path: string };

export type FileReading =
  | { readonly kind: 'good'; readonly own: PortableChoices }
  | { readonly kind: 'bad'; readonly problem: FileProblem };

const file = v.object({ format: v.literal(FORMAT), version: v.number(), settings: v.unknown() });

/** The text of a file with what was chosen. */
export function toFile(own: PortableChoices): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, settings: own }, null, 2)}\n`;
}

/** Reads the text of a file: all of it, or nothing. Never throws. */
export function readFile(text: string): FileReading {
  if (text.length > MOST_CHARACTERS) return bad({ kind: 'too-large' });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const place = syntaxErrorIn(text);
    return bad(place === null ? { kind: 'too-large' } : { kind: 'not-json', place });
  }
  const opened = v.safeParse(file, value);
  if (!opened.success) return bad({ kind: 'not-settings' });
  if (opened.output.version > VERSION) return bad({ kind: 'later' });
  const read = v.safeParse(PORTABLE_CHOICES, opened.output.settings);
  if (read.success) return { kind: 'good', own: read.output };
  const path = v.getDotPath(read.issues[0]);
  return bad({ kind: 'bad-value', path: path === null ? 'settings' : `settings.${path}` });
}

function bad(problem: FileProblem): FileReading {
  return { kind: 'bad', problem };
}
