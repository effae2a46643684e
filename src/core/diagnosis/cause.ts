import { atStatus, type Signature } from './catalogue';
import type { Cause } from './diagnosis';
import { refusalOf } from './interception';
import type { Observed } from './match';
import { headerValues } from './observation';
import { causeOfProxyError, type StandardFields } from './standards';

/** The errors of operating systems and clients, in the words that they print them in. */
const SYSTEM_ERRORS: readonly { readonly words: RegExp; readonly cause: Cause }[] = [
  {
    words: /ECONNREFUSED|connection refused|refused connection|\(111\)|Errno 111\b/i,
    cause: 'refused',
  },
  {
    words:
      /ENOTFOUND|EAI_AGAIN|getaddrinfo|no such host|name or service not known|DNS lookup failure|bad hostname|unknown host/i,
    cause: 'dns',
  },
  {
    words: /ETIMEDOUT|\btime(?:d ?|-)?out\b|execution expired|deadline exceeded/i,
    cause: 'timeout',
  },
  {
    words: /EHOSTUNREACH|ENETUNREACH|no route to host|network is unreachable/i,
    cause: 'unreachable',
  },
  { words: /certificate|x509/i, cause: 'certificate' },
  { words: /\b(?:SSL|TLS)\b|handshake/i, cause: 'tls' },
  {
    words: /ECONNRESET|reset by peer|socket hang up|\bEOF\b|end of file|broken pipe/i,
    cause: 'closed',
  },
  {
    words:
      /\bpars(?:e|ing)\b|malformed|HPE_|wrong status line|bad (?:status|response)|Status read failed/i,
    cause: 'invalid',
  },
];

/** The cause that a response tells, and by which words; `unknown` where it tells none. */
export function causeOf(
  entry: Signature | null,
  observed: Observed,
  standards: StandardFields,
): { readonly cause: Cause; readonly toldBy: string | null } {
  if (standards.proxyError !== null) {
    const { error } = standards.proxyError;
    return { cause: causeOfProxyError(error), toldBy: error };
  }
  if (entry === null) {
    const toldBy = refusalOf(observed.form);
    return { cause: toldBy === null ? 'unknown' : 'blocked', toldBy };
  }
  const told = toldCause(entry, observed);
  if (told !== null) return told;
  const cause = atStatus(entry.cause, observed.response.status) ?? 'unknown';
  return { cause, toldBy: null };
}

function toldCause(entry: Signature, observed: Observed): { cause: Cause; toldBy: string } | null {
  const { form, response } = observed;
  if (entry.causes !== undefined) {
    const { in: where, codes } = entry.causes;
    const text =
      where === 'words'
        ? form.words
        : where === 'title'
          ? form.title
          : (headerValues(response.headers, where.header)[0] ?? '');
    for (const { code, cause } of codes) {
      const found = code.exec(text.slice(0, 2_000));
      if (found !== null) return { cause, toldBy: found[0] };
    }
  }
  if (entry.quotesError !== true) return null;
  for (const { words, cause } of SYSTEM_ERRORS) {
    const found = words.exec(form.words.slice(0, 2_000));
    if (found !== null) return { cause, toldBy: found[0] };
  }
  return null;
}
