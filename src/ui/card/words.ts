import type { Comparison } from '../../core/others/comparison';
import { isWatched, type Watched } from '../../core/watch/status-class';
import { foreign, language, type MessageKey, plural, t } from '../../platform/i18n';
import type { CardNext, CardView } from '../../protocol/card';

type Expected = NonNullable<CardView['expected']>;

type StopReason = Extract<CardNext, { kind: 'stop' }>['why'];

/** `off-here` as it stands in a key: `OffHere`. */
type InKey<Words extends string> = Words extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${InKey<Rest>}`
  : Capitalize<Words>;

/** The sentence for a reason why nothing is tried. */
export function stopKey(why: StopReason): MessageKey {
  return `stop${why.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()) as InKey<StopReason>}`;
}

/** The sentence for a status that is watched: each has its own. */
export function statusKey(status: Watched): MessageKey {
  return `headline${status}`;
}

/** Causes that say more than any status: what is no breakdown is not called one. */
const OUTRIGHT: ReadonlyMap<string, MessageKey> = new Map([
  ['blocked', 'headlineBlocked'],
  ['challenge', 'headlineChallenge'],
  ['maintenance', 'headlineMaintenance'],
  ['overload', 'headlineOverload'],
  ['no-tunnel', 'headlineNoTunnel'],
]);

/** Where the status is one that any server sends for all kinds of reasons, the cause says more. */
const BEHIND: ReadonlyMap<string, MessageKey> = new Map([
  ['refused', 'headline521'],
  ['timeout', 'headline504'],
  ['tls', 'headline525'],
  ['certificate', 'headline526'],
  ['dns', 'headline530'],
  ['unreachable', 'headline523'],
  ['closed', 'headline502'],
  ['invalid', 'headline502'],
]);
const VAGUE: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** What happened, in one sentence. A failure on the visitor's side is not laid at the site's door. */
export function headline(view: Pick<CardView, 'status' | 'site' | 'side' | 'cause'>): string {
  return t(headlineKey(view), foreign(view.site));
}

function headlineKey({
  status,
  side,
  cause,
}: Pick<CardView, 'status' | 'side' | 'cause'>): MessageKey {
  if (side === 'visitor') {
    return cause === 'blocked' ? 'headlineVisitorBlocked' : 'headlineVisitor';
  }
  const outright = OUTRIGHT.get(cause);
  if (outright !== undefined) return outright;
  const behind = BEHIND.get(cause);
  if (behind !== undefined && side === 'site' && VAGUE.has(status ?? 0)) return behind;
  return isWatched(status) ? statusKey(status) : 'headlineOther';
}

const COMPARISONS: Readonly<Record<Comparison, MessageKey>> = {
  offline: 'compareOffline',
  'others-failing-same-gateway': 'compareSameGateway',
  'others-failing-same-provider': 'compareSameProvider',
  'others-failing': 'compareOthersFailing',
  'others-fine': 'compareOthersFine',
  'own-network': 'compareOwnNetwork',
  proxy: 'compareProxy',
};

/** What this device tells of whose side it is. */
export function comparisonSentence(comparison: Comparison): string {
  return t(COMPARISONS[comparison]);
}

/** "Is it me or them?" in one sentence: with its reason where this device has one. */
export function sideWithReason(
  view: Pick<CardView, 'side' | 'cause' | 'certainty' | 'comparison'>,
): string {
  return view.comparison === null ? sideSentence(view) : comparisonSentence(view.comparison);
}

/** Whose side it is, and how sure that is. */
export function sideSentence({
  side,
  cause,
  certainty,
}: Pick<CardView, 'side' | 'cause' | 'certainty'>): string {
  if (side === 'visitor') return t('sideVisitor');
  if (cause === 'blocked' || cause === 'challenge') return t('sideDeliberate');
  if (side === 'unknown') return t('sideUnknown');
  return t(certainty === 'certain' ? 'sideSiteCertain' : 'sideSiteLikely');
}

/** From here on the countdown speaks of minutes. */
const MINUTES_FROM_S = 90;

/** What happens next. `now` in ms since the epoch. */
export function nextSentence(next: CardNext, now: number): string {
  switch (next.kind) {
    case 'wait': {
      const seconds = Math.max(1, Math.ceil((next.until - now) / 1_000));
      return seconds < MINUTES_FROM_S
        ? plural('waitSeconds', seconds)
        : plural('waitMinutes', Math.round(seconds / 60));
    }
    case 'trying':
      return t('trying');
    case 'back':
      return t('nextBack');
    case 'pause':
      return t('pausedOffline');
    case 'stop':
      return t(stopKey(next.why));
    case 'ask':
      return t(next.why === 'form' ? 'askForm' : 'askUnseen');
  }
}

/**
 * Whether "Tell me when it's back" stands in plain sight: where nothing is tried by itself, and the
 * visitor didn't stop it a moment ago. Elsewhere it is among what else one can do.
 */
export function isWatchOffered(next: CardNext, watch: CardView['watch']): boolean {
  return watch === 'yes' && next.kind === 'stop' && next.why !== 'stopped';
}

/** What this visitor's own history lets one expect, in full. */
export function expectationSentence({ times, back, withinMs }: Expected): string {
  const within = length(withinMs);
  return back === times
    ? plural('expectAll', times, within)
    : plural('expectMost', times, within, number(back));
}

/** The same in the few words that the card has room for. */
export function expectationInShort({ times, back, withinMs }: Expected): string {
  const within = length(withinMs);
  return back === times ? plural('expectShort', times, within) : t('expectShortMost', within);
}

/** A length of time in its largest unit, in full: "3 minutes", "1 hour". */
function length(ms: number): string {
  const [unit, size] =
    ms >= 3_600_000 ? ['hour', 3_600_000] : ms >= 60_000 ? ['minute', 60_000] : ['second', 1_000];
  const style = { style: 'unit', unit: String(unit), unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(language(), style).format(Math.round(ms / Number(size)));
}

function number(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

export function triedSentence(tries: number): string {
  return plural('tried', tries);
}

/** The sentence for a remedy; there is none for those that the card never shows. */
export function remedyKey(id: string): MessageKey {
  return `remedy${id}` as MessageKey;
}

/** The sentences of the remedies that the card knows, in the given order. */
export function remedySentences(remedies: readonly string[]): { id: string; text: string }[] {
  return remedies.flatMap((id) => {
    const text = t(remedyKey(id));
    return text === '' ? [] : [{ id, text }];
  });
}
