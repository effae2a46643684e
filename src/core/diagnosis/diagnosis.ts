/** What `diagnose` says: every claim with its evidence, and never more than can be said. */

export type Side = 'site' | 'visitor' | 'unknown';
export type Certainty = 'certain' | 'likely' | 'unknown';
export type PageKind = 'bare' | 'branded' | 'challenge' | 'empty' | 'unread';

/** The link of the chain that failed, named by its two ends. */
export type FailedLink =
  | 'visitor-proxy' // between the visitor and the site: a proxy of the visitor's
  | 'front' // the site's front (gateway, CDN) itself
  | 'front-to-server' // between the site's front and the server behind it
  | 'server' // the server behind
  | 'unknown';

export type Cause =
  | 'refused'
  | 'timeout'
  | 'closed'
  | 'invalid'
  | 'tls'
  | 'certificate'
  | 'dns'
  | 'unreachable'
  | 'overload'
  | 'maintenance'
  | 'no-tunnel'
  | 'blocked'
  | 'challenge'
  | 'unknown';

/** Why an automatic try makes sense or doesn't. */
export type RetryReason =
  | 'usually-temporary'
  | 'asked-to-wait' // Retry-After
  | 'deliberate' // a bot check or a block page
  | 'needs-the-owner' // certificate, tunnel: time alone doesn't mend it
  | 'refreshes-itself'
  | 'no-failure'; // the status says that all is well, or that the request was wrong

export const GATEWAY_ROLES = [
  'reverse-proxy',
  'load-balancer',
  'cdn',
  'waf', // a firewall for web sites
  'app-platform',
  'tunnel',
  'origin-server', // the server that runs the site's own program
  'forward-proxy',
] as const;

export type GatewayRole = (typeof GATEWAY_ROLES)[number];

export interface Gateway {
  /** Family name as in the catalogue, e.g. `nginx`. */
  readonly family: string;
  /** The product's own name, e.g. `nginx`; data, never translated. */
  readonly product: string;
  readonly role: GatewayRole;
}

/** One observation and what it speaks for. */
export interface Evidence {
  readonly kind:
    | 'status'
    | 'header'
    | 'title'
    | 'text'
    | 'markup'
    | 'context'
    | 'page'
    | 'perhaps'
    /** The browser's own name of what went wrong, where no answer came. */
    | 'error';
  /** Name of the header, for `header`. */
  readonly name?: string;
  /** The observed value, at most 200 characters, as it came: show as text only. */
  readonly value: string;
  readonly speaksFor: 'gateway' | 'side' | 'cause' | 'page' | 'retry' | 'author';
}

export interface Diagnosis {
  /** null where no answer came, and the browser gives none. */
  readonly status: number | null;
  /** The gateway that made the page; null where the application made it or nobody can tell. */
  readonly gateway: Gateway | null;
  readonly author: 'gateway' | 'origin' | 'unknown';
  /** Families the response passed through, nearest the site first. */
  readonly path: readonly string[];
  readonly side: Side;
  readonly failedLink: FailedLink;
  readonly cause: Cause;
  readonly certainty: Certainty;
  /** What a support desk can search by. */
  readonly reference: { readonly name: string; readonly value: string } | null;
  readonly retry: {
    readonly automatic: boolean;
    /** Seconds after the response before which the server asked not to come back; null if it didn't. */
    readonly notBeforeSeconds: number | null;
    readonly why: RetryReason;
  };
  readonly page: PageKind;
  readonly selfRefreshing: boolean;
  readonly evidence: readonly Evidence[];
}

/** What is said of an answer: that one has a status. */
export type AnswerDiagnosis = Diagnosis & { readonly status: number };
