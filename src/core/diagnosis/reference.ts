import type { Signature } from './catalogue';
import type { Diagnosis } from './diagnosis';
import type { Observed } from './match';
import { headerValues } from './observation';

/**
 * Headers that name this very request at a gateway's support desk: a platform's own before those of
 * whatever else it passed.
 */
const REFERENCES: readonly {
  readonly header: string;
  readonly name: string;
  readonly of?: string;
}[] = [
  { header: 'x-railway-request-id', name: 'X-Railway-Request-Id', of: 'railway' },
  { header: 'rndr-id', name: 'Rndr-Id', of: 'render' },
  { header: 'x-vercel-id', name: 'X-Vercel-Id', of: 'vercel' },
  { header: 'x-nf-request-id', name: 'X-Nf-Request-Id', of: 'netlify' },
  { header: 'fly-request-id', name: 'Fly-Request-Id', of: 'fly-io' },
  { header: 'x-github-request-id', name: 'X-GitHub-Request-Id', of: 'github' },
  { header: 'x-vcap-request-id', name: 'X-Vcap-Request-Id', of: 'cloudfoundry-gorouter' },
  { header: 'x-amzn-requestid', name: 'X-Amzn-RequestId', of: 'aws-apigateway' },
  { header: 'apigw-requestid', name: 'Apigw-Requestid', of: 'aws-apigateway' },
  { header: 'x-kong-request-id', name: 'X-Kong-Request-Id', of: 'kong' },
  { header: 'x-azure-ref', name: 'X-Azure-Ref', of: 'azure-front-door' },
  { header: 'cdn-requestid', name: 'CDN-RequestId', of: 'bunny' },
  { header: 'eagleid', name: 'EagleId', of: 'alibaba-cdn' },
  { header: 'x-sucuri-id', name: 'X-Sucuri-ID', of: 'sucuri' },
  { header: 'x-iinfo', name: 'X-Iinfo', of: 'imperva-incapsula' },
  { header: 'ngrok-error-code', name: 'ngrok-error-code', of: 'ngrok' },
  { header: 'x-squid-error', name: 'X-Squid-Error', of: 'squid' },
  { header: 'cf-ray', name: 'Ray ID' },
  { header: 'x-amz-cf-id', name: 'X-Amz-Cf-Id' },
  { header: 'x-azure-ref', name: 'X-Azure-Ref' },
  { header: 'x-varnish', name: 'XID' },
  { header: 'x-request-id', name: 'X-Request-Id' },
  { header: 'x-correlation-id', name: 'X-Correlation-Id' },
  { header: 'x-cloud-trace-context', name: 'X-Cloud-Trace-Context' },
  { header: 'akamai-grn', name: 'Akamai-GRN' },
  { header: 'x-reference-error', name: 'X-Reference-Error' },
  { header: 'eo-log-uuid', name: 'EO-LOG-UUID' },
  { header: 'x-nws-log-uuid', name: 'X-NWS-LOG-UUID' },
  { header: 'x-amzn-trace-id', name: 'X-Amzn-Trace-Id' },
];

/** What a support desk can search by: on the author's page, else the best of the headers. */
export function referenceOf(
  entry: Signature | null,
  { response, form }: Observed,
): Diagnosis['reference'] {
  const onPage = entry?.reference?.words.exec(form.words)?.[1];
  if (entry?.reference !== undefined && onPage !== undefined) {
    return { name: entry.reference.name, value: onPage };
  }
  const family = entry?.gateway.family;
  const inOrder = [
    ...REFERENCES.filter(({ of }) => of !== undefined && of === family),
    ...REFERENCES.filter(({ of }) => of === undefined),
    ...REFERENCES.filter(({ of }) => of !== undefined && of !== family),
  ];
  for (const { header, name } of inOrder) {
    const value = headerValues(response.headers, header)[0]?.trim();
    // A reference is one word or a few; what is longer is no reference, whatever its header says.
    if (value !== undefined && /^[\w .,:;=+/@#|~()-]{4,120}$/.test(value)) return { name, value };
  }
  return null;
}
