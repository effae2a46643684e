import type { GenericSchema } from 'valibot';
import { describe, expect, it } from 'vitest';
import { CARD_ORDERS, CARD_REQUESTS } from '../../../src/protocol/card';
import { read, wrap } from '../../../src/protocol/envelope';
import { HISTORY_REQUESTS } from '../../../src/protocol/history';
import { PAGE_REQUESTS } from '../../../src/protocol/pages';
import { SETTINGS_REQUESTS } from '../../../src/protocol/settings';
import { STAND_IN_REQUESTS } from '../../../src/protocol/stand-in';
import {
  CARD,
  type Examples,
  HISTORY,
  NEVER,
  PAGES,
  SETTINGS,
  STAND_IN,
} from '../support/messages';
import { NOON } from '../support/samples';

interface Vocabulary {
  readonly of: string;
  readonly vocabulary: Record<string, GenericSchema>;
  readonly examples: Readonly<Record<string, Examples>>;
}

const VOCABULARIES: readonly Vocabulary[] = [
  { of: 'the card', vocabulary: CARD_REQUESTS, examples: CARD },
  { of: 'the popup and the details', vocabulary: PAGE_REQUESTS, examples: PAGES },
  { of: 'the history', vocabulary: HISTORY_REQUESTS, examples: HISTORY },
  { of: 'the settings page', vocabulary: SETTINGS_REQUESTS, examples: SETTINGS },
  { of: 'the stand-in', vocabulary: STAND_IN_REQUESTS, examples: STAND_IN },
];

const ALL = VOCABULARIES.flatMap(({ of, vocabulary, examples }) =>
  Object.entries(examples).map(([type, bodies]) => ({ of, vocabulary, type, ...bodies })),
);

describe.each(ALL)('the request $type of $of', ({ vocabulary, type, good, bad }) => {
  it('is read where it is well formed', () => {
    for (const body of good) expect(read(vocabulary, wrap(type, body))?.body).toEqual(body);
  });

  it('is refused where it is malformed', () => {
    for (const body of [...bad, ...NEVER]) {
      expect(read(vocabulary, wrap(type, body)), JSON.stringify(body)).toBeNull();
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
