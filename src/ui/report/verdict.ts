/** What the parts of a diagnosis are called, as message keys. */
import type { MessageKey } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';

export const CERTAINTY: Readonly<
  Record<DetailsFailure['certainty'], { readonly word: MessageKey; readonly means: MessageKey }>
> = {
  certain: { word: 'detailsSureCertain', means: 'detailsCertaintyCertain' },
  likely: { word: 'detailsSureLikely', means: 'detailsCertaintyLikely' },
  unknown: { word: 'detailsSureUnknown', means: 'detailsCertaintyUnknown' },
};

export const AUTHORS: Readonly<Record<DetailsFailure['author'], MessageKey>> = {
  gateway: 'detailsAuthorGateway',
  origin: 'detailsAuthorOrigin',
  unknown: 'detailsAuthorUnknown',
};

const LINKS: Readonly<Record<string, MessageKey>> = {
  'visitor-proxy': 'detailsLinkVisitorProxy',
  front: 'detailsLinkFront',
  'front-to-server': 'detailsLinkFrontToServer',
  server: 'detailsLinkServer',
};

export function failedLink(failure: DetailsFailure): MessageKey {
  return LINKS[failure.failedLink] ?? 'detailsLinkUnknown';
}

const ROLES: Readonly<Record<string, MessageKey>> = {
  'reverse-proxy': 'detailsRoleReverseProxy',
  'load-balancer': 'detailsRoleLoadBalancer',
  cdn: 'detailsRoleCdn',
  waf: 'detailsRoleWaf',
  'app-platform': 'detailsRolePlatform',
  tunnel: 'detailsRoleTunnel',
  'origin-server': 'detailsRoleOriginServer',
  'forward-proxy': 'detailsRoleForwardProxy',
};

/** What kind of gateway it is; null for a role this page doesn't know. */
export function gatewayRole(role: string): MessageKey | null {
  return Object.hasOwn(ROLES, role) ? (ROLES[role] ?? null) : null;
}

const KINDS: Readonly<Record<string, MessageKey>> = {
  status: 'detailsKindStatus',
  header: 'detailsKindHeader',
  title: 'detailsKindTitle',
  text: 'detailsKindText',
  markup: 'detailsKindMarkup',
  context: 'detailsKindContext',
  page: 'detailsKindPage',
  perhaps: 'detailsKindPerhaps',
  error: 'detailsKindError',
};

export function evidenceKind(kind: string): MessageKey {
  return KINDS[kind] ?? 'detailsKindOther';
}

const CLAIMS: Readonly<Record<string, MessageKey>> = {
  gateway: 'detailsSpeaksGateway',
  side: 'detailsSpeaksSide',
  cause: 'detailsSpeaksCause',
  page: 'detailsSpeaksPage',
  retry: 'detailsSpeaksRetry',
  author: 'detailsSpeaksAuthor',
};

export function claim(speaksFor: string): MessageKey {
  return CLAIMS[speaksFor] ?? 'detailsSpeaksOther';
}

const CIRCUMSTANCES: Readonly<Record<string, MessageKey>> = {
  cache: 'detailsContextCache',
  https: 'detailsContextHttps',
  direct: 'detailsContextDirect',
  relayed: 'detailsContextRelayed',
  others: 'detailsContextOthers',
  proxy: 'detailsContextProxy',
};

/** A circumstance in words; null for one this page doesn't know. */
export function circumstance(value: string): MessageKey | null {
  return Object.hasOwn(CIRCUMSTANCES, value) ? (CIRCUMSTANCES[value] ?? null) : null;
}
