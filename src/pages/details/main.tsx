/** Entry of the details page: asks once what the tab shows, and renders that. */
import { render } from 'preact';
import { chosenTheme } from '../../platform/chosen-theme';
import { copyText } from '../../platform/clipboard';
import { direction, foreign, language, t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { wear } from '../../ui/theme';
import type { Copying } from './CopyReport';
import { Details, type DetailsProps } from './Details';
import { carryOut, load, statusOf, tabOf } from './load';

async function start(): Promise<void> {
  document.documentElement.lang = language();
  document.documentElement.dir = direction();
  const page = document.getElementById('page');
  if (page === null) return;
  const tabId = tabOf(location.search);
  wear(document.documentElement, await chosenTheme());
  let state = await load(tabId);
  document.title = state.failure === null ? t('detailsTitleGeneral') : titleOf(state.failure);
  let form: Copying['form'] = 'text';
  let result: Copying['result'] = null;
  const draw = (): void => {
    render(
      <Details
        {...state}
        notOurs={statusOf(location.search)}
        copying={{ form, result, onForm, onCopy }}
        onRemedy={onRemedy}
      />,
      page,
    );
  };
  const onForm: Copying['onForm'] = (chosen) => {
    form = chosen;
    result = null;
    draw();
  };
  const onCopy: Copying['onCopy'] = (text) => {
    // Said anew each time: a screen reader is only told what changes.
    result = null;
    draw();
    void copyText(text).then((copied) => {
      result = copied ? 'copied' : 'refused';
      draw();
    });
  };
  const onRemedy: DetailsProps['onRemedy'] = (command) => {
    if (tabId === null) return;
    void carryOut(tabId, command, state).then((after) => {
      state = after;
      draw();
    });
  };
  draw();
  // The sections weren't there yet when the browser looked for the address's fragment.
  if (location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function titleOf({ site, status }: DetailsFailure): string {
  return status === null
    ? t('detailsTitleUnanswered', foreign(site))
    : t('detailsTitle', foreign(site), String(status));
}

void start();
