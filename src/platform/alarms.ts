import { browser } from './browser';
import { now } from './clock';
import { inPrivateProcess } from './privacy';

/**
 * Alarms, which outlive the worker. Chromium writes them to the disk, those of private windows too, and
 * over those of the ordinary ones (measured, 156; `persistAcrossSessions` changes nothing about it). In
 * the private windows' own process timers stand in, which live no longer than the worker.
 */
const timers = new Map<string, ReturnType<typeof setTimeout>>();
let ring: (name: string) => void = () => undefined;

/** The longest that a timer can be set to, in ms. */
const LONGEST_MS = 2 ** 31 - 1;

/** Sets (or moves) the alarm of a name. `at` in ms since the epoch; Chromium rounds up to 30 s. */
export async function setAlarm(name: string, at: number): Promise<void> {
  if (!inPrivateProcess()) {
    await browser.alarms.create(name, { when: at });
    return;
  }
  clearTimeout(timers.get(name));
  const wait = Math.min(LONGEST_MS, Math.max(0, at - now()));
  timers.set(
    name,
    setTimeout(() => {
      timers.delete(name);
      ring(name);
    }, wait),
  );
}

export async function clearAlarm(name: string): Promise<void> {
  if (!inPrivateProcess()) {
    await browser.alarms.clear(name);
    return;
  }
  clearTimeout(timers.get(name));
  timers.delete(name);
}

export function onAlarm(handle: (name: string) => void): void {
  ring = handle;
  browser.alarms.onAlarm.addListener((alarm) => handle(alarm.name));
}
