import manifest from '../manifest.json' with { type: 'json' };
import packageJson from '../package.json' with { type: 'json' };
import { FIREFOX } from './targets.ts';

export type Target = 'chrome' | 'firefox';

/**
 * The manifest for one browser. manifest.json is written for Chromium; all that differs for Firefox
 * stands here and nowhere else.
 */
export function manifestFor(target: Target): Record<string, unknown> {
  const common = { ...manifest, version: packageJson.version };
  if (target === 'chrome') return common;
  const {
    incognito: _split,
    minimum_chrome_version: _version,
    // Firefox asks for no schema, and its linter warns of one.
    storage: _schema,
    background,
    ...shared
  } = common;
  return {
    ...shared,
    // Firefox runs an event page, not a service worker.
    background: { scripts: [background.service_worker], type: 'module' },
    // Stated, as Firefox's own default asks for https wherever the address says http, probes included
    // (measured, 153).
    content_security_policy: shared.content_security_policy,
    // In Firefox this permission warns at install, so it is asked for when first used.
    permissions: shared.permissions.filter((name) => name !== 'browsingData'),
    optional_permissions: [...shared.optional_permissions, 'browsingData'],
    // `incognito: split` means "not allowed" to Firefox; its default serves private windows.
    browser_specific_settings: {
      gecko: {
        id: 'backsoon@backsoon.example',
        strict_min_version: `${FIREFOX}.0`,
        data_collection_permissions: { required: ['none'] },
      },
      gecko_android: { strict_min_version: `${FIREFOX}.0` },
    },
  };
}

/**
 * The same while developing: pages then get their styles as elements, and hear of changes by a socket, which the
 * policy that is shipped refuses.
 */
export function whileDeveloping(manifest: Record<string, unknown>): Record<string, unknown> {
  const policy = "script-src 'self'; object-src 'self'; frame-ancestors 'none'";
  return { ...manifest, content_security_policy: { extension_pages: policy } };
}
