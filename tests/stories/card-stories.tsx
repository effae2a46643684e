import type { VNode } from 'preact';
import { Overlay, type OverlayProps } from '../../src/overlay/Overlay';
import type { CardView } from '../../src/protocol/card';

/** A fixed point in time, so that a story looks the same whenever it is told. */
export const NOW = Date.UTC(2026, 10, 20, 12, 0, 0);

export const VIEW: CardView = {
  incidentId: 'story~1',
  status: 502,
  site: 'shop.example.org',
  form: 'card',
  side: 'site',
  certainty: 'certain',
  tries: 0,
  next: { kind: 'wait', until: NOW + 8_000, why: 'backoff' },
  remedies: ['K32', 'K31', 'K36'],
};

const nothing = (): void => undefined;

function overlay(props: Partial<OverlayProps>): VNode {
  return (
    <Overlay
      shape="card"
      view={VIEW}
      now={NOW}
      remediesOpen={false}
      announcement=""
      onLeave={nothing}
      onOpen={nothing}
      onFold={nothing}
      onRemedies={nothing}
      onBack={nothing}
      onCommand={nothing}
      {...props}
    />
  );
}

const view = (change: Partial<CardView>): VNode => overlay({ view: { ...VIEW, ...change } });
const stop = (why: Extract<CardView['next'], { kind: 'stop' }>['why']): VNode =>
  view({ next: { kind: 'stop', why } });

/** Every state of what stands in a page. */
export const CARD_STORIES: Readonly<Record<string, () => VNode>> = {
  pill: () => overlay({ shape: 'pill' }),
  'card-waiting': () => view({}),
  'card-tried': () => view({ tries: 3, certainty: 'likely' }),
  'card-asked-to-wait': () =>
    view({ status: 503, next: { kind: 'wait', until: NOW + 300_000, why: 'asked-to-wait' } }),
  'card-remedies': () => overlay({ remediesOpen: true }),
  'card-trying': () => view({ tries: 1, next: { kind: 'trying' } }),
  'card-stopped': () => stop('stopped'),
  'card-off-everywhere': () => stop('off-everywhere'),
  'card-off-here': () => stop('off-here'),
  'card-refreshes-itself': () => stop('refreshes-itself'),
  'card-deliberate': () => stop('deliberate'),
  'card-needs-the-owner': () =>
    view({ status: 526, next: { kind: 'stop', why: 'needs-the-owner' } }),
  'card-asked-to-wait-long': () => stop('asked-to-wait-long'),
  'card-tried-enough': () => stop('tried-enough'),
  'card-form': () => view({ next: { kind: 'ask', why: 'form' }, remedies: ['K48', 'K32', 'K36'] }),
  'card-unseen': () => view({ next: { kind: 'ask', why: 'unseen' } }),
  'card-visitor': () =>
    view({ side: 'visitor', certainty: 'likely', remedies: ['K42', 'K42a', 'K41'] }),
  'card-unknown': () =>
    view({ side: 'unknown', certainty: 'unknown', remedies: ['K35', 'K32', 'K31'] }),
  'card-long-name': () =>
    overlay({
      remediesOpen: true,
      view: {
        ...VIEW,
        site: `${'a-very-long-label-that-has-no-break-'.repeat(3)}.example.org`,
        tries: 12,
      },
    }),
  'card-parted': () => overlay({ shape: 'parted' }),
};

/** Statuses, each with a sentence of its own. */
for (const status of [503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530, 500]) {
  (CARD_STORIES as Record<string, () => VNode>)[`card-${status}`] = () => view({ status });
}
