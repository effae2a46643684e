/**
 * The background, as a table of what it listens to. Every listener is registered here, synchronously,
 * when the worker starts: a listener that comes later misses the event that woke the worker. The one
 * exception is the commit listener of `commit.ts`, which is proven not to need it.
 *
 * | event                          | when                                  | does               |
 * |--------------------------------|---------------------------------------|--------------------|
 * | webRequest.onResponseStarted   | once per main-frame navigation        | notices failures   |
 * | webRequest.onErrorOccurred     | a main-frame navigation fails         | notices a proxy's  |
 * | runtime.onMessage              | a card, the popup or the details page | answers            |
 * | runtime.onConnect              | a card's document is being left       | ends its incident  |
 * | alarms.onAlarm                 | a deadline that a card slept through  | wakes the card     |
 * |                                | a watch is due                        | looks              |
 * |                                | what was deleted can't be had back    | lets go of it      |
 * | tabs.onRemoved                 | a tab is closed                       | ends its incident  |
 * | tabs.onActivated               | a tab is looked at                    | "back" was seen    |
 * |                                |                                       | tries sooner       |
 * | runtime.onStartup, onInstalled | browser start, install, update        | ends what was lost |
 * |                                |                                       | looks for access   |
 * | runtime.onInstalled            | install, update                       | greets; takes note |
 * | notifications.onClicked        | "it is back" is clicked               | opens it           |
 * | permissions.onAdded            | the visitor allows notifications      | listens to them    |
 * | commands.onCommand             | the keys of a command are pressed     | tries; opens       |
 * | contextMenus.onClicked         | "Explain this error page"             | explains it        |
 * | permissions.onAdded, onRemoved | site access is given or withdrawn     | shows it           |
 */
import { onAccessChanged } from '../platform/access';
import { onAlarm } from '../platform/alarms';
import { onCommandKey } from '../platform/commands';
import { onArrival, onStart } from '../platform/lifecycle';
import { onExplainWanted } from '../platform/menus';
import { listen, onSignal } from '../platform/messaging';
import { onNotificationClick } from '../platform/notifications';
import { onTabClosed, onTabSeen } from '../platform/tabs';
import { onAnswer, onProxyFailed } from '../platform/web-requests';
import { CARD_GONE } from '../protocol/card';
import { onGone, onTabGone } from './card-requests';
import { showCommonBadge } from './common-badge';
import { tabOfAlarm } from './conduct';
import { forgetDocumentsOf } from './documents';
import { onAnswerSeen } from './failures';
import { onArrived } from './first-run';
import { tendHistory } from './history';
import { letGoOfUndo, UNDO_ALARM } from './history-session';
import { explainWanted, onCommand, tendMenu } from './keys';
import { onRing } from './net';
import { onProxyFailure } from './proxy-failures';
import { onRequest } from './requests';
import { onSeen } from './seen';
import { settle } from './settle';
import { forgetSites } from './site-store';
import { forgetGoing } from './stand-in';
import { onNotification, tendWatches, WATCH_ALARM } from './watches';

onAnswer((seen) => settle(onAnswerSeen(seen)));

onProxyFailed((seen) => settle(onProxyFailure(seen)));

listen(onRequest);

onSignal((name, sender) => {
  if (name === CARD_GONE) settle(onGone(sender));
});

onAlarm((name) => {
  if (name === WATCH_ALARM) settle(tendWatches());
  if (name === UNDO_ALARM) settle(letGoOfUndo());
  const tabId = tabOfAlarm(name);
  if (tabId !== null) settle(onRing(tabId));
});

onTabClosed((tabId) => settle(forget(tabId)));

onTabSeen((tabId) => settle(onSeen(tabId)));

onStart(() => {
  settle(tendHistory());
  settle(tendMenu());
  settle(showCommonBadge());
});

onArrival((arrival) => settle(onArrived(arrival)));

onAccessChanged(() => settle(showCommonBadge()));

onCommandKey((command, tabId) => settle(onCommand(command, tabId)));

onExplainWanted((tabId) => settle(explainWanted(tabId)));

onNotificationClick((id) => settle(onNotification(id)));

// Whatever woke the worker: alarms may be lost, and work may have been cut short.
settle(tendWatches());

async function forget(tabId: number): Promise<void> {
  await onTabGone(tabId);
  await forgetDocumentsOf(tabId);
  await forgetGoing(tabId);
  await forgetSites();
}
