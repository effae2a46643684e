import type { OwnerEntries } from './entry';

/** The servers that run a site's own program, and programs that many sites are made with. */
export const APP_SERVERS: OwnerEntries = {
  jetty: {
    logs: [{ place: '$JETTY_BASE/logs' }],
    settings: ['jetty.threadPool.maxThreads', 'jetty.http.idleTimeout'],
    about: 'https://jetty.org/docs/',
  },
  tomcat: {
    logs: [{ place: '$CATALINA_BASE/logs', lookFor: ['SEVERE', 'OutOfMemoryError'] }],
    settings: ['maxThreads', 'connectionTimeout', 'keepAliveTimeout'],
    about: 'https://tomcat.apache.org/tomcat-10.1-doc/config/http.html',
  },
  gunicorn: {
    logs: [{ place: 'stderr', lookFor: ['WORKER TIMEOUT', 'Worker exiting', 'out of memory'] }],
    settings: ['--workers', '--timeout', '--keep-alive'],
    about: 'https://docs.gunicorn.org/en/stable/settings.html',
  },
  puma: {
    logs: [{ place: 'stderr' }],
    settings: ['workers', 'threads', 'persistent_timeout'],
    about: 'https://github.com/puma/puma',
  },
  uvicorn: {
    logs: [{ place: 'stderr', lookFor: ['Exceeded concurrency limit'] }],
    settings: ['--limit-concurrency', '--timeout-keep-alive', '--workers'],
    causes: { 503: ['overload'] },
    about: 'https://www.uvicorn.org/settings/',
  },
  daphne: {
    settings: ['--http-timeout', '--application-close-timeout'],
    about: 'https://github.com/django/daphne',
  },
  'php-fpm': {
    logs: [
      {
        place: '/var/log/php-fpm.log',
        lookFor: ['server reached pm.max_children setting', 'exited on signal', 'PHP Fatal error'],
      },
    ],
    settings: ['pm.max_children', 'request_terminate_timeout', 'memory_limit'],
    about: 'https://www.php.net/manual/en/install.fpm.configuration.php',
  },
  'spring-whitelabel': {
    settings: ['server.error.include-message', 'server.tomcat.threads.max'],
    commands: ['curl -s http://localhost:8080/actuator/health'],
  },
  'gitlab-502': {
    logs: [
      { place: '/var/log/gitlab/puma' },
      { place: '/var/log/gitlab/gitlab-workhorse/current' },
    ],
    settings: ["puma['worker_timeout']"],
    commands: ['gitlab-ctl status', 'gitlab-ctl tail puma'],
    traps: [{ trap: 'while-starting' }],
  },
  wordpress: {
    logs: [{ place: 'wp-content/debug.log' }],
    settings: ['WP_DEBUG', 'WP_DEBUG_LOG'],
    commands: ['wp maintenance-mode status', 'wp plugin list'],
    causes: { 503: ['maintenance'] },
    traps: [{ trap: 'left-over-maintenance', statuses: [503] }],
    about: 'https://wordpress.org/documentation/article/faq-troubleshooting/',
  },
  'discourse-offline': {
    logs: [{ place: '/var/discourse/shared/standalone/log/rails' }],
    commands: ['./launcher logs app'],
  },
  squid: {
    logs: [
      { place: '/var/log/squid/cache.log' },
      { place: '/var/log/squid/access.log', lookFor: ['TCP_MISS/50', 'TCP_DENIED'] },
    ],
    settings: ['connect_timeout', 'read_timeout', 'dns_nameservers', 'cache_peer'],
    commands: ['squid -k parse'],
    about: 'https://wiki.squid-cache.org/SquidFaq/',
  },
  'isa-tmg': { traps: [{ trap: 'often-blocked', statuses: [502] }] },
};
