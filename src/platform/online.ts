/**
 * Whether the device says that it has a network. False is to be believed; true only means that there
 * is one, not that it leads anywhere.
 */
export function isOnline(): boolean {
  return navigator.onLine;
}
