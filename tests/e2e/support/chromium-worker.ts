import type { ChromiumSession } from './chromium-session';
import { pollUntil } from './poll';

interface Version {
  readonly versionId: string;
  readonly runningStatus: 'stopped' | 'starting' | 'running' | 'stopping';
}

/**
 * The extension's service worker, watched through the ServiceWorker domain of an extension page and never attached to:
 * a worker with a debugger on it is never put to sleep, which would hide the bugs that sleeping makes.
 */
export class ChromiumWorker {
  #page: ChromiumSession | undefined;
  readonly #status = new Map<string, Version['runningStatus']>();

  async watch(page: ChromiumSession): Promise<void> {
    this.#status.clear();
    this.#page = page;
    page.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { versionId, runningStatus } of versions as Version[])
        this.#status.set(versionId, runningStatus);
    });
    await page.send('ServiceWorker.enable');
    await pollUntil(() => this.#status.size > 0, { what: () => 'news of the service worker' });
  }

  /** Its listeners are known to the browser from here on. */
  async started(): Promise<void> {
    await pollUntil(() => [...this.#status.values()].includes('running'), {
      what: () => 'the worker to have started',
    });
  }

  running(): boolean {
    return [...this.#status.values()].some((status) => status !== 'stopped');
  }

  async stop(): Promise<void> {
    // Once is not enough when an event comes in between and starts the worker again.
    await pollUntil(
      async () => {
        await pollUntil(() => ![...this.#status.values()].includes('starting'), {
          what: () => 'the worker to have started',
        });
        await this.#page?.send('ServiceWorker.stopAllWorkers');
        return pollUntil(() => !this.running(), {
          timeout: 1_000,
          what: () => 'the worker to stop',
        }).catch(() => false);
      },
      {
        timeout: 10_000,
        what: () => `the worker to stop: ${[...this.#status.values()].join(', ')}`,
      },
    );
  }
}
