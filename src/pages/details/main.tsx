/** Entry of the details page: asks once what the tab shows, and renders that. */
import { render } from 'preact';
import { direction, foreign, language, t } from '../../platform/i18n';
import { Details } from './Details';
import { load, tabOf } from './load';

async function start(): Promise<void> {
  document.documentElement.lang = language();
  document.documentElement.dir = direction();
  const page = document.getElementById('page');
  if (page === null) return;
  const state = await load(tabOf(location.search));
  document.title =
    state.failure === null
      ? t('detailsTitleGeneral')
      : t('detailsTitle', foreign(state.failure.site), String(state.failure.status));
  render(<Details {...state} />, page);
  // The sections weren't there yet when the browser looked for the address's fragment.
  if (location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

void start();
