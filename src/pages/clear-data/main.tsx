/** Entry of the page that asks before cookies and data are cleared. Never in a page of a site's. */
import { render } from 'preact';
import * as v from 'valibot';
import { chosenTheme } from '../../platform/chosen-theme';
import { direction, foreign, language, t } from '../../platform/i18n';
import { ask } from '../../platform/messaging';
import { requestClearing } from '../../platform/site-data';
import { closeOwnTab } from '../../platform/tabs';
import { CLEAR_DATA_STATE, type ClearDataState } from '../../protocol/pages';
import { wear } from '../../ui/theme';
import { ClearData } from './ClearData';
import { watchSteadiness } from './steady';

const mount = document.getElementById('page') as HTMLElement;
document.documentElement.lang = language();
document.documentElement.dir = direction();

const named = new URLSearchParams(location.search).get('tab') ?? '';
const tabId = /^\d{1,10}$/.test(named) ? Number(named) : -1;

void chosenTheme().then((theme) => wear(document.documentElement, theme));

let state: ClearDataState | null = null;
let isBusy = false;
let refused = false;

async function send(type: string, body: object): Promise<ClearDataState | null> {
  const asked = await ask(type, { tabId, ...body });
  const isAnswer = asked.ok && asked.answer.type === 'clear-data';
  const read = isAnswer ? v.safeParse(CLEAR_DATA_STATE, asked.answer.body) : null;
  return read?.success ? read.output : null;
}

/** The browser only asks on a click, so nothing may be awaited before. */
async function onYes(): Promise<void> {
  if (isBusy || !steady.isReady() || state?.failure == null) return;
  const { incidentId } = state.failure;
  isBusy = true;
  const allowed = state.allowed || (await requestClearing().catch(() => false));
  refused = !allowed;
  if (allowed) state = (await send('clear-data/yes', { incidentId })) ?? refusedBy(state);
  isBusy = false;
  draw();
  // What was pressed is gone.
  if (allowed) document.querySelector('h1')?.focus();
}

/** Nobody answered: it may have been done or not, and can be asked for once more. */
function refusedBy(before: ClearDataState): ClearDataState {
  return { ...before, went: 'refused' };
}

function draw(): void {
  render(
    <ClearData
      state={state}
      ready={steady.isReady()}
      refused={refused}
      onYes={() => void onYes()}
      onClose={() => void closeOwnTab()}
    />,
    mount,
  );
}

state = await send('clear-data/state', {});
const steady = watchSteadiness(() => {
  if (mount.hasChildNodes()) draw();
});
draw();
document.title = t('clearDataHeading', foreign(state?.failure?.site ?? ''));
// The answer that costs nothing is the one that Enter gives.
document.querySelector<HTMLElement>('.cancel')?.focus();
