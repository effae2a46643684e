import type { VNode } from 'preact';
import type { Copying } from '../../src/pages/details/CopyReport';
import { Details } from '../../src/pages/details/Details';
import { Popup, type PopupProps } from '../../src/popup/Popup';
import type { DetailsFailure, HistoryLine, PopupState } from '../../src/protocol/pages';
import { NOW, VIEW } from './card-stories';

const nothing = (): void => undefined;

const MINUTE = 60_000;

const HISTORY: HistoryLine[] = [
  {
    id: '1',
    address: 'https://shop.example.org/cart',
    site: 'shop.example.org',
    status: 502,
    at: NOW - MINUTE,
    end: null,
    lasted: null,
  },
  {
    id: '2',
    address: 'https://news.example.net/today?token=…',
    site: 'news.example.net',
    status: 503,
    at: NOW - 40 * MINUTE,
    end: 'recovered',
    lasted: 4 * MINUTE,
  },
  {
    id: '3',
    address: 'https://wiki.example.com/',
    site: 'wiki.example.com',
    status: 504,
    at: NOW - 26 * 60 * MINUTE,
    end: 'left',
    lasted: MINUTE,
  },
  {
    id: '4',
    address: 'https://a-rather-long-name.of.a.host.example.edu/with/a/long/path/that/has/no/end',
    site: 'a-rather-long-name.of.a.host.example.edu',
    status: 521,
    at: NOW - 9 * 24 * 60 * MINUTE,
    end: 'unknown',
    lasted: 0,
  },
];

