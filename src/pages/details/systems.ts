/** What well-known systems write, word for word and in English. Read in their sources or captures. */
import type { MessageKey } from '../../platform/i18n';
import type { SystemFact } from './facts';

export const SAMPLES: Readonly<
  Partial<Record<SystemFact, readonly { readonly product: string; readonly text: string }[]>>
> = {
  K80: [
    { product: 'nginx', text: '502 Bad Gateway' },
    {
      product: 'Apache',
      text: 'Proxy Error: The proxy server received an invalid response from an upstream server.',
    },
    {
      product: 'IIS',
      text: '502 - Web server received an invalid response while acting as a gateway or proxy server.',
    },
  ],
};

/** Where a fact is about one system, its words alone. */
export const QUOTES: Readonly<Partial<Record<SystemFact, string>>> = {
  K81: '502 … The server encountered a temporary error and could not complete your request.',
  K82: '502 Proxy Error',
};

/** https://learn.microsoft.com/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-status-code */
export const IIS_CODES: readonly { readonly code: string; readonly says: MessageKey }[] = [
  { code: '502.1', says: 'detailsIis1' },
  { code: '502.2', says: 'detailsIis2' },
  { code: '502.3', says: 'detailsIis3' },
  { code: '502.4', says: 'detailsIis4' },
  { code: '502.5', says: 'detailsIis5' },
];
