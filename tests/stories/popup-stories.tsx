import type { VNode } from 'preact';
import { t } from '../../src/platform/i18n';
import type { HistoryActions, HistoryShown } from '../../src/popup/History';
import type { HistoryView } from '../../src/popup/history-view';
import { Popup, type PopupProps } from '../../src/popup/Popup';
import type { HistoryLine } from '../../src/protocol/history';
import type { PopupState } from '../../src/protocol/pages';
import type { CheckedPage } from '../../src/protocol/parts';
import { NOW, VIEW } from './card-stories';

const nothing = (): void => undefined;

const MINUTE = 60_000;

/** A line of the history; times in minutes before now. */
function line(
  ago: number,
  address: string,
  status: number,
  ended: [how: 'recovered' | 'left' | 'unknown', minutes: number] | null,
  failing: HistoryLine['failing'] = null,
): HistoryLine {
  const firstSeenAt = NOW - ago * MINUTE;
  const lasted = ended === null ? null : ended[1] * MINUTE;
  const end = ended === null ? null : { how: ended[0], at: firstSeenAt + (lasted ?? 0) };
  return {
    id: `${ago}`,
    key: [firstSeenAt, `${ago}`],
    site: new URL(address).hostname,
    address,
    askedBy: 'get',
    firstSeenAt,
    lastSeenAt: firstSeenAt,
    statuses: [status],
    family: 'nginx',
    cause: 'unknown',
    tries: { ours: 2, visitors: 0 },
    end,
    failing,
  };
}

const LONG = 'https://a-rather-long-name.of.a.host.example.edu/with/a/long/path/that/has/no/end';

const FAILING_ELSEWHERE: HistoryLine[] = [
  line(1, 'https://mail.example.org/inbox', 502, null, { tabId: 8, until: NOW + 12_000 }),
  line(3, 'https://wiki.example.com/', 504, null, { tabId: 9, until: null }),
];

const LINES: HistoryLine[] = [
  line(40, 'https://news.example.net/today?token=…', 503, ['recovered', 4]),
  line(95, 'https://news.example.net/', 502, ['recovered', 1]),
  line(26 * 60, 'https://wiki.example.com/', 504, ['left', 1]),
  line(9 * 24 * 60, LONG, 521, ['unknown', 0]),
];

const HISTORY: HistoryView = {
  query: '',
  state: 'good',
  failing: FAILING_ELSEWHERE,
  lines: LINES,
  more: [NOW - 9 * 24 * 60 * MINUTE, '9'],
};

const EMPTY: HistoryView = { ...HISTORY, failing: [], lines: [], more: null };

const SHOWN: HistoryShown = {
  view: HISTORY,
  query: '',
  menu: null,
  undo: null,
  copied: null,
  note: null,
};

const history = (change: Partial<HistoryView>, shown: Partial<HistoryShown> = {}) => ({
  history: { ...SHOWN, view: { ...HISTORY, ...change }, ...shown },
});

const NO_HISTORY = history(EMPTY);

const PARTS: NonNullable<CheckedPage> = {
  document: 'a',
  failed: [
    { site: 'api.example.org', status: 502, requests: 3 },
    { site: 'a-rather-long-name.of.a.host.example.edu', status: 503, requests: 1 },
  ],
  others: 4,
  untold: 12,
  isFull: true,
  unseenFrames: 2,
};

const STATE: PopupState = {
  on: true,
  autoRetry: true,
  standIn: true,
  access: true,
  isPrivate: false,
  tab: {
    site: 'shop.example.org',
    siteAutoRetry: true,
    leftAlone: false,
    leftAloneByOrganisation: false,
    failure: null,
    unexplained: null,
    document: 'a',
  },
  watches: [],
  mayNotify: true,
};

const WATCHES: PopupState['watches'] = [
  {
    id: '1',
    site: 'shop.example.org',
    address: 'https://shop.example.org/cart',
    state: 'on',
    nextLookAt: NOW + 4 * MINUTE,
  },
  {
    id: '2',
    site: 'news.example.net',
    address: 'https://news.example.net/today',
    state: 'back',
    nextLookAt: NOW,
  },
  {
    id: '3',
    site: 'a-rather-long-name.of.a.host.example.edu',
    address: 'https://a-rather-long-name.of.a.host.example.edu/',
    state: 'over',
    nextLookAt: NOW,
  },
];

const FAILING: PopupState['tab'] = { ...STATE.tab, failure: { view: VIEW, hasCard: true } };

const ACTIONS: HistoryActions = {
  onSearch: nothing,
  onOpen: nothing,
  onMenu: nothing,
  onCopy: nothing,
  onForget: nothing,
  onForgetSite: nothing,
  onUndo: nothing,
  onMore: nothing,
  onAll: nothing,
};

function popup(state: PopupState | 'unanswered', props: Partial<PopupProps> = {}): VNode {
  return (
    <Popup
      state={state}
      now={NOW}
      announcement=""
      accessRefused={false}
      notificationsRefused={false}
      tabId={7}
      history={SHOWN}
      parts={undefined}
      historyActions={ACTIONS}
      onCheck={nothing}
      onSettings={nothing}
      onWish={nothing}
      onAccess={nothing}
      onAllow={nothing}
      {...props}
    />
  );
}

/** With its settings unfolded. */
function unfolded(state: PopupState): VNode {
  const open = (element: HTMLElement | null): void => {
    element?.querySelector('.toggles details')?.setAttribute('open', '');
  };
  return <div ref={open}>{popup(state)}</div>;
}