const STATE: PopupState = {
  on: true,
  autoRetry: true,
  access: true,
  isPrivate: false,
  tab: {
    site: 'shop.example.org',
    siteAutoRetry: true,
    leftAlone: false,
    failure: null,
    unexplained: null,
  },
  history: HISTORY,
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

function popup(state: PopupState | 'unanswered', props: Partial<PopupProps> = {}): VNode {
  return (
    <Popup
      state={state}
      now={NOW}
      announcement=""
      accessRefused={false}
      notificationsRefused={false}
      onWish={nothing}
      onAccess={nothing}
      onAllow={nothing}
      {...props}
    />
  );
}

/** Every state of the popup. */
export const POPUP_STORIES: Readonly<Record<string, () => VNode>> = {
  'popup-well': () => popup({ ...STATE, history: [] }),
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
  'popup-no-retry': () => popup({ ...STATE, autoRetry: false }),
  'popup-no-access': () => popup({ ...STATE, access: false }),
  'popup-access-refused': () => popup({ ...STATE, access: false }, { accessRefused: true }),
  'popup-private': () => popup({ ...STATE, isPrivate: true, history: [] }),
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
    popup({ ...STATE, mayNotify: false, watches: WATCHES.slice(0, 1), history: [] }),
  'popup-watch-refused': () =>
    popup(
      { ...STATE, mayNotify: false, watches: WATCHES.slice(0, 1), history: [] },
      { notificationsRefused: true },
    ),
  'popup-watch-private': () =>
    popup({
      ...STATE,
      isPrivate: true,
      history: [],
      tab: { ...FAILING, failure: { view: { ...VIEW, watch: 'private' }, hasCard: true } },
    }),
  'popup-back': () =>
    popup({
      ...STATE,
      tab: { ...FAILING, failure: { view: { ...VIEW, next: { kind: 'back' } }, hasCard: true } },
    }),
  'popup-unanswered': () => popup('unanswered'),
};

const FAILURE: DetailsFailure = {
  status: 502,
  reason: 'Bad Gateway',
  site: 'shop.example.org',
  address: 'https://shop.example.org/cart?session=…',
  firstSeenAt: NOW - 2 * MINUTE,
  lastSeenAt: NOW - 10_000,
  tries: { ours: 3, visitors: 1 },
  askedBy: 'get',
  gateway: { family: 'nginx', product: 'nginx', role: 'reverse-proxy' },
  author: 'gateway',
  side: 'site',
  failedLink: 'front-to-server',
  cause: 'unknown',
  certainty: 'certain',
  comparison: null,
  reference: null,
  evidence: [
    { kind: 'status', value: '502 Bad Gateway', speaksFor: 'cause' },
    { kind: 'header', name: 'server', value: 'nginx', speaksFor: 'gateway' },
    { kind: 'title', value: '502 Bad Gateway', speaksFor: 'author' },
    { kind: 'markup', value: 'nginx', speaksFor: 'gateway' },
  ],
  remedies: ['K32', 'K31', 'K36', 'K46'],
};

const COPYING: Copying = { form: 'text', result: null, onForm: nothing, onCopy: nothing };

const details =
  (change: Partial<DetailsFailure>, copying: Partial<Copying> = {}) =>
  (): VNode => (
    <Details answered failure={{ ...FAILURE, ...change }} copying={{ ...COPYING, ...copying }} />
  );

/** The details page: a failure of each kind, and none. */
export const DETAILS_STORIES: Readonly<Record<string, () => VNode>> = {
  'details-nginx': details({}),
  'details-cloudflare': details({
    status: 521,
    reason: null,
    gateway: { family: 'cloudflare', product: 'Cloudflare', role: 'cdn' },
    cause: 'refused',
    comparison: 'others-fine',
    reference: { name: 'Ray ID', value: '8f00ba5e0000abcd-AMS' },
    evidence: [{ kind: 'header', name: 'server', value: 'cloudflare', speaksFor: 'gateway' }],
  }),
  'details-unknown': details({
    status: 504,
    gateway: null,
    author: 'unknown',
    side: 'unknown',
    failedLink: 'unknown',
    cause: 'timeout',
    certainty: 'unknown',
  }),
  'details-form': details({ askedBy: 'form', remedies: ['K48', 'K32', 'K31'] }),
  'details-visitor': details({
    side: 'visitor',
    failedLink: 'visitor-proxy',
    certainty: 'likely',
    gateway: { family: 'squid', product: 'Squid', role: 'forward-proxy' },
    remedies: ['K42', 'K42a', 'K41'],
  }),
  'details-same-gateway': details({
    address: 'http://shop.example.org/cart',
    comparison: 'others-failing-same-gateway',
  }),
  'details-apache-503': details({
    status: 503,
    reason: 'Service Unavailable',
    gateway: { family: 'apache', product: 'Apache HTTP Server', role: 'reverse-proxy' },
    evidence: [
      { kind: 'status', value: '503 Service Unavailable', speaksFor: 'cause' },
      { kind: 'header', name: 'server', value: 'Apache/2.4.62 (Debian)', speaksFor: 'gateway' },
      { kind: 'context', value: 'direct', speaksFor: 'side' },
    ],
  }),
  'details-app': details({
    status: 500,
    reason: null,
    gateway: { family: 'gunicorn', product: 'Gunicorn', role: 'origin-server' },
    failedLink: 'server',
  }),
  'details-weak-signs': details({
    gateway: null,
    author: 'unknown',
    failedLink: 'unknown',
    certainty: 'likely',
    evidence: [
      { kind: 'page', value: 'empty', speaksFor: 'page' },
      { kind: 'context', value: 'https', speaksFor: 'side' },
      { kind: 'perhaps', value: 'Traefik', speaksFor: 'gateway' },
    ],
  }),
  'details-blocked': details({
    status: 503,
    gateway: { family: 'cloudflare', product: 'Cloudflare', role: 'cdn' },
    cause: 'blocked',
    failedLink: 'front',
    remedies: ['K42', 'K46', 'K32'],
  }),
  'details-copied': details({}, { form: 'markdown', result: 'copied' }),
  'details-not-copied': details({}, { result: 'refused' }),
  'details-none': () => <Details answered failure={null} copying={COPYING} />,
  'details-unanswered': () => <Details answered={false} failure={null} copying={COPYING} />,
};
