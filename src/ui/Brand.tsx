import { t } from '../platform/i18n';
import { Logo } from './Logo';

/** The head of every page: whose page this is. Styled in page.css. */
export function Brand() {
  return (
    <header class="brand">
      <Logo size={26} />
      <span>{t('extensionName')}</span>
    </header>
  );
}
