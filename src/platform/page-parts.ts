import * as v from 'valibot';
import { LONGEST_ADDRESS } from '../core/address/site';
import type { FrameParts } from '../core/parts/parts';
import { browser } from './browser';

/** How long a frame may take to answer, in ms: one that hangs must not hold up the others. */
const PATIENCE_MS = 2_000;

/** Frames that are asked; those beyond count as not seen. */
const MOST_FRAMES = 50;

/** Failed requests that a frame may name. Browsers take note of 250 unless the page asks for more. */
const MOST_FAILED = 1_000;

const frameParts = v.object({
  failed: v.pipe(
    v.array(
      v.object({ address: v.pipe(v.string(), v.maxLength(LONGEST_ADDRESS)), status: v.number() }),
    ),
    v.maxLength(MOST_FAILED),
  ),
  untold: v.pipe(v.number(), v.integer(), v.minValue(0)),
  isFull: v.boolean(),
});

/**
 * What each frame of a tab tells of the requests that it made, the main frame's first; null for each
 * that couldn't be asked (a page of the browser, a frame that hangs). Empty for a tab that is gone.
 *
 * Of cross-origin answers that the page itself may not read, Chromium gives no status, whatever
 * `Timing-Allow-Origin` says; Firefox gives it to extensions that may look into the page, though not to
 * the page (measured: Chromium 156, Firefox 153). Frames of other sites tell what they see themselves.
 */
export async function partsOfPage(tabId: number): Promise<(FrameParts | null)[]> {
  const frames = (await browser.webNavigation.getAllFrames({ tabId }).catch(() => null)) ?? [];
  const ids = frames.map(({ frameId }) => frameId).sort((a, b) => a - b);
  const asked = ids.slice(0, MOST_FRAMES).map((frameId) => partsOfFrame(tabId, frameId));
  return [...(await Promise.all(asked)), ...ids.slice(MOST_FRAMES).map(() => null)];
}

async function partsOfFrame(tabId: number, frameId: number): Promise<FrameParts | null> {
  const read = browser.scripting
    .executeScript({
      target: { tabId, frameIds: [frameId] },
      injectImmediately: true,
      func: readParts,
      args: [frameId === 0, MOST_FAILED, LONGEST_ADDRESS],
    })
    .catch(() => []);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<[]>((resolve) => {
    timer = setTimeout(() => resolve([]), PATIENCE_MS);
  });
  const [result] = await Promise.race([read, late]).finally(() => clearTimeout(timer));
  const parsed = v.safeParse(frameParts, result?.result);
  return parsed.success ? parsed.output : null;
}

/** Runs in the frame, in a world of its own: it must stand alone, its source is all that travels. */
function readParts(isMain: boolean, most: number, longest: number): FrameParts {
  const statuses = new Map<string, number>();
  const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  for (const { name, initiatorType, responseStatus } of resources) {
    // Frames are asked themselves.
    if (initiatorType === 'iframe' || initiatorType === 'frame') continue;
    // What was loaded ahead is listed twice (Firefox), what was asked for anew tells how it went since.
    statuses.set(name, responseStatus || statuses.get(name) || 0);
  }
  const [own] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (!isMain && own !== undefined) statuses.set(own.name, own.responseStatus);
  const all = [...statuses].map(([address, status]) => ({ address, status }));
  return {
    failed: all
      .filter(({ address, status }) => status >= 500 && address.length <= longest)
      .slice(0, most),
    untold: all.filter(({ address, status }) => status === 0 && /^https?:/.test(address)).length,
    // https://www.w3.org/TR/resource-timing/#sec-extensions-performance-interface: 250 at first.
    isFull: resources.length >= 250,
  };
}
