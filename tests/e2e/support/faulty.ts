import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyOf } from './built';
import type { BrowserUnderTest } from './driver';
import { extensionDir } from './extension-dirs';
import { test as base } from './fixtures';
import { launch } from './launch';
import { pollUntil } from './poll';
import { shippedSource } from './shipped';

/** One call of the browser that the background makes, and what becomes of it. */
export interface Fault {
  /** As `storage.session.set`. */
  readonly call: string;
  /** Only a call whose arguments say all of this, as JSON. Default: any. */
  readonly about?: readonly string[];
  /**
   * `hangs`: it is never made. `unanswered`: it is made, and no answer comes. Both once, at the first
   * call. `fails`: each call is refused, until the background is stopped.
   */
  readonly how: 'hangs' | 'unanswered' | 'fails';
}

/** The built extension with something between its background and the browser, which {@link arm} sets. */
export const test = base.extend<object, { readonly under: BrowserUnderTest }>({
  under: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs
    async ({}, use, workerInfo) => {
      const extension = faultyCopy(workerInfo.project.name as BrowserUnderTest['name']);
      const under = await launch(workerInfo.project.name, { extension });
      await use(under);
      await under.close();
      rmSync(extension, { recursive: true });
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** A copy of the build whose background loads {@link standBetween} before its own script. */
function faultyCopy(browser: BrowserUnderTest['name']): string {
  const copy = copyOf(extensionDir(browser), tmpdir());
  const background = join(copy, 'background.js');
  const manifest = join(copy, 'manifest.json');
  const { permissions, ...rest } = JSON.parse(readFileSync(manifest, 'utf8'));
  // Has the browser open again what was closed.
  writeFileSync(manifest, JSON.stringify({ ...rest, permissions: [...permissions, 'sessions'] }));
  const first = `(${shippedSource(String(standBetween))})();\n`;
  writeFileSync(background, first + readFileSync(background, 'utf8'));
  return copy;
}

interface News {
  readonly armed?: Fault;
  readonly is?: 'armed' | 'reached';
}

type Call = (...args: unknown[]) => Promise<unknown>;
// biome-ignore lint/suspicious/noExplicitAny: a walk through the browser's API by names
type Holder = any;

/** Runs in the background. What is armed goes with it when it is stopped. */
function standBetween(): void {
  const { browser } = globalThis as unknown as { browser: Holder };
  const channel = new BroadcastChannel('faults');
  const never = (): Promise<never> => new Promise(() => undefined);
  channel.addEventListener('message', ({ data }: MessageEvent<News>) => {
    if (data.armed === undefined) return;
    const { call, about = [], how } = data.armed;
    const path = call.split('.');
    const name = path.pop() ?? '';
    const holder: Holder = path.reduce((within: Holder, part) => within[part], browser);
    const real: Call = holder[name].bind(holder);
    let isOver = false;
    holder[name] = async (...args: unknown[]) => {
      const said = JSON.stringify(args);
      if (isOver || !about.every((word) => said.includes(word))) return await real(...args);
      isOver = how !== 'fails';
      if (how === 'unanswered') await real(...args);
      channel.postMessage({ is: 'reached' } satisfies News);
      if (how === 'fails') throw new Error(`${call} was refused`);
      return await never();
    };
    channel.postMessage({ is: 'armed' } satisfies News);
  });
}

/** Wakes the background, and sets a fault in it. */
export async function arm(under: BrowserUnderTest, fault: Fault): Promise<void> {
  await under.background(async (api, armed: Fault) => {
    // A question that it doesn't know wakes it.
    await api.runtime.sendMessage({ v: 0, type: 'wake', body: null });
    const page = globalThis as unknown as { faults?: BroadcastChannel; isReached: boolean };
    page.faults?.close();
    page.isReached = false;
    const channel = new BroadcastChannel('faults');
    page.faults = channel;
    await new Promise<void>((resolve) => {
      channel.addEventListener('message', ({ data }: MessageEvent<News>) => {
        if (data.is === 'armed') resolve();
        if (data.is === 'reached') page.isReached = true;
      });
      channel.postMessage({ armed } satisfies News);
    });
  }, fault);
}

/** Until the background has made the call. */
async function reached(under: BrowserUnderTest, { call }: Fault): Promise<void> {
  await pollUntil(
    () =>
      under.background(() => (globalThis as unknown as { isReached?: boolean }).isReached === true),
    { timeout: 20_000, what: () => `the background to call ${call}` },
  );
}

/** Sets a fault, does what leads to it, and stops the background there. */
export async function stopAt(
  under: BrowserUnderTest,
  fault: Fault,
  lead: () => Promise<void>,
): Promise<void> {
  await arm(under, fault);
  await lead();
  await reached(under, fault);
  await under.stopBackground();
}
