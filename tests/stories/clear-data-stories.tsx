import type { VNode } from 'preact';
import { ClearData, type ClearDataProps } from '../../src/pages/clear-data/ClearData';
import type { ClearDataState } from '../../src/protocol/pages';

const nothing = (): void => undefined;

const FAILURE: NonNullable<ClearDataState['failure']> = {
  incidentId: 'story~1',
  site: 'www.shop.example.org',
  domain: 'example.org',
  loads: true,
  isPrivate: false,
};

const STATE: ClearDataState = { failure: FAILURE, allowed: true, went: null };

const page =
  (state: ClearDataState | null, change: Partial<ClearDataProps> = {}) =>
  (): VNode => (
    <ClearData state={state} ready refused={false} onYes={nothing} onClose={nothing} {...change} />
  );

const alone = { ...FAILURE, domain: null };

/** Every state of the page that asks before it clears cookies and data. */
export const CLEAR_DATA_STORIES: Readonly<Record<string, () => VNode>> = {
  'clear-data': page(STATE),
  'clear-data-not-ready': page(STATE, { ready: false }),
  'clear-data-form': page({ ...STATE, failure: { ...FAILURE, loads: false } }),
  'clear-data-asks': page({ ...STATE, allowed: false, failure: alone }),
  'clear-data-not-allowed': page({ ...STATE, allowed: false, failure: alone }, { refused: true }),
  'clear-data-private': page({ ...STATE, failure: { ...alone, isPrivate: true } }),
  'clear-data-done': page({ ...STATE, went: 'cleared' }),
  'clear-data-done-form': page({
    ...STATE,
    failure: { ...FAILURE, loads: false },
    went: 'cleared',
  }),
  'clear-data-refused': page({ ...STATE, went: 'refused' }),
  'clear-data-gone': page({ ...STATE, failure: null }),
  'clear-data-unanswered': page(null),
};
