import { t } from '../../platform/i18n';
import { Logo } from '../Logo';

/** The card, folded: small, in a corner, over a page that has something to say of its own. */
export function Pill({ onOpen }: { onOpen: () => void }) {
  return (
    <button type="button" class="pill" onClick={onOpen}>
      <Logo />
      {t('pill')}
    </button>
  );
}
