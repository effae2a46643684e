/** The toolbar popup. Shows what the background says, tells it what the visitor wants, keeps nothing. */
import { render } from 'preact';
import * as v from 'valibot';
import { requestSiteAccess } from '../platform/access';
import { chosenTheme } from '../platform/chosen-theme';
import { now } from '../platform/clock';
import { direction, language, t } from '../platform/i18n';
import { ask } from '../platform/messaging';
import { requestNotifications } from '../platform/notifications';
import { openSettings as openSettingsPage } from '../platform/own-pages';
import { activeTab } from '../platform/tabs';
import { POPUP_STATE, type PopupState } from '../protocol/pages';
import { wear } from '../ui/theme';
import { keepFocus, whereFocusIs } from './focus';
import { openDesk } from './history-desk';
import { onKey } from './keys';
import type { PartsShown } from './Parts';
import { Popup, type Wish } from './Popup';
import { checkPage, stillTrue } from './parts-link';

/** How often the shown state is asked for anew, in ms, while the popup is open. */
const REFRESH_MS = 1_000;

const mount = document.getElementById('popup') as HTMLElement;
document.documentElement.lang = language();
document.documentElement.dir = direction();

/** Opened in a tab of its own it says which tab it speaks of; as a popup it's the one in view. */
const named = new URLSearchParams(location.search).get('tab');
const tabId = named === null ? await activeTab() : Number(named);

/** Requests are numbered: an answer that a later one has overtaken tells of how it was. */
let asked = 0;
let shown = 0;

let state: PopupState | 'unanswered' | null = null;
let announcement = '';
let accessRefused = false;
let notificationsRefused = false;
let parts: PartsShown;

const desk = openDesk({
  tabId: tabId ?? -1,
  onChange: draw,
  onSay: say,
  // A popup goes by itself where another tab comes before the visitor's eyes, but not in all browsers.
  onAway: () => {
    if (named === null) window.close();
  },
});

async function send(type: string, body: object): Promise<void> {
  asked += 1;
  const mine = asked;
  const sent = await ask(type, { ...body, tabId: tabId ?? -1 });
  if (mine < shown) return;
  shown = mine;
  const parsed =
    sent.ok && sent.answer.type === 'popup' ? v.safeParse(POPUP_STATE, sent.answer.body) : null;
  state = parsed?.success ? parsed.output : 'unanswered';
  if (state !== 'unanswered') parts = stillTrue(parts, state.tab);
  draw();
}

function onWish(wish: Wish): void {
  const wantsTelling = wish.type === 'popup/tab' && wish.body.command === 'tell-me';
  announcement = wantsTelling ? t('tellMeOn') : '';
  // The browser only asks on a click, so this comes first; the watch begins whatever is answered.
  if (wantsTelling) void allowNotifications();
  void send(wish.type, wish.body);
}

/** Asks for what may be there already: then the browser says yes without a word to the visitor. */
async function allowNotifications(): Promise<void> {
  notificationsRefused = !(await requestNotifications().catch(() => false));
  await send('popup/state', {});
}

/** The browser only asks on a click, so nothing may be awaited before. */
async function onAccess(): Promise<void> {
  accessRefused = !(await requestSiteAccess().catch(() => false));
  await send('popup/state', {});
}

/** Has the page looked into; only ever on a click. */
async function onCheck(): Promise<void> {
  parts = 'asked';
  draw();
  parts = await checkPage(tabId ?? -1);
  draw();
}

/** In some browsers the popup stays open over the page that it opened. */
async function openSettings(): Promise<void> {
  await openSettingsPage();
  if (named === null) window.close();
}

/** The same words twice are told twice. */
function say(words: string): void {
  announcement = words === announcement && words !== '' ? `${words}\u00a0` : words;
  draw();
}

function draw(): void {
  if (state === null) return;
  const focus = whereFocusIs();
  render(
    <Popup
      state={state}
      now={now()}
      announcement={announcement}
      accessRefused={accessRefused}
      notificationsRefused={notificationsRefused}
      tabId={tabId ?? -1}
      history={desk.shown()}
      parts={parts}
      onWish={onWish}
      onAccess={() => void onAccess()}
      onAllow={() => void allowNotifications()}
      onCheck={() => void onCheck()}
      onSettings={() => void openSettings()}
      historyActions={desk.actions}
    />,
    mount,
  );
  keepFocus(mount, focus, desk.takeFocus());
}

/** The tab first; the history comes when it comes. In private windows there is none to ask for. */
async function refresh(): Promise<void> {
  const isPrivate = typeof state === 'object' && state?.isPrivate === true;
  if (!isPrivate) desk.tick();
  await send('popup/state', {});
}

document.addEventListener('keydown', (event) => onKey(event, desk.shown(), desk.actions));

wear(document.documentElement, await chosenTheme());
await refresh();
setInterval(() => void refresh(), REFRESH_MS);
