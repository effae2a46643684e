import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildReport,
  type ReportFacts,
  type ReportWords,
} from '../../../../src/core/report/report';

const FACTS: ReportFacts = {
  site: 'shop.example.org',
  address: 'https://anna:secret@shop.example.org/cart?session=abc&page=2#top',
  status: 502,
  reason: 'Bad Gateway',
  firstSeen: '2026-11-20 11:00:00 +01:00',
  lastSeen: '2026-11-20 11:02:00 +01:00',
  reference: { name: 'Ray ID', value: '8f00ba5e0000abcd-AMS' },
  evidence: [
    { label: 'Header', name: 'server', value: 'cloudflare', isSentence: false },
    { label: 'Header', name: 'via', value: '1.1 proxy01 (squid/6.10)', isSentence: false },
    { label: 'Build', value: 'It is built the way \u2068nginx\u2069 does.', isSentence: true },
  ],
};

const WORDS: ReportWords = {
  title: 'Report',
  address: 'Address',
  status: 'Status line',
  noStatus: 'None',
  firstSeen: 'First seen',
  lastSeen: 'Last seen',
  reference: 'Reference',
  evidence: 'The evidence',
  said: [
    { label: 'Gateway', value: 'Cloudflare' },
    { label: 'Tries', value: 'Backsoon tried 3 times.' },
  ],
  line: (label, value) => `${label}: ${value}`,
};

const report = (changes: Partial<ReportFacts> = {}) => buildReport({ ...FACTS, ...changes }, WORDS);

describe('a report', () => {
  it('says what a support desk needs, as text', () => {
    expect(report().text).toBe(`Report
Address: https://shop.example.org/cart?session=…&page=2
Status line: 502 Bad Gateway
First seen: 2026-11-20 11:00:00 +01:00
Last seen: 2026-11-20 11:02:00 +01:00
Gateway: Cloudflare
Tries: Backsoon tried 3 times.
Reference: Ray ID 8f00ba5e0000abcd-AMS

The evidence
- Header server: cloudflare
- Header via: 1.1 … (squid/6.10)
- Build: It is built the way nginx does.
`);
  });

  it('says the same as Markdown, with what came from outside as code', () => {
    expect(report().markdown).toBe(`### Report

- **Address**: \`https://shop.example.org/cart?session=…&page=2\`
- **Status line**: \`502 Bad Gateway\`
- **First seen**: \`2026-11-20 11:00:00 +01:00\`
- **Last seen**: \`2026-11-20 11:02:00 +01:00\`
- **Gateway**: Cloudflare
- **Tries**: Backsoon tried 3 times.
- **Reference**: \`Ray ID 8f00ba5e0000abcd-AMS\`

#### The evidence

- **Header server**: \`cloudflare\`
- **Header via**: \`1.1 … (squid/6.10)\`
- **Build**: It is built the way nginx does.
`);
  });

  it('leaves out what isn’t there', () => {
    const { text } = report({
      reason: null,
      reference: null,
      evidence: [],
      lastSeen: FACTS.firstSeen,
    });
    expect(text).toContain('Status line: 502\n');
    for (const word of ['Reference', 'The evidence', 'Last seen']) expect(text).not.toContain(word);
  });

  it('says in words that there was no status', () => {
    const { text, markdown } = report({ status: null, reason: null });
    expect(text).toContain('Status line: None\n');
    expect(markdown).toContain('- **Status line**: None\n');
  });

  it.each([
    ['http://10.0.0.7:8080/status', 'http://…/status'],
    ['http://wiki.corp/start', 'http://…/start'],
    ['http://intranet/', 'http://…/'],
    ['https://[fd00::7]/a', 'https://…/a'],
    ['about:blank', '…'],
  ])('doesn’t name an internal address: %s', (address, shown) => {
    expect(report({ address }).text).toContain(`Address: ${shown}\n`);
  });

  it('never has cookies or credentials in it, whatever the evidence', () => {
    const evidence = ['set-cookie', 'Cookie', 'Authorization', 'WWW-Authenticate'].map((name) => ({
      label: 'Header',
      name,
      value: 'id=hunter2',
      isSentence: false,
    }));
    const { text, markdown } = report({ evidence });
    expect(text + markdown).not.toContain('hunter2');
  });

  it('keeps each observation on its line, and inside its code span', () => {
    const evidence = fc.record({
      label: fc.constant('Header'),
      name: fc.constant('server'),
      value: fc.string({ unit: 'binary', maxLength: 200 }),
      isSentence: fc.constant(false),
    });
    fc.assert(
      fc.property(evidence, (one) => {
        const { text, markdown } = report({ evidence: [one] });
        fc.pre(text.includes(WORDS.evidence));
        expect(text.split('\n')).toHaveLength(report().text.split('\n').length - 2);
        const line = markdown.split('\n').at(-2) ?? '';
        const [, fence = '', inner = ''] = /: (`+)([\s\S]*)$/.exec(line) ?? [];
        expect(inner.endsWith(fence)).toBe(true);
        const runs = inner.slice(0, -fence.length).match(/`+/g) ?? [];
        expect(runs.every((run) => run.length < fence.length)).toBe(true);
      }),
    );
  });
});
