/** Where the providers behind well-known gateways report their own troubles, by family. */
const AWS = 'https://health.aws.amazon.com/health/status';
const AZURE = 'https://azure.status.microsoft/';

const STATUS_PAGES: Readonly<Record<string, string>> = {
  akamai: 'https://www.akamaistatus.com/',
  'aws-alb': AWS,
  'aws-apigateway': AWS,
  'aws-elb': AWS,
  'azure-app-gateway': AZURE,
  'azure-app-service': AZURE,
  'azure-front-door': AZURE,
  bunny: 'https://status.bunny.net/',
  cloudflare: 'https://www.cloudflarestatus.com/',
  cloudfront: AWS,
  'digitalocean-app-platform': 'https://status.digitalocean.com/',
  fastly: 'https://www.fastlystatus.com/',
  'fly-io': 'https://status.flyio.net/',
  github: 'https://www.githubstatus.com/',
  google: 'https://status.cloud.google.com/',
  heroku: 'https://status.heroku.com/',
  'imperva-incapsula': 'https://status.imperva.com/',
  netlify: 'https://www.netlifystatus.com/',
  railway: 'https://status.railway.com/',
  render: 'https://status.render.com/',
  shopify: 'https://www.shopifystatus.com/',
  sucuri: 'https://status.sucuri.net/',
  vercel: 'https://www.vercel-status.com/',
  'wp-engine': 'https://wpenginestatus.com/',
};

/** The status page of a gateway's provider; null where it has none, or none that we know. */
export function statusPageOf(family: string): string | null {
  return Object.hasOwn(STATUS_PAGES, family) ? (STATUS_PAGES[family] ?? null) : null;
}
