import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Browser, chromium } from 'playwright';
import { BrowserUnavailable, ensureBrowser } from './browsers';
import { atTheEnd, finish, tidyUpOnSignals } from './shutdown';

/** A toolbar shows 16 px, or 32 where pixels are small: both are the drawing that is made for 16. */
const DRAWINGS: Readonly<Record<number, string>> = {
  16: 'design/logo-small.svg',
  32: 'design/logo-small.svg',
  48: 'design/logo.svg',
  128: 'design/logo.svg',
};

/** Toolbars of the usual browsers, light and dark. */
const GROUNDS = ['#ffffff', '#dee1e6', '#3b3b3f', '#1c1b22'];

const LOOK = 'out/icons.png';

const drawn = async (browser: Browser, drawing: string, size: number): Promise<Buffer> => {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;inline-size:${size}px}</style>${readFileSync(drawing, 'utf8')}`,
  );
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
};

/** How they look where they will be seen: in real size, and the pixels of the smallest. */
const takeLook = async (browser: Browser, icons: ReadonlyMap<number, Buffer>): Promise<void> => {
  const image = (size: number, shown: number): string =>
    `<img width="${shown}" src="data:image/png;base64,${icons.get(size)?.toString('base64')}">`;
  const row = [...icons.keys()].map((size) => image(size, size)).join(' ') + image(16, 128);
  const page = await browser.newPage({ viewport: { width: 480, height: 640 } });
  await page.setContent(
    `<style>body{margin:0}div{display:flex;align-items:center;gap:16px;block-size:160px;padding-inline:16px}img:last-child{image-rendering:pixelated}</style>${GROUNDS.map((ground) => `<div style="background:${ground}">${row}</div>`).join('')}`,
  );
  mkdirSync('out', { recursive: true });
  await page.screenshot({ path: LOOK });
};

const main = async (): Promise<number> => {
  try {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const executablePath = await ensureBrowser('chromium');
    const browser = await chromium.launch({ executablePath, args: sandbox });
    atTheEnd(() => browser.close());
    const icons = new Map<number, Buffer>();
    for (const [size, drawing] of Object.entries(DRAWINGS)) {
      icons.set(Number(size), await drawn(browser, drawing, Number(size)));
    }
    for (const [size, png] of icons) writeFileSync(`public/icons/${size}.png`, png);
    await takeLook(browser, icons);
    console.log(`public/icons: ${[...icons.keys()].join(', ')} px. On toolbars: ${LOOK}`);
    return 0;
  } catch (error) {
    if (!(error instanceof BrowserUnavailable)) throw error;
    console.error(error.message);
    return 1;
  }
};

tidyUpOnSignals();
await finish(await main());
