import { foreign, t } from '../../platform/i18n';
import { SOURCES, type Source, sourceAddress } from './sources';

/** Links to the standards. */
export function Sources() {
  return (
    <ul class="links">
      {SOURCES.map((source) => (
        <li key={sourceAddress(source)}>
          <a href={sourceAddress(source)} rel="noreferrer">
            {nameOf(source)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function nameOf({ rfc, section, name }: Source): string {
  return section === null
    ? t('detailsSourceWhole', String(rfc), foreign(name))
    : t('detailsSourceSection', String(rfc), section, foreign(name));
}
