import { redactAddress } from '../address/redact';
import { parseWebAddress } from '../address/site';
import { isInternalHost } from './internal-host';
import { CUT, type ScrubFacts, scrub, scrubHeader } from './scrub';

/** One line of a report. */
interface ReportLine {
  readonly label: string;
  readonly value: string;
}

/** One observation; `value` is either as it came, or already a sentence of ours. */
interface ReportEvidence extends ReportLine {
  /** Name of the header, for a header. */
  readonly name?: string | undefined;
  readonly isSentence: boolean;
}

/** What a report says of a failure. */
export interface ReportFacts {
  readonly site: string;
  readonly address: string;
  /** null where no answer came, and the browser gives none. */
  readonly status: number | null;
  readonly reason: string | null;
  /** Points in time, each with its zone. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly reference: { readonly name: string; readonly value: string } | null;
  readonly evidence: readonly ReportEvidence[];
}

/** The report's words, in the visitor's language. */
export interface ReportWords {
  readonly title: string;
  readonly address: string;
  readonly status: string;
  /** In its place where there was none. */
  readonly noStatus: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly reference: string;
  readonly evidence: string;
  /** What is said in words alone: gateway, failed link, certainty, tries. */
  readonly said: readonly ReportLine[];
  /** Joins a label and its value. */
  readonly line: (label: string, value: string) => string;
}

export interface Report {
  readonly text: string;
  readonly markdown: string;
}

/** Headers that carry nothing but what nobody else may have. */
const NEVER = /^(?:set-)?cookie$|^(?:proxy-)?authoriz|authenticate$/i;

/**
 * The report that a support desk can work with, as plain text and as Markdown. Everything that came
 * from outside is scrubbed: no tokens, no addresses of machines, no names of internal hosts.
 */
export function buildReport(facts: ReportFacts, words: ReportWords): Report {
  const lines = linesOf(facts, words);
  const seen = evidenceOf(facts);
  const text = [
    words.title,
    ...lines.map(({ label, value }) => words.line(label, value)),
    ...(seen.length === 0 ? [] : ['', words.evidence]),
    ...seen.map(({ label, value }) => `- ${words.line(label, value)}`),
  ];
  const markdown = [
    `### ${escapeMarkdown(words.title)}`,
    '',
    ...lines.map(bullet),
    ...(seen.length === 0 ? [] : ['', `#### ${escapeMarkdown(words.evidence)}`, '']),
    ...seen.map(bullet),
  ];
  return { text: `${text.join('\n')}\n`, markdown: `${markdown.join('\n')}\n` };

  function bullet({ label, value, isData }: Line): string {
    return `- ${words.line(`**${escapeMarkdown(label)}**`, isData ? codeSpan(value) : escapeMarkdown(value))}`;
  }
}

interface Line extends ReportLine {
  /** As it came, or as machines write it: not in any language. */
  readonly isData: boolean;
}

function linesOf(facts: ReportFacts, words: ReportWords): Line[] {
  const { reference, firstSeen, lastSeen } = facts;
  const data = (label: string, value: string): Line => ({ label, value, isData: true });
  const lines = [
    data(words.address, shownAddress(facts)),
    statusLine(facts, words),
    data(words.firstSeen, firstSeen),
  ];
  if (lastSeen !== firstSeen) lines.push(data(words.lastSeen, lastSeen));
  for (const { label, value } of words.said) {
    lines.push({ label, value: oneLine(value), isData: false });
  }
  if (reference !== null) {
    lines.push(
      data(
        words.reference,
        `${oneLine(reference.name)} ${scrub(reference.value, scrubFacts(facts))}`,
      ),
    );
  }
  return lines;
}

function statusLine(facts: ReportFacts, words: ReportWords): Line {
  const { status, reason } = facts;
  if (status === null) return { label: words.status, value: words.noStatus, isData: false };
  const value = scrub(`${status} ${reason ?? ''}`, scrubFacts(facts));
  return { label: words.status, value, isData: true };
}

function evidenceOf(facts: ReportFacts): Line[] {
  return facts.evidence
    .filter(({ name }) => name === undefined || !NEVER.test(name))
    .map(({ label, name, value, isSentence }) => {
      const shown = isSentence ? oneLine(value) : scrubHeader(name ?? '', value, scrubFacts(facts));
      return {
        label: name === undefined ? label : `${label} ${oneLine(name)}`,
        value: shown,
        isData: !isSentence,
      };
    })
    .filter(({ value }) => value !== '');
}

function scrubFacts({ site, reference }: ReportFacts): ScrubFacts {
  return { site, reference: reference === null ? null : oneLine(reference.value) };
}

/** The address, redacted; of an internal one only what comes after the host. */
function shownAddress({ address }: ReportFacts): string {
  const redacted = redactAddress(address);
  const url = parseWebAddress(redacted);
  if (url === null) return CUT;
  return isInternalHost(url.hostname) ? redacted.replace(url.host, CUT) : redacted;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, (run) => (/\s/.test(run) ? ' ' : '')).trim();
}

/** A code span that no run of backticks within can end (CommonMark 0.31, 6.1). */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padded = longest > 0 ? ` ${text} ` : text;
  return `${fence}${padded}${fence}`;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/g, '\\$&');
}
