import type { VNode } from 'preact';
import type { Copying } from '../../src/pages/details/CopyReport';
import { Details } from '../../src/pages/details/Details';
import type { DetailsFailure } from '../../src/protocol/pages';
import { NOW } from './card-stories';

const nothing = (): void => undefined;

const MINUTE = 60_000;

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
  acts: ['K31', 'K37', 'K38', 'K47'],
  outcome: null,
  archive: 'https://web.archive.org/web/2/https://shop.example.org/cart',
};

const COPYING: Copying = { form: 'text', result: null, onForm: nothing, onCopy: nothing };

const details =
  (change: Partial<DetailsFailure>, copying: Partial<Copying> = {}) =>
  (): VNode => (
    <Details
      answered
      failure={{ ...FAILURE, ...change }}
      copying={{ ...COPYING, ...copying }}
      onRemedy={nothing}
    />
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
  'details-remedy-done': details({
    remedies: ['K37', 'K31', 'K32'],
    outcome: { remedy: 'K37', went: 'instead', ifFails: 'instead', at: NOW },
  }),
  'details-copied': details({}, { form: 'markdown', result: 'copied' }),
  'details-not-copied': details({}, { result: 'refused' }),
  'details-none': () => <Details answered failure={null} copying={COPYING} onRemedy={nothing} />,
  'details-unanswered': () => (
    <Details answered={false} failure={null} copying={COPYING} onRemedy={nothing} />
  ),
};
