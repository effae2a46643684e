// The smallest extension that does what the product does: sees a failing answer, puts a card with a closed root into it.
const api = globalThis.browser ?? globalThis.chrome;

api.runtime.onInstalled.addListener(({ reason }) => api.storage.local.set({ installed: reason }));
api.runtime.onMessage.addListener((message) => {
  if (message === 'throw') throw new Error('thrown by the background');
  if (message === 'log') console.error('logged by the background');
});
api.webRequest.onResponseStarted.addListener(
  ({ statusCode, statusLine, url }) =>
    api.storage.session.set({ seen: { statusCode, statusLine, url } }),
  { urls: ['<all_urls>'], types: ['main_frame'] },
);
api.webNavigation.onCommitted.addListener(({ tabId, frameId, documentId, url }) => {
  if (frameId !== 0 || !url.startsWith('http')) return;
  const target = { tabId, documentIds: [documentId] };
  // Error pages, JSON viewers and sites without permission refuse: there is no card then, as in the product.
  api.scripting
    .executeScript({ target, files: ['card.js'], injectImmediately: true })
    .catch(() => undefined);
});
