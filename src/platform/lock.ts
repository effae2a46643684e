/**
 * Runs `work` alone among all that hold the same name, in every context of the extension. The
 * browser keeps the lock (Web Locks), so that one whose context dies is free again.
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  return await navigator.locks.request(name, work);
}
