import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = join(import.meta.dirname, 'harness-extension');

const SHARED = {
  manifest_version: 3,
  name: 'Harness',
  version: '1',
  permissions: ['webRequest', 'webNavigation', 'scripting', 'storage', 'alarms'],
  host_permissions: ['<all_urls>'],
  action: {},
};

const GECKO = {
  gecko: { id: 'harness@backsoon.example', data_collection_permissions: { required: ['none'] } },
};

/** Where the harness's own extension is put together, so that harness.spec.ts needs no build of the product. */
export const HARNESS_DIRS = { chrome: 'out/harness/chrome', firefox: 'out/harness/firefox' };

/** Playwright's globalSetup. */
export default function buildHarnessExtension(): void {
  build(HARNESS_DIRS.chrome, { ...SHARED, background: { service_worker: 'background.js' } });
  build(HARNESS_DIRS.firefox, {
    ...SHARED,
    background: { scripts: ['background.js'] },
    browser_specific_settings: GECKO,
  });
}

function build(dir: string, manifest: object): void {
  mkdirSync(dir, { recursive: true });
  cpSync(SOURCE, dir, { recursive: true });
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
}
