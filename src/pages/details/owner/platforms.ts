import type { OwnerEntries } from './entry';

/** Hosting platforms, and tunnels. */
export const PLATFORMS: OwnerEntries = {
  heroku: {
    logs: [{ place: 'heroku logs --tail', lookFor: ['at=error', 'code=H', 'code=R14'] }],
    commands: ['heroku ps'],
    causes: { 503: ['closed', 'timeout', 'refused', 'overload', 'invalid'] },
    traps: [{ trap: 'only-in-log', statuses: [502, 503] }],
    about: 'https://devcenter.heroku.com/articles/error-codes',
  },
  'azure-app-service': {
    logs: [{ place: 'az webapp log tail --resource-group GROUP --name NAME' }],
    causes: { 502: ['closed', 'timeout', 'overload'], 503: ['overload', 'closed'] },
    about: 'https://learn.microsoft.com/azure/app-service/troubleshoot-http-502-http-503',
  },
  'digitalocean-app-platform': {
    logs: [{ place: 'doctl apps logs APP_ID --type run' }],
    settings: ['http_port', 'health_check'],
    causes: { 502: ['closed'], 503: ['refused', 'overload'], 504: ['timeout'] },
  },
  'cloudfoundry-gorouter': {
    logs: [{ place: 'cf logs NAME --recent', lookFor: ['RTR', 'x_cf_routererror'] }],
    commands: ['cf app NAME', 'cf events NAME'],
    causes: { 502: ['refused', 'closed', 'invalid'], 503: ['refused', 'overload'] },
    about: 'https://docs.cloudfoundry.org/adminguide/troubleshooting-router-error-responses.html',
  },
  vercel: {
    logs: [{ place: 'vercel logs' }],
    settings: ['maxDuration'],
    causes: { 502: ['invalid', 'dns'], 503: ['overload'], 504: ['timeout'] },
    about: 'https://vercel.com/docs/errors',
  },
  netlify: { logs: [{ place: 'netlify logs:function' }] },
  'fly-io': {
    logs: [{ place: 'fly logs', lookFor: ['PC01', 'PC05', 'PC07', 'PU02', 'PU03'] }],
    settings: ['internal_port'],
    commands: ['fly status', 'fly checks list'],
    causes: { 502: ['refused', 'closed', 'invalid'], 503: ['refused'] },
    traps: [{ trap: 'only-in-log', statuses: [502, 503, 504] }],
    about: 'https://fly.io/docs/getting-started/troubleshooting/',
  },
  render: {
    logs: [{ place: 'dashboard.render.com: Logs' }],
    settings: ['PORT', '0.0.0.0'],
    causes: { 502: ['refused'], 503: ['refused'] },
    about: 'https://render.com/docs/troubleshooting-deploys',
  },
  railway: {
    logs: [{ place: 'railway logs' }],
    settings: ['PORT', '0.0.0.0'],
    causes: { 502: ['refused', 'overload'] },
    about: 'https://docs.railway.com/reference/errors/application-failed-to-respond',
  },
  'wp-engine': { logs: [{ place: 'WP Engine User Portal: error logs' }] },
  kinsta: { logs: [{ place: 'MyKinsta: Logs', lookFor: ['error.log'] }] },
  pantheon: { logs: [{ place: 'nginx-error.log, php-error.log' }] },
  passenger: {
    logs: [{ place: '/var/log/nginx/error.log, /var/log/apache2/error.log', lookFor: ['[ E '] }],
    settings: ['passenger_max_pool_size', 'passenger_max_request_queue_size'],
    commands: ['passenger-status', 'passenger-memory-stats'],
    causes: { 500: ['closed'], 502: ['closed'], 503: ['overload'] },
    about: 'https://www.phusionpassenger.com/library/admin/nginx/troubleshooting/',
  },
  ngrok: {
    logs: [{ place: 'http://localhost:4040', lookFor: ['ERR_NGROK_'] }],
    causes: { 502: ['refused', 'invalid', 'timeout'] },
    about: 'https://ngrok.com/docs/errors/',
  },
  localtunnel: {
    commands: ['lt --port PORT'],
    about: 'https://github.com/localtunnel/localtunnel',
  },
  frp: {
    logs: [{ place: 'frps.log, frpc.log' }],
    commands: ['frpc verify -c frpc.toml', 'frpc status -c frpc.toml'],
    about: 'https://github.com/fatedier/frp',
  },
};
