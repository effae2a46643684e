import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { Chromium } from '../e2e/support/chromium';
import type { Tab } from '../e2e/support/driver';
import { RawServer } from '../e2e/support/raw-server';
import { respond } from '../e2e/support/respond';
import { estimate, type Measured } from './pairs';
import type { Store } from './store/page';

const FEW = 10;
const MANY = 10_000;
const ROUNDS = 41;

/**
 * What the history's store costs in a real Chromium with many incidents, measured against the same with
 * few, in the same minute and in turn.
 */
export async function historyStoreCosts(): Promise<Measured[]> {
  const script = await pageScript();
  const server = await RawServer.start();
  const browser = await Chromium.launch();
  try {
    server.route('/', page(script));
    const few = await browser.newTab(server.url('/', 'few.localhost'));
    const many = await browser.newTab(server.url('/', 'many.localhost'));
    await fill(few, FEW);
    await fill(many, MANY);
    return [
      await compare('adding an incident', 'add', { few, many }, 1.2),
      await compare('the first page of the history', 'list', { few, many }, 1.2),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

async function compare(
  what: string,
  how: 'add' | 'list',
  { few, many }: { few: Tab; many: Tab },
  atMost: number,
): Promise<Measured> {
  const rounds: { own: number; ratio: number }[] = [];
  for (let round = -2; round < ROUNDS; round += 1) {
    // Whichever comes second finds warmer caches: they take turns.
    const [first, second] = round % 2 === 0 ? [few, many] : [many, few];
    const [one, other] = [await timeOf(first, how), await timeOf(second, how)];
    const [own, unit] = first === many ? [one, other] : [other, one];
    // The first ones warm up.
    if (round >= 0) rounds.push({ own, ratio: own / unit });
  }
  return {
    name: `${what}, ${MANY} beside ${FEW}`,
    ratio: estimate(rounds.map(({ ratio }) => ratio)),
    microseconds: estimate(rounds.map(({ own }) => own * 1_000)),
    atMost,
  };
}

async function timeOf(tab: Tab, how: 'add' | 'list'): Promise<number> {
  // A page behind another one is given less.
  await tab.activate();
  return await tab.evaluate(
    (name: 'add' | 'list') => (globalThis as unknown as { store: Store }).store[name](),
    how,
  );
}

async function fill(tab: Tab, count: number): Promise<void> {
  const filled = await tab.evaluate(
    (wanted: number) => (globalThis as unknown as { store: Store }).store.fill(wanted),
    count,
  );
  if (filled !== count) throw new Error(`the store has ${filled} incidents, and not ${count}`);
}

function page(script: string) {
  const body = `<!doctype html><title>Store</title><script type="module">${script}</script>`;
  const headers = [['Content-Type', 'text/html; charset=utf-8']] as const;
  return respond({ status: 200, reason: 'OK', headers, body });
}

/** The store's own code for a web page: only the extension's API is not there. */
async function pageScript(): Promise<string> {
  const withoutBrowser: Plugin = {
    name: 'backsoon:without-browser',
    enforce: 'pre',
    resolveId: (source) => (source === 'webextension-polyfill' ? '\0none' : null),
    load: (id) => (id === '\0none' ? 'export default {};' : null),
  };
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [withoutBrowser],
    build: {
      write: false,
      rolldownOptions: { input: fileURLToPath(new URL('./store/page.ts', import.meta.url)) },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !('output' in output)) throw new Error('nothing was built');
  const chunk = output.output.find((file) => file.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error('nothing was built');
  return chunk.code.replaceAll('</script', '<\\/script');
}
