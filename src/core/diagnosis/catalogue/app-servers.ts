import { BEHIND, product, type Signature } from './entry';

const FASTIFY = product('fastify', 'Fastify', 'reverse-proxy');
const EXPRESS_PROXY = product('express-http-proxy', 'express-http-proxy', 'reverse-proxy');
const SERVER = { failedLink: 'server' } as const;

/** Servers that run the site's program, and small gateways inside programs. */
export const APP_SERVERS: readonly Signature[] = [
  {
    id: 'jetty',
    gateway: product('jetty', 'Jetty', 'origin-server'),
    title: /^Error 5\d\d\b/,
    // Its last line is often switched off; the table is its own.
    skeleton:
      /^<title>Error 5\d\d[^<]{0,200}<h2>HTTP ERROR 5\d\d(?:.{0,3000}Powered by Jetty:\/\/|[^<]{0,200}<table><tr><th>URI:<td>[^<]{0,500}<tr><th>STATUS:<td>5\d\d<tr><th>MESSAGE:)/,
    longest: 6_000,
    certainty: 'certain',
    // Its ProxyServlet answers 502 and 504, a program that did not start is a 503.
    failedLink: { 500: 'server', 502: 'front-to-server', 503: 'server', 504: 'front-to-server' },
    cause: { 504: 'timeout' },
  },
  {
    id: 'tomcat',
    gateway: product('tomcat', 'Apache Tomcat', 'origin-server'),
    title: /^HTTP Status 5\d\d\b/,
    skeleton: /^<title>HTTP Status 5\d\d[^<]{0,200}<h1>HTTP Status 5\d\d/,
    words: /Apache Tomcat\b|\bType Status Report\b|\bType Exception Report\b/,
    longest: 6_000,
    certainty: 'certain',
    ...SERVER,
  },
  {
    id: 'tomcat-localised',
    gateway: product('tomcat', 'Apache Tomcat', 'origin-server'),
    // It speaks eight languages; its name and version stay.
    title: /^.{0,20}HTTP.{0,12} 5\d\d\b/,
    skeleton: /^<title>[^<]{0,20}HTTP[^<]{0,12} 5\d\d[^<]{0,200}<h1>[^<]{0,20}HTTP[^<]{0,12} 5\d\d/,
    words: /Apache Tomcat\/\d{1,2}\.\d{1,2}\.\d{1,3}$/,
    longest: 6_000,
    certainty: 'certain',
    ...SERVER,
  },
  {
    id: 'tomcat-bare',
    gateway: product('tomcat', 'Apache Tomcat', 'origin-server'),
    // With its report switched off only the heading is left; its dash is a long one.
    skeleton: /^<title>(HTTP Status 5\d\d – [^<]{3,60})<h1>\1$/,
    certainty: 'likely',
    ...SERVER,
  },
  {
    id: 'passenger-start',
    gateway: product('passenger', 'Phusion Passenger', 'app-platform'),
    title:
      /^We're sorry, but something went wrong(?:: Web application could not be started)?$|^Web application could not be started\b.{0,60}$/,
    words: /Phusion Passenger/,
    longest: 6_000,
    certainty: 'certain',
    ...SERVER,
    reference: { name: 'Error ID', words: /Error ID: ?([\da-f]{6,16})\b/ },
  },
  {
    id: 'passenger-queue',
    gateway: product('passenger', 'Phusion Passenger', 'app-platform'),
    title: /^$/,
    words: /^This website is under heavy load \(queue full\)/,
    certainty: 'certain',
    ...SERVER,
    cause: 'overload',
  },
  {
    id: 'passenger-incomplete',
    gateway: product('passenger', 'Phusion Passenger', 'app-platform'),
    headers: [{ name: 'server', value: /Phusion_Passenger/ }],
    skeleton: /^<h1>Incomplete response received from application$/,
    certainty: 'likely',
    ...SERVER,
    cause: 'closed',
  },
  {
    id: 'gunicorn',
    gateway: product('gunicorn', 'Gunicorn', 'origin-server'),
    statuses: [500],
    skeleton: /^<title>Internal Server Error<h1>Internal Server Error$/,
    markup: /<h1>\s*<p>\s*Internal Server Error|<h1><\/h1>\s*<p>/,
    certainty: 'likely',
    ...SERVER,
  },
  {
    id: 'puma',
    gateway: product('puma', 'Puma', 'origin-server'),
    words: /^An unhandled lowlevel error occurred\. The application logs may have details\.$/,
    certainty: 'certain',
    ...SERVER,
  },
  {
    id: 'uvicorn-limit',
    gateway: product('uvicorn', 'Uvicorn', 'origin-server'),
    statuses: [503],
    // It closes the connection; a program that answers so by itself keeps it.
    headers: [
      { name: 'server', value: /^uvicorn$/ },
      { name: 'connection', value: /^close$/i },
    ],
    skeleton: /^Service Unavailable$/,
    certainty: 'likely',
    ...SERVER,
    cause: 'overload',
  },
  {
    id: 'daphne',
    gateway: product('daphne', 'Daphne', 'origin-server'),
    skeleton: /^<title>5\d\d [^<]{1,60}<h1>5\d\d [^<]{1,300}<footer>Daphne$/,
    certainty: 'certain',
    ...SERVER,
  },
  {
    id: 'php-fpm',
    gateway: product('php-fpm', 'PHP-FPM', 'origin-server'),
    statuses: [500],
    // An empty page of a program in PHP: its own answer, or a fatal error with the messages hidden.
    headers: [{ name: 'x-powered-by', value: /^PHP\b/ }],
    empty: true,
    certainty: 'perhaps',
  },
  {
    id: 'spring-whitelabel',
    gateway: product('spring-whitelabel', 'Spring Boot', 'origin-server'),
    title: /^$/,
    words: /^Whitelabel Error Page This application has no explicit mapping for \/error/,
    longest: 6_000,
    certainty: 'certain',
    ...SERVER,
  },
  {
    id: 'spring-json',
    gateway: product('spring-whitelabel', 'Spring Boot', 'origin-server'),
    headers: [{ name: 'content-type', value: /\bjson\b/ }],
    title: /^$/,
    words:
      /^\{"timestamp":"[^"]{10,40}","(?:path":"[^"]{0,300}","status":5\d\d|status":5\d\d,"error":"[^"]{1,60}","path")/,
    longest: 6_000,
    certainty: 'likely',
    ...SERVER,
  },
  {
    id: 'go-timeout',
    gateway: product('go', 'Go TimeoutHandler', 'origin-server'),
    statuses: [503],
    skeleton: /^<title>Timeout<h1>Timeout$/,
    certainty: 'certain',
    ...SERVER,
    cause: 'timeout',
  },
  {
    id: 'http-proxy-middleware',
    gateway: product('http-proxy-middleware', 'http-proxy-middleware', 'reverse-proxy'),
    skeleton: /^Error occurred while trying to proxy: /,
    certainty: 'certain',
    // 504 for a connection refused as well: the status tells nothing.
    ...BEHIND,
  },
  {
    id: 'http-proxy',
    gateway: product('http-proxy', 'node-http-proxy', 'reverse-proxy'),
    // The sentence of its README's example, which many copy.
    skeleton: /^Something went wrong\. And we are reporting a custom error message\.$/,
    certainty: 'likely',
    ...BEHIND,
  },
  {
    id: 'vite',
    gateway: product('vite', 'Vite', 'reverse-proxy'),
    statuses: [500, 502],
    headers: [
      { name: 'vary', value: /^Origin$/ },
      { name: 'content-type', value: /^text\/plain$/ },
    ],
    without: [{ name: 'server' }, { name: 'x-powered-by' }, { name: 'via' }],
    empty: true,
    certainty: 'likely',
    ...BEHIND,
  },
  {
    id: 'fastify-reply-from',
    gateway: FASTIFY,
    headers: [{ name: 'content-type', value: /\bjson\b/ }],
    title: /^$/,
    words:
      /^\{"statusCode":5\d\d,"code":"(?:FST_REPLY_FROM_[A-Z_]{3,60}|ECONNRESET|UND_ERR_[A-Z_]{3,60})"/,
    longest: 6_000,
    certainty: 'certain',
    ...BEHIND,
    quotesError: true,
    causes: {
      in: 'words',
      codes: [
        {
          code: /FST_REPLY_FROM_GATEWAY_TIMEOUT|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT/,
          cause: 'timeout',
        },
        { code: /UND_ERR_SOCKET/, cause: 'closed' },
      ],
    },
  },
  {
    id: 'fastify-under-pressure',
    gateway: product('fastify', 'Fastify', 'origin-server'),
    headers: [{ name: 'content-type', value: /\bjson\b/ }],
    title: /^$/,
    words: /^\{"statusCode":503,"code":"FST_UNDER_PRESSURE"/,
    certainty: 'certain',
    ...SERVER,
    cause: 'overload',
  },
  {
    id: 'h3',
    gateway: product('h3', 'h3 (Nitro, Nuxt)', 'reverse-proxy'),
    headers: [{ name: 'content-type', value: /\bjson\b/ }],
    title: /^$/,
    words: /^\{"status":502,"statusText":"Bad Gateway"/,
    longest: 6_000,
    certainty: 'likely',
    ...BEHIND,
  },
  {
    id: 'express-http-proxy',
    gateway: EXPRESS_PROXY,
    headers: [{ name: 'x-timeout-reason', value: /express-http-proxy/ }],
    certainty: 'certain',
    ...BEHIND,
  },
  {
    id: 'express-http-proxy-error',
    gateway: EXPRESS_PROXY,
    statuses: [500],
    headers: [{ name: 'x-powered-by', value: /^Express$/ }],
    title: /^Error$/,
    skeleton:
      /^<title>Error Error: (?:connect E[A-Z]{5,20}\b(?! \S{1,60}:(?:1433|3306|5432|5672|6379|9200|27017)\b)|getaddrinfo E[A-Z_]{5,20}|read ECONNRESET|socket hang up)/,
    // Any program in Express that asks another and lets the error through says the same; those that
    // miss a database are left out by its port.
    longest: 6_000,
    certainty: 'likely',
    ...BEHIND,
    quotesError: true,
  },
  {
    id: 'configurable-http-proxy',
    gateway: product('configurable-http-proxy', 'configurable-http-proxy', 'reverse-proxy'),
    title: /^50\d: Proxy Target Missing$/,
    words: /\bconfigurable-http-proxy$|^50\d: Proxy Target Missing/,
    certainty: 'certain',
    ...BEHIND,
  },
  {
    id: 'twisted',
    gateway: product('twisted', 'Twisted', 'reverse-proxy'),
    statuses: [501],
    headers: [{ name: 'server', value: /^TwistedWeb\// }],
    skeleton: /^<h1>Could not connect$/,
    certainty: 'certain',
    ...BEHIND,
  },
  {
    id: 'twisted-nameless',
    gateway: product('twisted', 'Twisted', 'reverse-proxy'),
    statuses: [501],
    skeleton: /^<h1>Could not connect$/,
    certainty: 'likely',
    ...BEHIND,
  },
];

/** Well-known sites' and programs' own pages. */
export const SITES: readonly Signature[] = [
  {
    id: 'github-unicorn',
    gateway: product('github', 'GitHub', 'origin-server'),
    headers: [{ name: 'x-github-request-id' }],
    title: /^Unicorn! · GitHub$/,
    certainty: 'certain',
    ...SERVER,
  },
  {
    id: 'gitlab',
    gateway: product('gitlab-502', 'GitLab', 'origin-server'),
    title: /\(50[0-4]\)$/,
    words: /Whoops, (?:GitLab is taking too much time to respond|GitLab is not responding)/,
    certainty: 'certain',
    ...SERVER,
  },
  {
    id: 'wordpress-maintenance',
    gateway: product('wordpress', 'WordPress', 'origin-server'),
    statuses: [503],
    words: /^Briefly unavailable for scheduled maintenance\. Check back in a minute\.$/,
    certainty: 'certain',
    ...SERVER,
    cause: 'maintenance',
  },
  {
    id: 'wordpress-database',
    gateway: product('wordpress', 'WordPress', 'origin-server'),
    statuses: [500],
    words: /^Error establishing a database connection\b.{0,600}$/,
    certainty: 'certain',
    ...SERVER,
  },
  {
    id: 'discourse',
    gateway: product('discourse-offline', 'Discourse', 'origin-server'),
    markup: /<\w{1,10} [^<>]{0,200}discourse-offline-page/,
    certainty: 'perhaps',
  },
];
