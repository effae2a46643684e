import fc from 'fast-check';
import { buildReport, type ReportFacts, type ReportWords } from '../../../src/core/report/report';
import { scrub, scrubHeader } from '../../../src/core/report/scrub';
import { assert } from '../assert';
import { mutatedText } from '../mutations';
import { target } from '../target';
import { anyText, SEEN } from './pieces';

const SITE = 'shop.example.org';
const FACTS = { site: SITE, reference: null };

const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z]$/);

/** What names machines or keys, whatever stands around it. */
const secrets = fc.oneof(
  fc.ipV4(),
  fc.ipV6().filter((address) => address.includes('::') || address.split(':').length > 5),
  fc
    .tuple(label, fc.constantFrom('internal', 'local', 'corp', 'lan', 'home.arpa'))
    .map((parts) => parts.join('.')),
  fc.stringMatching(/^zq\d[a-zA-Z0-9]{21,40}$/),
);

/** The secret of a mail address is who has it: its host alone is cut as any host is. */
const mails = fc
  .tuple(label, label)
  .map(([user, host]) => ({ value: `zq-${user}@${host}.example`, secret: `zq-${user}` }));

const tricky = fc
  .tuple(
    fc.oneof(
      secrets.map((secret) => ({ value: secret, secret })),
      mails,
    ),
    fc.constantFrom(
      '',
      'connect to ',
      '(',
      '"',
      'host=',
      'from ',
      '1.1 ',
      'token=',
      '<',
      "'",
      '\t',
    ),
    fc.constantFrom('', ' failed', ')', '"', ', then', '>', ':8080', ' (squid/6.10)', '\n'),
  )
  .map(([{ value, secret }, before, after]) => ({ value: `${before}${value}${after}`, secret }));

const wild = mutatedText(
  fc.constantFrom('', ...SEEN.map(({ value }) => value)),
  fc.oneof(anyText, secrets, fc.webUrl(), fc.constantFrom(...'@:.=;,/"<>-_~%'.split(''))),
).map((value) => ({ value, secret: null as string | null }));

const WORDS: ReportWords = {
  title: 'T',
  address: 'A',
  status: 'S',
  noStatus: 'N',
  firstSeen: 'F',
  lastSeen: 'L',
  reference: 'R',
  evidence: 'E',
  said: [],
  line: (name, value) => `${name}: ${value}`,
};

/** Whatever the value: one bounded line, no secret, done when it is done; and so in a whole report. */
export const scrubbing = target(
  'scrubbing',
  fc.record({
    text: fc.oneof(tricky, wild),
    header: fc.constantFrom('via', 'proxy-status', 'cache-status', 'server', 'X-Cache'),
  }),
  ({ text: { value, secret }, header }) => {
    const plain = scrub(value, FACTS);
    assert.equal(scrub(plain, FACTS), plain, 'the second time something changed');
    const placed = scrubHeader(header, value, FACTS);
    for (const line of [plain, placed]) {
      assert(line.length <= 500);
      assert.match(line, /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);
      if (secret !== null) assert(!line.includes(secret), `the secret is in ${line}`);
    }
    const report = buildReport(factsWith(header, value), WORDS);
    assert.equal(report.text.split('\n').length, report.text.includes('\nE\n') ? 9 : 6);
    if (secret !== null) assert(!`${report.text}${report.markdown}`.includes(secret), 'reported');
  },
);

function factsWith(header: string, value: string): ReportFacts {
  return {
    site: SITE,
    address: `https://${SITE}/`,
    status: 502,
    reason: value,
    firstSeen: 'then',
    lastSeen: 'then',
    reference: { name: header, value: 'none' },
    evidence: [{ label: 'H', name: header, value, isSentence: false }],
  };
}
