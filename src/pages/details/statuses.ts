/** The status codes that the page sets side by side. Names are the standards' and Cloudflare's own. */
import type { MessageKey } from '../../platform/i18n';

export interface StatusLine {
  readonly code: number;
  /** English, as the code is named everywhere; null where there is no settled name. */
  readonly name: string | null;
  readonly says: MessageKey;
}

export const COMMON: readonly StatusLine[] = [
  { code: 500, name: 'Internal Server Error', says: 'detailsStatus500' },
  { code: 502, name: 'Bad Gateway', says: 'detailsStatus502' },
  { code: 503, name: 'Service Unavailable', says: 'detailsStatus503' },
  { code: 504, name: 'Gateway Timeout', says: 'detailsStatus504' },
];

/** https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/ */
export const CLOUDFLARE: readonly StatusLine[] = [
  { code: 520, name: 'Unknown Error', says: 'detailsStatus520' },
  { code: 521, name: 'Web Server Is Down', says: 'detailsStatus521' },
  { code: 522, name: 'Connection Timed Out', says: 'detailsStatus522' },
  { code: 523, name: 'Origin Is Unreachable', says: 'detailsStatus523' },
  { code: 524, name: 'A Timeout Occurred', says: 'detailsStatus524' },
  { code: 525, name: 'SSL Handshake Failed', says: 'detailsStatus525' },
  { code: 526, name: 'Invalid SSL Certificate', says: 'detailsStatus526' },
  { code: 527, name: 'Railgun Error', says: 'detailsStatus527' },
  { code: 530, name: null, says: 'detailsStatus530' },
];
