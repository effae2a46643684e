import { readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where browsers usually lie, best first. Names without a folder are looked up in PATH. */
interface Places {
  readonly chromium: readonly string[];
  readonly firefox: readonly string[];
}

const programFolders = (): string[] =>
  [process.env.LOCALAPPDATA, process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']].filter(
    (folder) => folder !== undefined,
  );

const applicationFolders = (): string[] => ['/Applications', join(homedir(), 'Applications')];

const linux = (): Places => ({
  chromium: [
    'chromium',
    'chromium-browser',
    '/usr/lib/chromium/chromium',
    '/usr/lib/chromium-browser/chromium-browser',
  ],
  firefox: [
    'firefox-esr',
    'firefox',
    '/usr/lib/firefox/firefox',
    '/usr/lib64/firefox/firefox',
    '/opt/firefox/firefox',
  ],
});

const mac = (): Places => ({
  chromium: [
    ...applicationFolders().map((folder) => join(folder, 'Chromium.app/Contents/MacOS/Chromium')),
    'chromium',
  ],
  firefox: applicationFolders().flatMap((folder) =>
    ['Firefox', 'Firefox ESR', 'Firefox Developer Edition'].map((name) =>
      join(folder, `${name}.app/Contents/MacOS/firefox`),
    ),
  ),
});

const windows = (): Places => ({
  chromium: programFolders().map((folder) => join(folder, 'Chromium', 'Application', 'chrome.exe')),
  firefox: programFolders().map((folder) => join(folder, 'Mozilla Firefox', 'firefox.exe')),
});

export const usualPlaces = (): Places => {
  if (process.platform === 'darwin') return mac();
  return process.platform === 'win32' ? windows() : linux();
};

export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    // Not there, or in a folder that one may not look into: no program to start either way.
    return false;
  }
}

/** The full path of a program, if it is there. */
export const locate = (program: string): string | undefined => {
  if (/[\\/]/.test(program)) return isFile(program) ? program : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program)).find(isFile);
};

/**
 * Whether the program only leads into a snap package. Ubuntu's `chromium-browser` and `firefox` do: without snapd they
 * print a hint and end, and with it the browser sees neither the profile nor the extension that a test puts in /tmp.
 */
export const isSnap = (path: string): boolean => {
  const real = realpathSync(path);
  if (real.endsWith('/bin/snap') || real.startsWith('/snap/')) return true;
  // Start scripts are a few kilobytes; a browser itself is much larger and need not be read.
  return statSync(real).size < 65_536 && readFileSync(real, 'latin1').includes('/snap/bin/');
};

/** Google's own Chrome, which ignores --load-extension since version 137. Chrome for Testing is Chromium in this respect. */
export const isBrandedChrome = (path: string): boolean =>
  /google-chrome|[\\/]google[\\/]chrome[\\/]|Google Chrome(?: Beta| Dev| Canary)?\.app/i.test(path);
