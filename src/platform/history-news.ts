/** Says among the pages and the background of this extension that the history is not what it was. */
const CHANNEL = 'backsoon-history';

export function tellHistoryChanged(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

/** Calls `handle` after each change, whoever made it; the result stops that. */
export function onHistoryChanged(handle: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => handle();
  return () => channel.close();
}
