import type { GenericSchema } from 'valibot';
import { describe, expect, it } from 'vitest';
import { CARD_ORDERS, CARD_REQUESTS } from '../../../src/protocol/card';
import { open, PROTOCOL, read, wrap } from '../../../src/protocol/envelope';
import { PAGE_REQUESTS } from '../../../src/protocol/pages';

describe('an envelope', () => {
  it('arrives as it was sent', () => {
    const sent = wrap('card/due', { incidentId: '17~ABC' });
    expect(open(structuredClone(sent))).toEqual(sent);
  });

  it('carries our version', () => {
    expect(wrap('card/due', null).v).toBe(PROTOCOL);
  });

  it('of another version can still be opened, so that one can part politely', () => {
    expect(open({ v: PROTOCOL + 1, type: 'card/later', body: { new: true } })).toEqual({
      v: PROTOCOL + 1,
      type: 'card/later',
      body: { new: true },
    });
  });

  it('of a later version may have more on it', () => {
    expect(open({ v: 9, type: 'x', body: 1, seal: 'wax' })).toEqual({ v: 9, type: 'x', body: 1 });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'card/due'],
    ['a number', 1],
    ['a list', ['card/due']],
    ['another extension’s message', { action: 'ping' }],
    ['no version', { type: 'card/due', body: null }],
    ['a version in words', { v: '1', type: 'card/due', body: null }],
    ['no type', { v: PROTOCOL, body: null }],
    ['a type that is no text', { v: PROTOCOL, type: 7, body: null }],
    ['no body', { v: PROTOCOL, type: 'card/due' }],
    ['an endless type', { v: PROTOCOL, type: 'x'.repeat(41), body: null }],
  ])('is not what is none of ours: %s', (_, message) => {
    expect(open(message)).toBeNull();
  });
});

const VOCABULARIES: readonly Record<string, GenericSchema>[] = [
  CARD_REQUESTS,
  PAGE_REQUESTS,
  CARD_ORDERS,
];

describe('a request', () => {
  it('is read by the vocabulary that has it', () => {
    expect(read(CARD_REQUESTS, wrap('card/due', { incidentId: 'a' }))).toEqual({
      type: 'card/due',
      body: { incidentId: 'a' },
    });
  });

  it('is unknown to another vocabulary', () => {
    expect(read(PAGE_REQUESTS, wrap('card/due', { incidentId: 'a' }))).toBeNull();
    expect(read(CARD_REQUESTS, wrap('popup/state', { tabId: 1 }))).toBeNull();
  });

  it.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '',
    'card',
    'CARD/DUE',
  ])('is none where its type is "%s"', (type) => {
    for (const vocabulary of VOCABULARIES) expect(read(vocabulary, wrap(type, {}))).toBeNull();
  });

  it('loses what its schema does not know', () => {
    const message = wrap('card/due', { incidentId: 'a', extra: true });
    expect(read(CARD_REQUESTS, message)?.body).toEqual({ incidentId: 'a' });
  });
});
