import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extensionDir } from '../e2e/support/extension-dirs';
import { shippedSource } from '../e2e/support/shipped';

/**
 * Extensions to measure ours beside, each in a folder of its own. `idle`: does nothing and may do nothing, so that
 * the harness has something to drive tabs with.
 */
export function idleExtension(): string {
  return made({ background: { service_worker: 'background.js' } }, '');
}

/** What ours asks for, and one listener for main frames that does nothing. */
export function bareExtension(): string {
  return made(
    permitted(),
    `chrome.webRequest.onResponseStarted.addListener(() => undefined, { urls: ['<all_urls>'], types: ['main_frame'] });`,
  );
}

/** What ours asks for, and one element that is put into every page as soon as its document is there. */
export function elementExtension(): string {
  return made(
    permitted(),
    `chrome.webNavigation.onCommitted.addListener(({ tabId, documentId, frameId }) => {
      if (frameId !== 0) return;
      void chrome.scripting.executeScript({
        target: { tabId, documentIds: [documentId] },
        injectImmediately: true,
        func: () => {
          const element = document.createElement('div');
          element.textContent = 'An element';
          element.style.cssText = 'all:initial;position:fixed;top:16px;right:16px;padding:8px 16px;background:#ffd';
          element.dataset.bare = '';
          document.documentElement.append(element);
        },
      }).catch(() => undefined);
    });`,
  );
}

/** Ours, with each event that its background is given counted by name; asked for with {@link COUNTS}. */
export function countingExtension(): string {
  const copy = mkdtempSync(join(tmpdir(), 'backsoon-bench-'));
  cpSync(extensionDir('chromium'), copy, { recursive: true });
  const { background } = manifestOf(copy);
  const path = join(copy, background.service_worker);
  writeFileSync(
    path,
    `(${shippedSource(String(countEvents))})(${JSON.stringify(COUNTS)});\n${readFileSync(path, 'utf8')}`,
  );
  return copy;
}

/** A message that is none of ours. */
export const COUNTS = 'bench/counts';

/** Runs in the worker, before anything else. */
function countEvents(question: string): void {
  type Event = {
    addListener: (listener: (...told: unknown[]) => unknown, ...more: unknown[]) => void;
  };
  const { chrome } = globalThis as unknown as { chrome: Record<string, Record<string, Event>> };
  const counts: Record<string, number> = {};
  // Before it is wrapped: the question itself doesn't count.
  chrome.runtime?.onMessage?.addListener((message, _sender, answer) => {
    if (message === question) (answer as (counts: unknown) => void)(counts);
  });
  for (const [area, events] of Object.entries(chrome)) {
    if (typeof events !== 'object' || events === null) continue;
    for (const name of Object.keys(events).filter((key) => key.startsWith('on'))) {
      const event = events[name];
      if (event?.addListener === undefined) continue;
      const add = event.addListener.bind(event);
      event.addListener = (listener, ...more) =>
        add(
          (...told) => {
            counts[`${area}.${name}`] = (counts[`${area}.${name}`] ?? 0) + 1;
            return listener(...told);
          },
          ...more,
        );
    }
  }
}

interface Manifest {
  readonly permissions: readonly string[];
  readonly host_permissions: readonly string[];
  readonly background: { readonly service_worker: string };
}

function manifestOf(dir: string): Manifest {
  return JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
}

function permitted(): object {
  const { permissions, host_permissions } = manifestOf(extensionDir('chromium'));
  return { permissions, host_permissions, background: { service_worker: 'background.js' } };
}

function made(manifest: object, background: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'backsoon-bench-'));
  mkdirSync(dir, { recursive: true });
  writeFileSync(
    join(dir, 'manifest.json'),
    JSON.stringify({ manifest_version: 3, name: 'Beside', version: '1', ...manifest }),
  );
  writeFileSync(join(dir, 'background.js'), background);
  return dir;
}
