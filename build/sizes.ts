import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a part of the built extension may weigh, in bytes after gzip, each of its files by itself. */
interface Budget {
  readonly name: string;
  /** What is loaded first; what that loads counts too. */
  readonly entry: string;
  readonly atMost: number;
}

const KB = 1_024;

/**
 * The first two are promises. The others stand a tenth above what they weighed when they were set: who needs
 * more says why, and raises them (docs/performance.md).
 */
const BUDGETS: readonly Budget[] = [
  { name: 'pill and card', entry: 'background/card.js', atMost: 16 * KB },
  { name: 'background, at every wake', entry: 'background.js', atMost: 32 * KB },
  { name: 'background, diagnosing', entry: 'background/diagnosing.js', atMost: 25.3 * KB },
  { name: 'background, keeping the history', entry: 'background/keeping.js', atMost: 7.3 * KB },
  { name: 'background, checking a page', entry: 'background/checking.js', atMost: 2.8 * KB },
  { name: 'background, deciding', entry: 'background/deciding.js', atMost: 5.6 * KB },
  { name: 'copying the details', entry: 'src/overlay/copy-details.js', atMost: 4.7 * KB },
  { name: 'popup', entry: 'src/popup/index.html', atMost: 46.5 * KB },
  { name: 'details', entry: 'src/pages/details/index.html', atMost: 48.1 * KB },
  { name: 'history', entry: 'src/pages/history/index.html', atMost: 59.1 * KB },
  { name: 'settings', entry: 'src/pages/settings/index.html', atMost: 31.8 * KB },
  { name: 'welcome', entry: 'src/pages/welcome/index.html', atMost: 33.7 * KB },
  { name: 'stand-in', entry: 'src/pages/stand-in/index.html', atMost: 27.3 * KB },
  { name: 'clearing', entry: 'src/pages/clear-data/index.html', atMost: 28.2 * KB },
];

export interface Size extends Budget {
  readonly gzip: number;
  readonly files: readonly string[];
}

/** What each part weighs in a built extension. Throws where a file is not there. */
export function sizesOf(directory: string): Size[] {
  return BUDGETS.map((budget) => {
    const files = [...loadedBy(directory, budget.entry)];
    const gzip = files.map(
      (file) => gzipSync(readFileSync(join(directory, file)), { level: 9 }).length,
    );
    return { ...budget, files, gzip: gzip.reduce((sum, one) => sum + one, 0) };
  });
}

/** Scripts and style sheets that a page's markup names, and static and dynamic imports between modules. */
const LOADS = [
  /<script\b[^>]*\bsrc="([^"]+)"/g,
  /<link\b[^>]*\brel="stylesheet"[^>]*\bhref="([^"]+)"/g,
  /\b(?:import|export)\b[^"'`;]*?["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g,
];

function loadedBy(directory: string, entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  if (!/\.(?:html|js)$/.test(entry)) return seen;
  const text = readFileSync(join(directory, entry), 'utf8');
  for (const pattern of LOADS) {
    for (const [, found = ''] of text.matchAll(pattern)) {
      const path = found.startsWith('/') ? found.slice(1) : posix.join(dirname(entry), found);
      loadedBy(directory, path, seen);
    }
  }
  return seen;
}