/** Every state of the popup. */
export const POPUP_STORIES: Readonly<Record<string, () => VNode>> = {
  'popup-well': () => popup(STATE, NO_HISTORY),
  'popup-unread-history': () => popup(STATE, { history: { ...SHOWN, view: null } }),
  'popup-history-menu': () => popup(STATE, history({}, { menu: `${LINES[0]?.key.join(' ')}` })),
  'popup-history-copied': () =>
    popup(
      STATE,
      history(
        {},
        {
          menu: `${LINES[3]?.key.join(' ')}`,
          copied: { key: `${LINES[3]?.key.join(' ')}`, words: t('detailsReportCopied') },
        },
      ),
    ),
  'popup-history-undo': () =>
    popup(STATE, history({}, { undo: { token: 'a', count: 3, key: '' } })),
  'popup-history-search': () =>
    popup(STATE, history({ query: 'example', more: null }, { query: 'example' })),
  'popup-history-nothing-found': () =>
    popup(STATE, history({ ...EMPTY, query: 'shoe' }, { query: 'shoe' })),
  'popup-history-further': () =>
    popup(STATE, history({ ...EMPTY, query: 'shoe', more: HISTORY.more }, { query: 'shoe' })),
  'popup-history-full': () => popup(STATE, history({ state: 'full' })),
  'popup-history-broken': () => popup(STATE, history({ ...EMPTY, state: 'broken' })),
  'popup-history-later': () => popup(STATE, history({ ...EMPTY, state: 'later' })),
  'popup-history-failed': () => popup(STATE, history({}, { note: t('historyFailed') })),
  'popup-history-elsewhere-only': () =>
    popup(STATE, history({ ...EMPTY, failing: FAILING_ELSEWHERE })),
  'popup-parts-asked': () => popup(STATE, { ...NO_HISTORY, parts: 'asked' }),
  'popup-parts-failed': () => popup(STATE, { ...NO_HISTORY, parts: PARTS }),
  'popup-parts-fine': () =>
    popup(STATE, {
      ...NO_HISTORY,
      parts: { ...PARTS, failed: [], others: 0, untold: 0, isFull: false, unseenFrames: 0 },
    }),
  'popup-parts-closed': () => popup(STATE, { ...NO_HISTORY, parts: null }),
  'popup-parts-lost': () => popup(STATE, { ...NO_HISTORY, parts: 'lost' }),
  'popup-failing': () => popup({ ...STATE, tab: FAILING }),
  'popup-others-fine': () =>
    popup({
      ...STATE,
      tab: {
        ...FAILING,
        failure: { view: { ...VIEW, comparison: 'others-fine' }, hasCard: true },
      },
    }),
  'popup-trying': () =>
    popup({
      ...STATE,
      tab: {
        ...FAILING,
        failure: { view: { ...VIEW, next: { kind: 'trying', by: 'us' } }, hasCard: true },
      },
    }),
  'popup-stopped': () =>
    popup({
      ...STATE,
      tab: {
        ...FAILING,
        failure: { view: { ...VIEW, next: { kind: 'stop', why: 'stopped' } }, hasCard: true },
      },
    }),
  'popup-form': () =>
    popup({
      ...STATE,
      tab: {
        ...FAILING,
        failure: { view: { ...VIEW, next: { kind: 'ask', why: 'form' } }, hasCard: true },
      },
    }),
  'popup-no-card': () =>
    popup({ ...STATE, tab: { ...FAILING, failure: { view: VIEW, hasCard: false } } }),
  'popup-unexplained': () => popup({ ...STATE, tab: { ...STATE.tab, unexplained: 502 } }),
  'popup-left-alone': () => popup({ ...STATE, tab: { ...FAILING, leftAlone: true } }),
  'popup-no-site': () => popup({ ...STATE, tab: { ...STATE.tab, site: null } }),
  'popup-off': () => popup({ ...STATE, on: false }),
  'popup-settings': () => unfolded(STATE),
  'popup-no-retry': () => unfolded({ ...STATE, autoRetry: false }),
  'popup-no-access': () => popup({ ...STATE, access: false }),
  'popup-access-refused': () => popup({ ...STATE, access: false }, { accessRefused: true }),
  'popup-private': () => popup({ ...STATE, isPrivate: true }),
  'popup-watched': () =>
    popup({
      ...STATE,
      tab: { ...FAILING, failure: { view: { ...VIEW, watch: 'on' }, hasCard: true } },
      watches: WATCHES.slice(0, 1),
    }),
  'popup-watches': () => popup({ ...STATE, watches: WATCHES }),
  'popup-watches-paused': () =>
    popup({ ...STATE, on: false, watches: WATCHES.map((line) => ({ ...line, state: 'paused' })) }),
  'popup-watch-allow': () =>
    popup({ ...STATE, mayNotify: false, watches: WATCHES.slice(0, 1) }, NO_HISTORY),
  'popup-watch-refused': () =>
    popup(
      { ...STATE, mayNotify: false, watches: WATCHES.slice(0, 1) },
      { ...NO_HISTORY, notificationsRefused: true },
    ),
  'popup-watch-private': () =>
    popup({
      ...STATE,
      isPrivate: true,
      tab: { ...FAILING, failure: { view: { ...VIEW, watch: 'private' }, hasCard: true } },
    }),
  'popup-back': () =>
    popup({
      ...STATE,
      tab: { ...FAILING, failure: { view: { ...VIEW, next: { kind: 'back' } }, hasCard: true } },
    }),
  'popup-unanswered': () => popup('unanswered'),
};
