/** Entry of the settings page: shows what the background says holds, and tells it what the visitor wants. */
import { render } from 'preact';
import { MOST_SITES } from '../../core/settings/settings';
import { siteFrom } from '../../core/settings/site-name';
import { chosenTheme } from '../../platform/chosen-theme';
import { openShortcuts, type Shortcut, shortcuts } from '../../platform/commands';
import { direction, foreign, language, plural, t } from '../../platform/i18n';
import { dropNotifications, mayNotify, requestNotifications } from '../../platform/notifications';
import { saveFile } from '../../platform/save-file';
import { openOwnPage } from '../../platform/tabs';
import type { SettingsRequest, SettingsState, SiteRule } from '../../protocol/settings';
import { wear } from '../../ui/theme';
import { MOST_BYTES, readFile, toFile } from './file';
import { send } from './link';
import { SettingsPage, type SettingsPageProps } from './SettingsPage';
import { problemText } from './words';

/** How long it is said what came of a change, in ms. */
const SAID_MS = 4_000;

const page = document.getElementById('page') as HTMLElement;
document.documentElement.lang = language();
document.documentElement.dir = direction();
document.title = t('settingsTitle');

let state: SettingsState | null = null;
let said = '';
let imported = '';
let notifications: SettingsPageProps['notifications'] = 'off';
let keys: readonly Shortcut[] = [];
let isClosed = false;
let silence: ReturnType<typeof setTimeout> | undefined;

function say(words: string): void {
  said = words;
  clearTimeout(silence);
  silence = setTimeout(() => {
    said = '';
    draw();
  }, SAID_MS);
  draw();
}

let asked = 0;
let changing: Promise<unknown> = Promise.resolve();
/** The answer to the latest of what was answered. */
let held: { readonly number: number; readonly state: SettingsState | null } = {
  number: 0,
  state: null,
};

/**
 * Changes are sent at once, and kept in their order; a question what holds must not overtake them. What is shown is the
 * answer to the latest of both; where there is none, what held before.
 */
async function sendInOrder(request: SettingsRequest): Promise<SettingsState | null> {
  asked += 1;
  const number = asked;
  const isQuestion = request.type === 'settings/state';
  const sent = isQuestion ? changing.then(() => send(request)) : send(request);
  if (!isQuestion) changing = Promise.all([changing, sent]);
  const answer = await sent;
  if (answer !== null && number > held.number) held = { number, state: answer };
  if (number === asked) state = held.state;
  return answer;
}

type SettingsChange = Partial<SettingsState['choices']>;

/** A choice is seen at once, and what is chosen next begins from it. */
function onChoice(choice: SettingsChange): void {
  if (state !== null) state = { ...state, choices: { ...state.choices, ...choice } };
  draw();
  void change({ type: 'settings/change', body: { change: choice } }, t('settingsSaved'));
}

/** Asks for a change, and says what came of it. Whether it was kept. */
async function change(request: SettingsRequest, words: string): Promise<boolean> {
  const answer = await sendInOrder(request);
  wear(document.documentElement, state?.choices.theme ?? 'system');
  const isKept = answer?.state === 'good';
  say(isKept ? words : t('settingsFailed'));
  return isKept;
}

/** Why a site was not taken; '' where it was. */
function onSite(typed: string, rule: SiteRule): string {
  const site = siteFrom(typed);
  if (site === null) return t('settingsSiteBad');
  const sites = state?.sites ?? [];
  if (sites.some((one) => one.site === site)) return t('settingsSiteTwice', foreign(site));
  if (sites.length >= MOST_SITES) return plural('settingsSitesFull', MOST_SITES);
  void change({ type: 'settings/site', body: { site, rule } }, t('settingsSaved'));
  return '';
}

/** The browser only asks on a click, so nothing may be awaited before. */
async function onNotifications(on: boolean): Promise<void> {
  const isOn = on ? await requestNotifications().catch(() => false) : !(await dropNotifications());
  notifications = isOn ? 'on' : on ? 'refused' : 'off';
  if (on === isOn) say(t('settingsSaved'));
  draw();
}

async function onFile(file: File): Promise<void> {
  const text = file.size > MOST_BYTES ? null : await file.text().catch(() => undefined);
  if (text === undefined) imported = t('historyFileUnreadable');
  else if (text === null) imported = problemText({ kind: 'too-large' });
  else {
    const reading = readFile(text);
    if (reading.kind === 'bad') imported = problemText(reading.problem);
    else {
      const isKept = await change({ type: 'settings/import', body: { own: reading.own } }, '');
      imported = isKept ? t('settingsImported') : t('settingsFailed');
    }
  }
  draw();
}

async function look(): Promise<void> {
  [keys, notifications] = await Promise.all([
    shortcuts(),
    mayNotify().then((may) => (may ? 'on' : notifications === 'on' ? 'off' : notifications)),
  ]);
  await sendInOrder({ type: 'settings/state', body: {} });
  if (state !== null) wear(document.documentElement, state.choices.theme);
  draw();
}

function draw(): void {
  const before = document.activeElement;
  render(
    <SettingsPage
      state={state}
      said={said}
      notifications={notifications}
      shortcuts={{
        all: keys,
        isClosed,
        onChange: () =>
          void openShortcuts().then((opened) => {
            isClosed = !opened;
            draw();
          }),
      }}
      transfer={{
        said: imported,
        onSave: () =>
          saveFile('backsoon-settings.json', 'application/json', toFile(state?.own ?? {})),
        onFile: (file) => void onFile(file),
        onReset: () => void change({ type: 'settings/reset', body: {} }, t('settingsResetDone')),
      }}
      onChange={onChoice}
      onSite={onSite}
      onRule={(site, rule) =>
        void change({ type: 'settings/site', body: { site, rule } }, t('settingsSaved'))
      }
      onNotifications={(on) => void onNotifications(on)}
      onHistory={() => void openOwnPage('src/pages/history/index.html')}
    />,
    page,
  );
  // Whoever pressed a button that is gone now goes on from the top, not from nowhere.
  if (before?.isConnected === false) page.querySelector('h1')?.focus();
}

wear(document.documentElement, await chosenTheme());
await look();
// What was changed elsewhere meanwhile: in the popup, in the browser's own settings.
addEventListener('focus', () => void look());
