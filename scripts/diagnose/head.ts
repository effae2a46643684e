import type { Header } from '../../src/core/diagnosis/observation';

/** A status line and its headers. */
export interface Head {
  readonly status: number;
  /** null where there is none, as in HTTP/2 and HTTP/3. */
  readonly reason: string | null;
  /** Names in lower case, values as they came, in their order. */
  readonly headers: readonly Header[];
  /** Whether its lines end in LF alone: it went through an editor or a terminal. */
  readonly bareLines: boolean;
  /** Where the body begins. */
  readonly end: number;
}

/** No header block is longer. Chromium takes 256 KB (`HttpStreamParser`), servers send less. */
const HEAD_LIMIT = 262_144;

const LF = 0x0a;
const CR = 0x0d;

const STATUS_LINE = /^HTTP\/\d(?:\.\d)?[ \t]+(\d{3})(?:[ \t]+(.*))?$/s;

/** Longest status line that is looked at. */
const LINE_LIMIT = 4_096;

/**
 * The header block that begins at `start`; `not-a-head` where no status line stands there, `cut` where
 * its blank line is missing. A line without a colon is passed over, as browsers do; a folded line
 * (RFC 9112, section 5.2) belongs to the one before.
 */
export function headAt(bytes: Buffer, start: number): Head | 'not-a-head' | 'cut' {
  const firstEnd = bytes.subarray(start, start + LINE_LIMIT).indexOf(LF);
  const first = firstEnd < 0 ? bytes.length : start + firstEnd;
  const isCut = firstEnd < 0 && bytes.length - start > LINE_LIMIT;
  const found = isCut ? null : STATUS_LINE.exec(lineOf(bytes, start, first));
  if (found === null) return 'not-a-head';

  const lines: string[] = [];
  let at = first + 1;
  for (;;) {
    const end = bytes.indexOf(LF, at);
    if (end < 0 || end - start > HEAD_LIMIT) return 'cut';
    const line = lineOf(bytes, at, end);
    at = end + 1;
    if (line === '') break;
    lines.push(line);
  }
  const reason = found[2]?.trim() ?? '';
  return {
    status: Number(found[1]),
    reason: reason === '' ? null : reason,
    headers: headersOf(lines),
    bareLines: bytes[first - 1] !== CR,
    end: at,
  };
}

/** A line without its end: UTF-8 where it is, else one character a byte. */
function lineOf(bytes: Buffer, start: number, end: number): string {
  const line = bytes.subarray(start, bytes[end - 1] === CR && end > start ? end - 1 : end);
  const text = line.toString('utf8');
  return text.includes('\ufffd') ? line.toString('latin1') : text;
}

function headersOf(lines: readonly string[]): Header[] {
  const headers: { name: string; values: string[] }[] = [];
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      headers.at(-1)?.values.push(line.trim());
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (name !== '') headers.push({ name, values: [line.slice(colon + 1).trim()] });
  }
  return headers.map(({ name, values }) => ({ name, value: values.join(' ').trim() }));
}
