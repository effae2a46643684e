import { withLock } from '../platform/lock';

/**
 * Everything that changes what is known of a tab happens one after another: answers, cards, alarms
 * and clicks come in any order, and each reads, decides and writes.
 */
export async function lockTab<T>(tabId: number, work: () => Promise<T>): Promise<T> {
  return await withLock(`tab:${tabId}`, work);
}
