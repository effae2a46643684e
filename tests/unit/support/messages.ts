import { toRecord } from '../../../src/core/history/record';
import { CARD_COMMANDS, type CARD_REQUESTS } from '../../../src/protocol/card';
import type { HISTORY_REQUESTS } from '../../../src/protocol/history';
import { type PAGE_REQUESTS, REMEDY_COMMANDS, TAB_COMMANDS } from '../../../src/protocol/pages';
import { type SETTINGS_REQUESTS, SITE_RULES } from '../../../src/protocol/settings';
import type { STAND_IN_REQUESTS } from '../../../src/protocol/stand-in';
import { anIncident, NOON } from './samples';

/** Bodies that a request must accept, and bodies that it must refuse. */
export interface Examples {
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

const page = {
  status: 502,
  address: 'https://shop.example/',
  title: '502',
  text: 'Bad Gateway',
  markup: '<h1>Bad Gateway</h1>',
};
const tried = { incidentId: 'a', number: 1 };

const pose = { shape: null, remediesOpen: false, focus: null, scroll: 0 };

/** Of the card. */
export const CARD: Record<keyof typeof CARD_REQUESTS, Examples> = {
  'card/page': {
    good: [page, { ...page, status: 0, address: '', title: '', text: '', markup: '' }],
    bad: [
      { ...page, address: 17 },
      { ...page, address: 'x'.repeat(65_537) },
      { ...page, status: -1 },
      { ...page, status: 502.5 },
      { ...page, status: '502' },
      { ...page, title: 'x'.repeat(1_001) },
      { ...page, text: 'x'.repeat(65_537) },
      { ...page, markup: 'x'.repeat(65_537) },
      { ...page, markup: undefined },
    ],
  },
  'card/due': {
    good: [{ incidentId: '17~ABC' }],
    bad: [{}, { incidentId: 17 }, { incidentId: 'x'.repeat(201) }],
  },
  'card/tried': {
    good: [
      { ...tried, outcome: { kind: 'answered', status: 502 } },
      { ...tried, outcome: { kind: 'answered', status: 0 } },
      { ...tried, outcome: { kind: 'unreadable' } },
      { ...tried, outcome: { kind: 'silent' } },
    ],
    bad: [
      { ...tried },
      { ...tried, outcome: { kind: 'answered' } },
      { ...tried, outcome: { kind: 'answered', status: -1 } },
      { ...tried, outcome: { kind: 'else' } },
      { ...tried, number: -1, outcome: { kind: 'silent' } },
      { ...tried, number: 0.5, outcome: { kind: 'silent' } },
    ],
  },
  'card/hold': { good: [{ incidentId: '17~ABC' }], bad: [{}, { incidentId: 17 }] },
  'card/pose': {
    good: [
      { incidentId: 'a', pose },
      { incidentId: 'a', pose: { shape: 'pill', remediesOpen: true, focus: '', scroll: 12 } },
    ],
    bad: [
      { incidentId: 'a' },
      { incidentId: 'a', pose: { ...pose, shape: 'parted' } },
      { incidentId: 'a', pose: { ...pose, focus: 'x'.repeat(201) } },
      { incidentId: 'a', pose: { ...pose, scroll: -1 } },
    ],
  },
  'card/command': {
    good: CARD_COMMANDS.map((command) => ({ incidentId: 'a', command })),
    bad: [
      { incidentId: 'a', command: 'explode' },
      { incidentId: 'a', command: 'explain' },
      { command: 'stop' },
    ],
  },
};

/** Of the pages. */
export const PAGES: Record<keyof typeof PAGE_REQUESTS, Examples> = {
  'popup/state': { good: [{ tabId: 7 }, { tabId: -1 }], bad: [{}, { tabId: '7' }, { tabId: 1.5 }] },
  'popup/tab': {
    good: TAB_COMMANDS.map((command) => ({ tabId: 7, command })),
    bad: [{ tabId: 7, command: 'dismiss' }, { tabId: 7 }, { command: 'stop' }],
  },
  'popup/switch': { good: [{ tabId: 7, on: false }], bad: [{ tabId: 7 }, { tabId: 7, on: 'no' }] },
  'popup/auto-retry': {
    good: [
      { tabId: 7, site: null, on: true },
      { tabId: 7, site: 'example.org', on: false },
    ],
    bad: [
      { tabId: 7, on: true },
      { tabId: 7, site: 'x'.repeat(261), on: true },
      { tabId: 7, site: 7, on: true },
    ],
  },
  'popup/stand-in': {
    good: [{ tabId: 7, on: false }],
    bad: [{ tabId: 7 }, { on: true }, { tabId: 7, on: null }],
  },
  'popup/leave-alone': {
    good: [{ tabId: 7, site: 'example.org', on: true }],
    bad: [
      { tabId: 7, site: null, on: true },
      { tabId: 7, site: 'example.org' },
    ],
  },
  'popup/watch': {
    good: [
      { tabId: 7, watchId: '1', command: 'open' },
      { tabId: 7, watchId: '1', command: 'stop' },
    ],
    bad: [
      { tabId: 7, watchId: '1' },
      { tabId: 7, watchId: 'x'.repeat(201), command: 'stop' },
      { tabId: 7, watchId: '1', command: 'explode' },
    ],
  },
  'popup/update-seen': { good: [{ tabId: 7 }], bad: [{}, { tabId: '7' }] },
  'popup/check-page': { good: [{ tabId: 7 }], bad: [{}, { tabId: null }] },
  'details/remedy': {
    good: REMEDY_COMMANDS.map((command) => ({ tabId: 7, command })),
    bad: [{ tabId: 7 }, { tabId: 7, command: 'copy' }, { command: 'archive' }],
  },
  'clear-data/state': { good: [{ tabId: 7 }], bad: [{}, { tabId: '7' }] },
  'clear-data/yes': {
    good: [{ tabId: 7, incidentId: '17~ABC' }],
    bad: [{ tabId: 7 }, { incidentId: 'a' }, { tabId: 7, incidentId: 'x'.repeat(201) }],
  },
  'details/state': { good: [{ tabId: 7 }], bad: [{}, { tabId: Number.NaN }] },
};

const aRecord = { ...toRecord(anIncident()), statuses: [502] };

/** Of the pages that show the history. */
export const HISTORY: Record<keyof typeof HISTORY_REQUESTS, Examples> = {
  'history/list': {
    good: [
      { tabId: 7, query: '', before: null, most: 30 },
      { tabId: null, query: 'nginx', before: [NOON, 'a'], most: 100 },
    ],
    bad: [
      { tabId: 7, query: '', before: null, most: 0 },
      { tabId: 7, query: '', before: null, most: 101 },
      { tabId: 7, query: 'x'.repeat(201), before: null, most: 30 },
      { tabId: 7, query: '', before: NOON, most: 30 },
      { tabId: 7, query: '', before: ['a', NOON], most: 30 },
      { query: '', before: null, most: 30 },
    ],
  },
  'history/open': {
    good: [{ tabId: 7, key: [NOON, 'a'] }],
    bad: [{ tabId: 7 }, { tabId: 7, key: [NOON] }, { tabId: 7, key: [NOON, 'x'.repeat(201)] }],
  },
  'history/forget': {
    good: [
      { tabId: 7, what: { kind: 'these', keys: [[NOON, 'a']] } },
      { tabId: 7, what: { kind: 'site', site: 'shop.example.org' } },
      { tabId: 7, what: { kind: 'all' } },
    ],
    bad: [{ tabId: 7 }, { tabId: 7, what: { kind: 'some' } }, { tabId: 7, what: { kind: 'site' } }],
  },
  'history/undo': { good: [{ tabId: 7, token: 'a' }], bad: [{ tabId: 7 }] },
  'history/import': {
    good: [
      { tabId: null, records: [] },
      { tabId: 7, records: [aRecord] },
    ],
    bad: [
      { tabId: 7, records: [{ ...aRecord, address: 'x'.repeat(401) }] },
      { tabId: 7, records: [{ ...aRecord, firstSeenAt: '2026' }] },
      { tabId: 7, records: [{ ...aRecord, end: { how: 'well', at: NOON } }] },
    ],
  },
  'history/about': { good: [{ tabId: 7 }, { tabId: null }], bad: [{}, { tabId: 0.5 }] },
  'history/keep': {
    good: [{ tabId: 7, days: 90, incidents: 10_000 }],
    bad: [
      { tabId: 7, days: 6, incidents: 10_000 },
      { tabId: 7, days: 90, incidents: 1_000_000 },
      { tabId: 7, days: 90.5, incidents: 10_000 },
    ],
  },
};

/** Of the settings page. */
export const SETTINGS: Record<keyof typeof SETTINGS_REQUESTS, Examples> = {
  'settings/state': { good: [{}], bad: [] },
  'settings/change': {
    good: [
      { change: {} },
      { change: { on: false, statuses: ['502', 'cdn'], theme: 'dark', appearance: 'badge' } },
      { change: { history: { keep: false, days: 7, incidents: 100 } } },
    ],
    bad: [
      {},
      { change: { on: 'no' } },
      { change: { theme: 'pink' } },
      { change: { statuses: ['404'] } },
      { change: { history: { keep: true, days: 6, incidents: 100 } } },
    ],
  },
  'settings/site': {
    good: [null, ...SITE_RULES].map((rule) => ({ site: 'shop.example.org', rule })),
    bad: [{ site: 'shop.example.org' }, { rule: null }, { site: 'a', rule: 'explode' }],
  },
  'settings/import': {
    good: [
      { own: {} },
      { own: { standIn: false, sites: { 'shop.example.org': { leftAlone: true } } } },
    ],
    bad: [
      {},
      { own: { colour: 'red' } },
      { own: { sites: { 'not a site': {} } } },
      { own: { sites: { 'shop.example.org': { colour: 'red' } } } },
    ],
  },
  'settings/reset': { good: [{}], bad: [] },
};

/** Of the page that stands in. */
export const STAND_IN: Record<keyof typeof STAND_IN_REQUESTS, Examples> = {
  'stand-in/hello': { good: [{}], bad: [] },
  'stand-in/found': {
    good: [
      { outcome: { kind: 'silent' }, headers: [] },
      {
        outcome: { kind: 'answered', status: 502 },
        headers: [{ name: 'server', value: 'nginx' }],
      },
    ],
    bad: [
      { outcome: { kind: 'silent' } },
      { outcome: { kind: 'else' }, headers: [] },
      { outcome: { kind: 'silent' }, headers: [{ name: 'server' }] },
      { outcome: { kind: 'silent' }, headers: [{ name: 'x'.repeat(101), value: '' }] },
    ],
  },
  'stand-in/going': { good: [{}], bad: [] },
};

/** Never a request, whatever its type. */
export const NEVER = [undefined, null, 'text', 7, true];
