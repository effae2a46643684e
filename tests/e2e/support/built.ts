import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page that the product opens when it is installed. */
const WELCOME = 'src/pages/welcome/index.html';

/**
 * Where the welcome page of a build stands, by the extension's origin; null for a build that has none
 * (the harness's own extension).
 */
export function welcomeOf(dir: string, origin: string): string | null {
  return existsSync(join(dir, WELCOME)) ? `${origin}/${WELCOME}` : null;
}

/** Copies a build into `scratch`; its folder. */
export function copyOf(dir: string, scratch: string): string {
  const copy = mkdtempSync(join(scratch, 'backsoon-copy-'));
  cpSync(dir, copy, { recursive: true });
  return copy;
}

/** Says in a build's manifest that it is another version. */
export function setVersion(dir: string, version: string): void {
  const path = join(dir, 'manifest.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), version }));
}
