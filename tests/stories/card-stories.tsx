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
  theme: 'system',
  help: null,
  side: 'site',
  cause: 'unknown',
  certainty: 'certain',
  comparison: null,
  tries: 0,
  next: { kind: 'wait', until: NOW + 8_000, why: 'backoff' },
  remedies: ['K32', 'K31', 'K36'],
  acts: ['K31', 'K37', 'K38', 'K47'],
  outcome: null,
  watch: 'yes',
  expected: null,
  pose: null,
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
      theme="system"
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
  'card-remedies-stored': () =>
    overlay({ remediesOpen: true, view: { ...VIEW, remedies: ['K37', 'K31', 'K32'] } }),
  'card-remedies-form': () =>
    overlay({
      remediesOpen: true,
      view: {
        ...VIEW,
        next: { kind: 'ask', why: 'form' },
        remedies: ['K48', 'K37', 'K32'],
        acts: ['K37', 'K38'],
        outcome: { remedy: 'K37', went: 'not-loaded', ifFails: 'not-loaded', at: NOW },
      },
    }),
  'card-remedy-done': () =>
    overlay({
      remediesOpen: true,
      view: {
        ...VIEW,
        tries: 1,
        outcome: { remedy: 'K31', went: 'done', ifFails: 'done', at: NOW },
      },
    }),
  'card-copy-refused': () =>
    view({ outcome: { remedy: 'copy', went: 'refused', ifFails: 'refused', at: NOW } }),
  'card-trying': () => view({ tries: 1, next: { kind: 'trying', by: 'us' } }),
  'card-stopped': () => stop('stopped'),
  'card-off-everywhere': () => stop('off-everywhere'),
  'card-off-here': () => stop('off-here'),
  'card-refreshes-itself': () => stop('refreshes-itself'),
  'card-deliberate': () =>
    view({
      cause: 'blocked',
      next: { kind: 'stop', why: 'deliberate' },
      remedies: ['K42', 'K46', 'K32'],
      watch: 'no',
    }),
  'card-maintenance': () => view({ status: 503, cause: 'maintenance' }),
  'card-overload': () => view({ status: 503, cause: 'overload' }),
  'card-no-tunnel': () =>
    view({ status: 530, cause: 'no-tunnel', next: { kind: 'stop', why: 'needs-the-owner' } }),
  'card-needs-the-owner': () =>
    view({ status: 526, next: { kind: 'stop', why: 'needs-the-owner' } }),
  'card-asked-to-wait-long': () => stop('asked-to-wait-long'),
  'card-tried-enough': () => stop('tried-enough'),
  'card-watched': () => view({ tries: 3, watch: 'on' }),
  'card-watched-stopped': () => view({ watch: 'on', next: { kind: 'stop', why: 'tried-enough' } }),
  'card-back': () => view({ tries: 3, next: { kind: 'back' } }),
  'card-form': () => view({ next: { kind: 'ask', why: 'form' }, remedies: ['K48', 'K32', 'K36'] }),
  'card-unseen': () => view({ next: { kind: 'ask', why: 'unseen' } }),
  'card-visitor': () =>
    view({ side: 'visitor', certainty: 'likely', remedies: ['K42', 'K42a', 'K41'] }),
  'card-visitor-blocked': () =>
    view({
      side: 'visitor',
      cause: 'blocked',
      certainty: 'likely',
      next: { kind: 'stop', why: 'deliberate' },
      remedies: ['K42', 'K42a', 'K41'],
      watch: 'no',
    }),
  'card-unknown': () =>
    view({ side: 'unknown', certainty: 'unknown', remedies: ['K35', 'K32', 'K31'] }),
  'card-others-fine': () => view({ certainty: 'likely', comparison: 'others-fine' }),
  'card-same-gateway': () =>
    view({ certainty: 'likely', comparison: 'others-failing-same-gateway', tries: 2 }),
  'card-same-provider': () => view({ status: 521, comparison: 'others-failing-same-provider' }),
  'card-others-failing': () =>
    view({ side: 'unknown', certainty: 'unknown', comparison: 'others-failing' }),
  'card-offline': () => view({ comparison: 'offline' }),
  'card-own-network': () =>
    view({ side: 'unknown', certainty: 'unknown', comparison: 'own-network' }),
  'card-proxy': () => view({ side: 'unknown', certainty: 'unknown', comparison: 'proxy' }),
  'card-long-name': () =>
    overlay({
      remediesOpen: true,
      view: {
        ...VIEW,
        site: `${'a-very-long-label-that-has-no-break-'.repeat(3)}.example.org`,
        tries: 12,
      },
    }),
  'card-help-desk': () => view({ help: { text: null, isLink: true } }),
  'card-help-desk-words': () =>
    view({
      help: { text: 'Call 4711 if the wiki stays away for more than an hour.', isLink: false },
    }),
  'card-parted': () => overlay({ shape: 'parted' }),
};

/** Statuses, each with a sentence of its own. */
for (const status of [503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530, 500]) {
  (CARD_STORIES as Record<string, () => VNode>)[`card-${status}`] = () => view({ status });
}
