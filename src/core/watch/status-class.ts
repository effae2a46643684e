/**
 * What a status code alone says about whether a main-frame answer is Backsoon's business.
 *
 * - `watched`: codes that gateways send about the server behind them.
 * - `perhaps`: other server errors; ours only where the page is plainly a gateway's own.
 * - `other`: none of our business.
 */
export type StatusClass = 'watched' | 'perhaps' | 'other';

/** 502, 503, 504: RFC 9110 section 15.6. 520 to 527 and 530: Cloudflare's own codes. */
export const WATCHED = [502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530] as const;
export type Watched = (typeof WATCHED)[number];

/** Whether a status is one that gateways send about the server behind them. */
export function isWatched(status: number | null): status is Watched {
  return WATCHED.some((watched) => watched === status);
}

/**
 * Classes a status code. Anything from 500 up that is not watched is `perhaps`: some proxies answer
 * with codes outside the registry, even above 599.
 */
export function classifyStatus(status: number): StatusClass {
  if (isWatched(status)) return 'watched';
  return Number.isInteger(status) && status >= 500 && status <= 999 ? 'perhaps' : 'other';
}
