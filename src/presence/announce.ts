import { t } from '../platform/i18n';
import type { CardView } from '../protocol/card';
import { outcomeSentence } from '../ui/card/remedy-words';
import { headline } from '../ui/card/words';

/** What a screen reader is told when the card changes; null where nothing is new. */
export function announce(view: CardView, before: CardView | null): string | null {
  // The visitor had something done: that is the news, also where the page was loaded for it.
  if (view.outcome !== null && view.outcome.at !== before?.outcome?.at) {
    return outcomeSentence(view.outcome);
  }
  if (before === null) return headline(view);
  if (view.next.kind === 'back') return t('nextBack');
  if (view.watch !== before.watch) return view.watch === 'on' ? t('tellMeOn') : '';
  if (view.next.kind === 'trying') return t('trying');
  return before.next.kind === 'trying' ? t('tryFailed') : null;
}
