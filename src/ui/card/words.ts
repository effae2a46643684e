import { foreign, type MessageKey, plural, t } from '../../platform/i18n';
import type { CardNext, CardView } from '../../protocol/card';

/** Statuses with a sentence of their own. */
const HEADLINES: Readonly<Record<number, MessageKey>> = {
  502: 'headline502',
  503: 'headline503',
  504: 'headline504',
  520: 'headline520',
  521: 'headline521',
  522: 'headline522',
  523: 'headline523',
  524: 'headline524',
  525: 'headline525',
  526: 'headline526',
  527: 'headline527',
  530: 'headline530',
};

const STOPS: Readonly<Record<Extract<CardNext, { kind: 'stop' }>['why'], MessageKey>> = {
  'off-everywhere': 'stopOffEverywhere',
  'off-here': 'stopOffHere',
  stopped: 'stopStopped',
  'refreshes-itself': 'stopRefreshesItself',
  deliberate: 'stopDeliberate',
  'needs-the-owner': 'stopNeedsTheOwner',
  'asked-to-wait-long': 'stopAskedToWaitLong',
  'tried-enough': 'stopTriedEnough',
};

/** Remedies that the card has a sentence for, by their ids. */
const REMEDIES: Readonly<Record<string, MessageKey>> = {
  K30: 'remedyK30',
  K31: 'remedyK31',
  K32: 'remedyK32',
  K34: 'remedyK34',
  K35: 'remedyK35',
  K36: 'remedyK36',
  K37: 'remedyK37',
  K41: 'remedyK41',
  K42: 'remedyK42',
  K42a: 'remedyK42a',
  K46: 'remedyK46',
  K48: 'remedyK48',
};

/** What happened, in one sentence. A failure on the visitor's side is not laid at the site's door. */
export function headline({
  status,
  site,
  side,
}: Pick<CardView, 'status' | 'site' | 'side'>): string {
  if (side === 'visitor') return t('headlineVisitor', foreign(site));
  return t(HEADLINES[status] ?? 'headlineOther', foreign(site));
}

/** Whose side it is, and how sure that is. */
export function sideSentence({ side, certainty }: Pick<CardView, 'side' | 'certainty'>): string {
  if (side === 'visitor') return t('sideVisitor');
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
    case 'stop':
      return t(STOPS[next.why]);
    case 'ask':
      return t(next.why === 'form' ? 'askForm' : 'askUnseen');
  }
}

export function triedSentence(tries: number): string {
  return plural('tried', tries);
}

/** The sentences of the remedies that the card knows, in the given order. */
export function remedySentences(remedies: readonly string[]): { id: string; text: string }[] {
  return remedies.flatMap((id) => {
    const key = REMEDIES[id];
    return key === undefined ? [] : [{ id, text: t(key) }];
  });
}
