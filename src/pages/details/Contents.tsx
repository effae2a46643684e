import { t } from '../../platform/i18n';
import { sectionsOf } from './sections';

/** Links to the sections of the page. */
export function Contents({ hasFailure }: { hasFailure: boolean }) {
  return (
    <nav class="contents" aria-labelledby="contents-name">
      <p id="contents-name">{t('detailsContents')}</p>
      <ul>
        {sectionsOf(hasFailure).map(({ id, name }) => (
          <li key={id}>
            <a href={`#${id}`}>{t(name)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
