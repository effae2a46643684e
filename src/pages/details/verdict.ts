/** What the failure at hand is called: headline, side, certainty, link and role as message keys. */
import type { MessageKey } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';

const HEADLINES: Readonly<Record<number, MessageKey>> = {
  502: 'headline502',
  503: 'headline503',
  504: 'headline504',
  520: 'headline520',
  521: 'headline521',
  522: 'headline522',
  523: 'headline523',
  524: 'headline524',
  525: 'headline525',
  526: 'headline526',
  527: 'headline527',
  530: 'headline530',
};

export function headline(status: number): MessageKey {
  return HEADLINES[status] ?? 'headlineOther';
}

export function sideSentence({ side, certainty }: DetailsFailure): MessageKey {
  if (side === 'visitor') return 'sideVisitor';
  if (side === 'unknown') return 'sideUnknown';
  return certainty === 'certain' ? 'sideSiteCertain' : 'sideSiteLikely';
}

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
  cdn: 'detailsRoleCdn',
  'forward-proxy': 'detailsRoleForwardProxy',
  platform: 'detailsRolePlatform',
  tunnel: 'detailsRoleTunnel',
};

/** What kind of gateway it is; null for a role this page doesn't know. */
export function gatewayRole(role: string): MessageKey | null {
  return ROLES[role] ?? null;
}

const KINDS: Readonly<Record<string, MessageKey>> = {
  status: 'detailsKindStatus',
  header: 'detailsKindHeader',
  title: 'detailsKindTitle',
  text: 'detailsKindText',
  markup: 'detailsKindMarkup',
  context: 'detailsKindContext',
  page: 'detailsKindPage',
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
};

/** A circumstance in words; null for one this page doesn't know. */
export function circumstance(value: string): MessageKey | null {
  return CIRCUMSTANCES[value] ?? null;
}
