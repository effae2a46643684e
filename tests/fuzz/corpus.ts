import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const CORPUS = fileURLToPath(new URL('corpus', import.meta.url));

/** An input that is tried each time, before any that is drawn. */
export interface Kept {
  readonly file: string;
  /** What it is there for. */
  readonly why: string;
  readonly input: unknown;
}

/** The inputs kept of a target, by name. */
export function keptOf(target: string, corpus = CORPUS): readonly Kept[] {
  const folder = join(corpus, target);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const { why, input } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      return { file: join(folder, name), why: String(why), input };
    });
}

/** Keeps an input, under a name that says nothing but what is in it; returns the file. */
export function keep(target: string, input: unknown, why: string, corpus = CORPUS): string {
  const folder = join(corpus, target);
  mkdirSync(folder, { recursive: true });
  const digest = createHash('sha256').update(JSON.stringify(input)).digest('hex');
  const file = join(folder, `${digest.slice(0, 12)}.json`);
  writeFileSync(file, `${JSON.stringify({ why, input }, null, 2)}\n`);
  return file;
}
