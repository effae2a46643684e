import { resolve } from 'node:path';

/** Where the built extension lies; the environment wins so that CI and trials can test another build. */
export function extensionDir(browser: 'chromium' | 'firefox'): string {
  return browser === 'chromium'
    ? resolve(process.env.BACKSOON_CHROME_DIR ?? 'dist/chrome')
    : resolve(process.env.BACKSOON_FIREFOX_DIR ?? 'dist/firefox');
}
