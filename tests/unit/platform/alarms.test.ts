import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clearAlarm, onAlarm, setAlarm } from '../../../src/platform/alarms';
import { browser } from '../../../src/platform/browser';
import { inPrivateProcess } from '../../../src/platform/privacy';

vi.mock('../../../src/platform/browser', () => ({
  browser: {
    alarms: { create: vi.fn(), clear: vi.fn(), onAlarm: { addListener: vi.fn() } },
  },
}));
vi.mock('../../../src/platform/privacy', () => ({ inPrivateProcess: vi.fn() }));

const NOON = Date.UTC(2026, 10, 21, 12);
const rung: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  rung.length = 0;
  onAlarm((name) => rung.push(name));
});

afterEach(() => {
  vi.useRealTimers();
  vi.clearAllMocks();
});

describe('an alarm', () => {
  it('is the browser’s own in ordinary windows', async () => {
    vi.mocked(inPrivateProcess).mockReturnValue(false);
    await setAlarm('due:1', NOON + 5_000);
    await clearAlarm('due:2');
    expect(browser.alarms.create).toHaveBeenCalledWith('due:1', { when: NOON + 5_000 });
    expect(browser.alarms.clear).toHaveBeenCalledWith('due:2');
  });

  it('never reaches the disk from the private windows’ own process, and rings all the same', async () => {
    vi.mocked(inPrivateProcess).mockReturnValue(true);
    await setAlarm('due:1', NOON + 5_000);
    await setAlarm('due:2', NOON + 5_000);
    await setAlarm('due:3', NOON - 1);
    // Moved, and taken back.
    await setAlarm('due:1', NOON + 9_000);
    await clearAlarm('due:2');
    await vi.advanceTimersByTimeAsync(6_000);
    expect(rung).toEqual(['due:3']);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(rung).toEqual(['due:3', 'due:1']);
    expect(browser.alarms.create).not.toHaveBeenCalled();
    expect(browser.alarms.clear).not.toHaveBeenCalled();
  });

  it('waits as long as a timer can where it is set for longer, and doesn’t ring at once', async () => {
    vi.mocked(inPrivateProcess).mockReturnValue(true);
    await setAlarm('due:1', NOON + 2 ** 40);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(rung).toEqual([]);
  });
});
