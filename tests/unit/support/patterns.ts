import type { Signature } from '../../../src/core/diagnosis/catalogue';

/** A pattern of the catalogue, and what it is matched against. */
export interface Pattern {
  readonly of: string;
  readonly against: 'header' | 'title' | 'skeleton' | 'words' | 'markup' | 'reason';
  readonly pattern: RegExp;
}

/** Every pattern that an entry has. */
export function patternsOf(entry: Signature): Pattern[] {
  const {
    id,
    headers = [],
    without = [],
    title,
    skeleton,
    words,
    markup,
    reason,
    causes,
    reference,
  } = entry;
  const where = causes === undefined || typeof causes.in === 'object' ? 'header' : causes.in;
  const found: readonly (readonly [Pattern['against'], RegExp | undefined])[] = [
    ...[...headers, ...without].map(({ value }) => ['header', value] as const),
    ['title', title],
    ['skeleton', skeleton],
    ['words', words],
    ['markup', markup],
    ['reason', reason],
    ...(causes?.codes ?? []).map(({ code }) => [where, code] as const),
    ['words', reference?.words],
  ];
  return found.flatMap(([against, pattern]) =>
    pattern === undefined ? [] : [{ of: id, against, pattern }],
  );
}

/** A piece of a pattern: an atom with its repetition, a bracket, or a bar between alternatives. */
const PIECE =
  /(\\u[\da-f]{4}|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?[:=!]|\?<[=!])?|\)|\||[^\\])([*+?]\??|\{\d+(?:,\d*)?\}\??)?/gi;

/**
 * Whether a pattern can run away: a repetition within a repetition, or an alternative that begins
 * with a repetition and may begin anywhere. Both need more than linear time on the wrong text.
 */
export function canRunAway({ source }: RegExp): boolean {
  const groups: { repeats: boolean }[] = [{ repeats: false }];
  let startsAlternative = true;
  for (const [, atom = '', repetition = ''] of source.matchAll(PIECE)) {
    const inner = atom === ')' ? groups.pop() : undefined;
    const group = groups.at(-1);
    if (group === undefined) return true;
    const isMany = repetition !== '' && !/^(?:\?|\{\d+\}|\{0?,?1\})/.test(repetition);
    if (isMany && (inner?.repeats === true || (startsAlternative && groups.length === 1))) {
      return true;
    }
    group.repeats ||= isMany || inner?.repeats === true;
    if (atom.startsWith('(')) groups.push({ repeats: false });
    // What has no width leaves the next piece the first one.
    else startsAlternative = atom === '|' || (startsAlternative && atom === '\\b');
  }
  return false;
}
