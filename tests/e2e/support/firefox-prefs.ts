import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Pref = string | number | boolean;
export type Prefs = Readonly<Record<string, Pref>>;

/** Nobody to talk to but the test's own server, nothing on the screen but the test's own pages. */
const QUIET: Prefs = {
  // Firefox's own windows show notifications: the system's would need a desktop.
  'alerts.useSystemBackend': false,
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.provider.mozilla.updateURL': '',
  'browser.search.update': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'captivedetect.canonicalURL': '',
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'geo.provider.testing': true,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'nimbus.rollouts.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'signon.autofillForms': false,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/** What people have and automation changes; set again once the session stands, see {@link LIKE_PEOPLE}. */
export const LIKE_PEOPLE: Prefs = {
  // The remote agent's recommended preferences show a blank page where people see about:neterror
  // (RecommendedPreferences.sys.mjs in Firefox 153).
  'browser.http.blank_page_with_error_response.enabled': false,
  'dom.disable_beforeunload': false,
};

export function writePrefs(profile: string, extra: Prefs): void {
  const lines = Object.entries({ ...QUIET, ...LIKE_PEOPLE, ...extra }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
}
