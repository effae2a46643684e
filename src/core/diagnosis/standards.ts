import { isInnerList, parseList, Token } from 'structured-headers';
import type { Cause } from './diagnosis';
import { type Header, headerValues } from './observation';

/** What the standard fields say: Proxy-Status (RFC 9209) and Cache-Status (RFC 9211). */
export interface StandardFields {
  /** The proxy that met the error, by the name it gives itself, and its error token. */
  readonly proxyError: { readonly proxy: string; readonly error: string } | null;
  /** The status that the next hop answered with, where one is told. */
  readonly receivedStatus: number | null;
}

/** RFC 9209, section 2.3: what each error token stands for. */
const ERRORS: Readonly<Record<string, Cause>> = {
  dns_timeout: 'dns',
  dns_error: 'dns',
  destination_not_found: 'unknown',
  destination_unavailable: 'unreachable',
  destination_ip_prohibited: 'blocked',
  destination_ip_unroutable: 'unreachable',
  connection_refused: 'refused',
  connection_terminated: 'closed',
  connection_timeout: 'timeout',
  connection_read_timeout: 'timeout',
  connection_write_timeout: 'timeout',
  connection_limit_reached: 'overload',
  tls_protocol_error: 'tls',
  tls_certificate_error: 'certificate',
  tls_alert_received: 'tls',
  http_request_denied: 'blocked',
  http_response_incomplete: 'invalid',
  http_response_header_section_size: 'invalid',
  http_response_header_size: 'invalid',
  http_response_body_size: 'invalid',
  http_response_trailer_section_size: 'invalid',
  http_response_trailer_size: 'invalid',
  http_response_transfer_coding: 'invalid',
  http_response_content_coding: 'invalid',
  http_response_timeout: 'timeout',
  http_upgrade_failed: 'invalid',
  http_protocol_error: 'invalid',
};

/** The cause that an error token of Proxy-Status stands for; `unknown` for any other word. */
export function causeOfProxyError(error: string): Cause {
  return Object.hasOwn(ERRORS, error) ? (ERRORS[error] ?? 'unknown') : 'unknown';
}

/** Longer fields are not read. */
const LONGEST = 4_000;

/** Reads the standard fields. What doesn't parse is no statement: both are then null. */
export function standardFields(headers: readonly Header[]): StandardFields {
  let proxyError: StandardFields['proxyError'] = null;
  let receivedStatus: number | null = null;
  // The first member is nearest the origin; the one with the error is the one that failed.
  for (const { item, parameters } of members(headers, 'proxy-status')) {
    const error = wordOf(parameters.get('error'));
    if (error !== null && proxyError === null) proxyError = { proxy: item, error };
    receivedStatus ??= statusOf(parameters.get('received-status'));
  }
  for (const { parameters } of members(headers, 'cache-status')) {
    receivedStatus ??= statusOf(parameters.get('fwd-status'));
  }
  return { proxyError, receivedStatus };
}

function members(
  headers: readonly Header[],
  name: string,
): { item: string; parameters: ReadonlyMap<string, unknown> }[] {
  const value = headerValues(headers, name).join(', ');
  if (value === '' || value.length > LONGEST) return [];
  try {
    return parseList(value).flatMap((member) =>
      isInnerList(member) ? [] : [{ item: wordOf(member[0]) ?? '', parameters: member[1] }],
    );
  } catch {
    // Not a structured field: the sender has something else in mind.
    return [];
  }
}

function wordOf(value: unknown): string | null {
  if (value instanceof Token) return value.toString().slice(0, 100);
  return typeof value === 'string' ? value.slice(0, 100) : null;
}

function statusOf(value: unknown): number | null {
  const isStatus = Number.isInteger(value) && Number(value) >= 100 && Number(value) <= 999;
  return isStatus ? Number(value) : null;
}
