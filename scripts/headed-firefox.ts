import webExt from 'web-ext';
import { consoleStream } from 'web-ext/util/logger';
import { extensionDir } from '../tests/e2e/support/extension-dirs';
import { keepInFront } from './firefox-front';
import type { HeadedBrowser } from './headed-browser';

/** Opens Firefox with the extension in it and a profile that is gone when it closes. */
export const openFirefox = async (
  executablePath: string,
  urls: readonly string[],
): Promise<HeadedBrowser> => {
  // It speaks to developers of extensions; only when it fails is that of use here.
  consoleStream.startCapturing();
  const runner = await webExt.cmd
    .run({
      sourceDir: extensionDir('firefox'),
      firefox: executablePath,
      startUrl: [...urls],
      target: ['firefox-desktop'],
      // Pressing R in the terminal and watching files is for `web-ext run`, not for trying the product.
      noInput: true,
      noReload: true,
      pref: {
        // Automation flips it to true, and then an empty 502 is a blank page instead of Firefox's own error page.
        'browser.http.blank_page_with_error_response.enabled': false,
        'browser.aboutwelcome.enabled': false,
        'datareporting.policy.dataSubmissionEnabled': false,
      },
    })
    .catch((error: unknown) => {
      consoleStream.flushCapturedLogs();
      throw error;
    });
  const closed = new Promise<void>((resolve) => runner.registerCleanup(resolve));
  const client = runner.extensionRunners[0]?.remoteFirefox?.client;
  const [front] = urls;
  // A tab that stays behind the welcome page is no failure: it is one click away.
  if (client && front !== undefined) await keepInFront(client, front).catch(() => undefined);
  return { closed, close: () => runner.exit() };
};
