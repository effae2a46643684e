import { product, type Signature } from './entry';

/** Proxies on the visitor's own device: to look into traffic, to change it, or to hide it. */
export const DEBUGGING_PROXIES: readonly Signature[] = [
  {
    id: 'fiddler',
    gateway: product('fiddler', 'Fiddler', 'forward-proxy'),
    skeleton: /^\[Fiddler\] /,
    certainty: 'certain',
    causes: {
      in: 'words',
      codes: [
        { code: /^\[Fiddler\] DNS Lookup\b/, cause: 'dns' },
        { code: /\bConnectionRefused\b|\bactively refused\b/, cause: 'refused' },
        { code: /\bTimedOut\b/, cause: 'timeout' },
      ],
    },
  },
  {
    id: 'charles',
    gateway: product('charles', 'Charles', 'forward-proxy'),
    title: /^Charles Error Report$/,
    certainty: 'certain',
    quotesError: true,
  },
  {
    id: 'zap',
    gateway: product('zap', 'ZAP', 'forward-proxy'),
    headers: [{ name: 'content-type', value: /^text\/plain/ }],
    skeleton: /^ZAP Error \[[\w.$]{3,120}\]: /,
    // With a stack trace.
    longest: 6_000,
    certainty: 'certain',
    causes: {
      in: 'words',
      codes: [
        { code: /UnknownHostException/, cause: 'dns' },
        { code: /Connection refused/, cause: 'refused' },
        { code: /TimeoutException/, cause: 'timeout' },
        { code: /NoRouteToHostException/, cause: 'unreachable' },
      ],
    },
  },
  {
    id: 'whistle',
    gateway: product('whistle', 'whistle', 'forward-proxy'),
    headers: [{ name: 'x-server', value: /^whistle$/ }],
    words: /^[\w -]{3,60} From: whistle@\d/,
    certainty: 'certain',
    quotesError: true,
  },
  {
    id: 'three-proxy',
    gateway: product('3proxy', '3proxy', 'forward-proxy'),
    statuses: [502],
    headers: [{ name: 'proxy-connection', value: /^close$/i }],
    skeleton: /^<title>502 Bad Gateway<h2>502 Bad Gateway<h3>Host Not Found or connection failed$/,
    certainty: 'certain',
  },
  {
    id: 'polipo',
    gateway: product('polipo', 'Polipo', 'forward-proxy'),
    title: /^Proxy (?:error|result): 5\d\d /,
    words: /\bGenerated .{10,60} by Polipo on \S{1,100} ?\.$/,
    certainty: 'certain',
    quotesError: true,
  },
  {
    id: 'i2p',
    gateway: product('i2p', 'I2P', 'forward-proxy'),
    // The address under which its proxy serves the pictures of its own pages.
    headers: [{ name: 'content-security-policy', value: /'unsafe-inline' http:\/\/proxy\.i2p\b/ }],
    markup: /<\w{1,10} [^<>]{0,100}["']?http:\/\/proxy\.i2p\//,
    certainty: 'certain',
  },
];
