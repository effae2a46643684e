import { join } from 'node:path';
import { FAILURES } from './origins';
import type { Place, Product } from './product';

/** One piece of configuration for each way to fail. */
function forEach(place: Place, piece: (failure: string, origin: string) => string): string {
  return FAILURES.map((failure) => piece(failure, `127.0.0.1:${place.origin(failure)}`)).join('\n');
}

const isRoot = process.getuid?.() === 0;

const nginx: Product = {
  package: 'nginx',
  family: 'nginx',
  isForward: false,
  setUp: (place) => ({
    files: {
      'nginx.conf': `
        daemon off;
        ${isRoot ? 'user root;' : ''}
        pid ${place.folder}/pid;
        events { worker_connections 64; }
        http {
          access_log off;
          ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${place.folder}/${kind};`).join('\n')}
          proxy_read_timeout 1s;
          server {
            listen 127.0.0.1:${place.port};
            ${forEach(place, (failure, origin) => `location /${failure} { proxy_pass http://${origin}; }`)}
          }
        }`,
    },
    args: ['-e', join(place.folder, 'error.log'), '-c', join(place.folder, 'nginx.conf')],
  }),
};

/** Where Debian keeps Apache's modules. */
const APACHE_MODULES = '/usr/lib/apache2/modules';

const apache: Product = {
  package: 'apache2',
  family: 'apache',
  isForward: false,
  setUp: (place) => ({
    files: {
      'apache.conf': `
        ServerRoot ${place.folder}
        DefaultRuntimeDir ${place.folder}
        PidFile ${place.folder}/pid
        ErrorLog ${place.folder}/error.log
        ServerName site.localhost
        Listen 127.0.0.1:${place.port}
        ${['mpm_event', 'authz_core', 'proxy', 'proxy_http'].map((name) => `LoadModule ${name}_module ${APACHE_MODULES}/mod_${name}.so`).join('\n')}
        ${isRoot ? 'User www-data\nGroup www-data' : ''}
        ProxyTimeout 1
        ${forEach(place, (failure, origin) => `ProxyPass /${failure} http://${origin} retry=0`)}
      `,
    },
    args: ['-D', 'FOREGROUND', '-f', join(place.folder, 'apache.conf')],
  }),
};

const haproxy: Product = {
  package: 'haproxy',
  family: 'haproxy',
  isForward: false,
  setUp: (place) => ({
    files: {
      'haproxy.cfg': `
defaults
  mode http
  timeout connect 1s
  timeout client 10s
  timeout server 1s
  retries 0
frontend site
  bind 127.0.0.1:${place.port}
  use_backend %[path,field(2,/)]
${forEach(place, (failure, origin) => `backend ${failure}\n  server origin ${origin}`)}
`,
    },
    args: ['-db', '-f', join(place.folder, 'haproxy.cfg')],
  }),
};

const caddy: Product = {
  package: 'caddy',
  family: 'caddy',
  isForward: false,
  setUp: (place) => ({
    files: {
      Caddyfile: `
        {
          admin off
        }
        http://:${place.port} {
          bind 127.0.0.1
          ${forEach(
            place,
            (failure, origin) => `handle /${failure} {
              reverse_proxy ${origin} {
                transport http {
                  response_header_timeout 1s
                }
              }
            }`,
          )}
        }`,
    },
    args: ['run', '--adapter', 'caddyfile', '--config', join(place.folder, 'Caddyfile')],
  }),
};

const varnish: Product = {
  package: 'varnish',
  family: 'varnish',
  isForward: false,
  setUp: (place) => ({
    files: {
      'site.vcl': `
        vcl 4.1;
        ${FAILURES.map((failure) => `backend ${failure} { .host = "127.0.0.1"; .port = "${place.origin(failure)}"; .first_byte_timeout = 1s; }`).join('\n')}
        sub vcl_recv {
          ${FAILURES.map((failure) => `if (req.url == "/${failure}") { set req.backend_hint = ${failure}; }`).join('\n')}
          return (pass);
        }`,
    },
    args: [
      ...['-F', '-j', 'none', '-T', 'none', '-s', 'malloc,16m'],
      ...['-a', `127.0.0.1:${place.port}`, '-f', join(place.folder, 'site.vcl')],
      ...['-n', join(place.folder, 'varnish')],
    ],
  }),
};

const squid: Product = {
  package: 'squid',
  family: 'squid',
  isForward: true,
  setUp: (place) => ({
    files: {
      hosts: '127.0.0.1 shop.example\n',
      // Without a bound Squid makes room for as many files as the system allows, which may be a billion.
      'squid.conf': `
http_port 127.0.0.1:${place.port}
http_access allow all
visible_hostname proxy.example
hosts_file ${place.folder}/hosts
dns_nameservers 127.0.0.1
read_timeout 1 second
forward_max_tries 1
cache deny all
memory_cache_shared off
max_filedescriptors 1024
access_log none
cache_store_log none
cache_log ${place.folder}/cache.log
coredump_dir ${place.folder}
netdb_filename none
pid_filename none
pinger_enable off
shutdown_lifetime 0 seconds
`,
    },
    args: ['-N', '-f', join(place.folder, 'squid.conf')],
  }),
};

/** The gateways that are broken for real. */
export const PRODUCTS: readonly Product[] = [nginx, apache, haproxy, caddy, varnish, squid];
