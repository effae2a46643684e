import { describe, expect, it } from 'vitest';
import { toRecord } from '../../../src/core/history/record';
import { CARD_COMMANDS, CARD_ORDERS, CARD_REQUESTS } from '../../../src/protocol/card';
import { read, wrap } from '../../../src/protocol/envelope';
import { HISTORY_REQUESTS } from '../../../src/protocol/history';
import { PAGE_REQUESTS, REMEDY_COMMANDS, TAB_COMMANDS } from '../../../src/protocol/pages';
import { anIncident, NOON } from '../support/samples';

/** Bodies that a request must accept, and bodies that it must refuse. */
interface Examples {
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

const page = { status: 502, title: '502', text: 'Bad Gateway', markup: '<h1>Bad Gateway</h1>' };
const tried = { incidentId: 'a', number: 1 };

const pose = { shape: null, remediesOpen: false, focus: null, scroll: 0 };

const CARD: Record<keyof typeof CARD_REQUESTS, Examples> = {
  'card/page': {
    good: [page, { ...page, status: 0, title: '', text: '', markup: '' }],
    bad: [
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

const PAGES: Record<keyof typeof PAGE_REQUESTS, Examples> = {
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

const HISTORY: Record<keyof typeof HISTORY_REQUESTS, Examples> = {
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

/** Never a request, whatever its type. */
const NEVER = [undefined, null, 'text', 7, [], true];

const inRows = (examples: Record<string, Examples>) =>
  Object.entries(examples).map(([type, bodies]) => ({ type, ...bodies }));

describe.each(inRows(CARD))('the card’s request $type', ({ type, good, bad }) => {
  it('is read where it is well formed', () => {
    for (const body of good) expect(read(CARD_REQUESTS, wrap(type, body))?.body).toEqual(body);
  });

  it('is refused where it is malformed', () => {
    for (const body of [...bad, ...NEVER]) {
      expect(read(CARD_REQUESTS, wrap(type, body)), JSON.stringify(body)).toBeNull();
    }
  });
});

describe.each(inRows(PAGES))('the request $type of a page of ours', ({ type, good, bad }) => {
  it('is read where it is well formed', () => {
    for (const body of good) expect(read(PAGE_REQUESTS, wrap(type, body))?.body).toEqual(body);
  });

  it('is refused where it is malformed', () => {
    for (const body of [...bad, ...NEVER]) {
      expect(read(PAGE_REQUESTS, wrap(type, body)), JSON.stringify(body)).toBeNull();
    }
  });
});

describe.each(inRows(HISTORY))('the request $type about the history', ({ type, good, bad }) => {
  it('is read where it is well formed', () => {
    for (const body of good) expect(read(HISTORY_REQUESTS, wrap(type, body))?.body).toEqual(body);
  });

  it('is refused where it is malformed', () => {
    for (const body of [...bad, ...NEVER]) {
      expect(read(HISTORY_REQUESTS, wrap(type, body)), JSON.stringify(body)).toBeNull();
    }
  });
});

describe('an order to the card', () => {
  const view = {
    incidentId: 'a',
    status: 502,
    site: 'example.org',
    form: 'card',
    theme: 'system' as const,
    help: null,
    side: 'site',
    cause: 'unknown',
    certainty: 'likely',
    comparison: null,
    tries: 0,
    next: { kind: 'wait', until: NOON, why: 'backoff' },
    remedies: ['K32', 'K31', 'K36'],
    acts: ['K31', 'K37'],
    outcome: null,
    watch: 'yes',
    expected: null,
    pose: null,
  };
  const order = (body: unknown) => read(CARD_ORDERS, wrap('card/order', body));

  it.each([
    { do: 'show', view },
    { do: 'probe', number: 1, view },
    { do: 'reload', view },
    { do: 'open', view },
    { do: 'leave' },
    { do: 'wake' },
    { do: 'show', view: { ...view, next: { kind: 'trying', by: 'us' } } },
    { do: 'show', view: { ...view, next: { kind: 'back' } } },
    { do: 'show', view: { ...view, next: { kind: 'ask', why: 'form' } } },
    { do: 'show', view: { ...view, next: { kind: 'stop', why: 'tried-enough' } } },
  ])('is read: $do', (body) => {
    expect(order(body)?.body).toEqual(body);
  });

  it.each([
    ['an unknown order', { do: 'explode' }],
    ['a probe without its number', { do: 'probe', view }],
    ['nothing to show', { do: 'show' }],
    ['four remedies', { do: 'show', view: { ...view, remedies: ['K1', 'K2', 'K3', 'K4'] } }],
    ['no next step', { do: 'show', view: { ...view, next: null } }],
    ['an unknown reason', { do: 'show', view: { ...view, next: { kind: 'stop', why: 'mood' } } }],
    [
      'a negative time',
      { do: 'show', view: { ...view, next: { kind: 'wait', until: -1, why: 'backoff' } } },
    ],
  ])('is refused: %s', (_, body) => {
    expect(order(body)).toBeNull();
  });
});
