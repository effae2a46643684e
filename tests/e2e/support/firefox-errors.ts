import type { BidiClient } from './bidi';
import type { ConsoleErrors } from './console-errors';
import type { FirefoxChrome } from './firefox-chrome';
import type { ScriptError } from './firefox-scope';
import { shippedSource } from './shipped';

const CHANNEL = 'errors';

/**
 * Firefox's own error console (nsIConsoleService) for uncaught errors, and the storage behind the console API
 * (nsIConsoleAPIStorage) for console.error, the latter in every process. The protocol's log.entryAdded will not do: it
 * leaves out the pages and the background of extensions (Firefox 153).
 */
export async function reportErrors(
  bidi: BidiClient,
  chrome: FirefoxChrome,
  errors: ConsoleErrors,
): Promise<void> {
  bidi.on('script.message', ({ channel, data }) => {
    if (channel !== CHANNEL) return;
    const { source, text } = JSON.parse(String((data as { value: string }).value)) as {
      source: string;
      text: string;
    };
    errors.add(source, text);
  });
  const window = await chrome.window();
  const report = { type: 'channel', value: { channel: CHANNEL } } as const;
  await window.call(shippedSource(String(forwardScriptErrors)), [report]);
  await window.call(shippedSource(String(forwardConsoleErrors), PROCESS_SCRIPT), [report]);
}

/** Runs in every process of Firefox, those to come included. */
const PROCESS_SCRIPT = `data:application/javascript,${encodeURIComponent(`
  Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage).addLogEventListener((message) => {
    const { level, filename, lineNumber, arguments: words } = message.wrappedJSObject
    if (level !== 'error' && level !== 'assert') return
    sendAsyncMessage('backsoon:console-error', { source: filename + ':' + lineNumber, text: words.map(String).join(' ') })
  }, Cc['@mozilla.org/systemprincipal;1'].createInstance(Ci.nsIPrincipal))
`)}`;

function forwardConsoleErrors(report: (json: string) => void, processScript: string): void {
  Services.ppmm.addMessageListener('backsoon:console-error', ({ data }) => {
    // Firefox's own scripts report a lot that is nobody's fault here.
    if (/^(https?|moz-extension|data|blob|file):/.test(data.source)) report(JSON.stringify(data));
  });
  Services.ppmm.loadProcessScript(processScript, true);
}

function forwardScriptErrors(report: (json: string) => void): void {
  Services.console.registerListener({
    observe(message) {
      let error: ScriptError;
      try {
        error = (message as ScriptError).QueryInterface(Ci.nsIScriptError);
      } catch {
        return; // A plain message (nsIConsoleMessage), not an error.
      }
      if (error.flags & (Ci.nsIScriptError.warningFlag | Ci.nsIScriptError.infoFlag)) return;
      if (!/^(https?|moz-extension|data|blob|file):/.test(error.sourceName)) return;
      report(
        JSON.stringify({
          source: `${error.sourceName}:${error.lineNumber}`,
          text: error.errorMessage,
        }),
      );
    },
  });
}
