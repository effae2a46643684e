import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A document whose claims lead to tests, by footnotes: `[^name]: `tests/… › title``. */
export interface Footnoted {
  /** The text without the footnotes. */
  readonly body: string;
  /** Footnotes, by name. */
  readonly notes: ReadonlyMap<string, string>;
  /** The names that the text leads to. */
  readonly used: readonly string[];
}

/** Reads one of docs. */
export function footnoted(path: string): Footnoted {
  const page = readFileSync(join(ROOT, path), 'utf8');
  const body = page.replace(/^\[\^\w+\]: .*$/gm, '');
  return {
    body,
    notes: new Map(
      [...page.matchAll(/^\[\^(\w+)\]: (.*)$/gm)].map(([, name = '', text = '']) => [name, text]),
    ),
    used: [...body.matchAll(/\[\^(\w+)\]/g)].map(([, name = '']) => name),
  };
}

/** Whether a footnote names a test that there is. */
export function leadsToATest(note: string): boolean {
  const [, file = '', title = ''] =
    /^`(tests\/[\w/.-]+\.(?:spec|test)\.ts) › (.+)`$/.exec(note) ?? [];
  return title !== '' && isTold(file, title);
}

/** Whether a test of this file has this title, in which `…` stands for what the test fills in. */
export function isTold(file: string, title: string): boolean {
  if (!existsSync(join(ROOT, file))) return false;
  const escaped = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '\\$\\{[^}]+\\}');
  // As it stands in the source: a quotation mark in its own kind of quotes is escaped there.
  const quoted = escaped.replace(/(['"])/g, '\\\\?$1');
  // A call that takes the title may itself be what `each` or `skipIf` gave back.
  const call = new RegExp(
    `\\b(?:test|it)(?:\\.(?:each|skipIf)\\([\\s\\S]*?\\))?\\(\\s*(['"\`])${quoted}\\1`,
  );
  return call.test(readFileSync(join(ROOT, file), 'utf8'));
}
