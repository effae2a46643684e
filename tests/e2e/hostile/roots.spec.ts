import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectClickable, expectSameLook, lookOf, onTop } from '../support/card-look';
import type { Box, Tab } from '../support/driver';
import { expect, test } from '../support/fixtures';
import { planted, typed } from '../support/pages';

/** So long a wait that no try but the visitor's own falls into a test. */
const LATER = [['Retry-After', '600']] as const;

/** What is really painted within a box, as brightness from 0 to 255 at points of a grid. */
async function paintedIn(tab: Tab, box: Box): Promise<number[]> {
  const path = join(await mkdtemp(join(tmpdir(), 'backsoon-look-')), 'page.png');
  await tab.screenshot(path);
  return await tab.evaluate(
    async ({ png, x, y, width, height }) => {
      const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      pen.drawImage(picture, 0, 0);
      // Within its round corners and its shadow.
      const inset = 16;
      const { data } = pen.getImageData(
        Math.ceil(x) + inset,
        Math.ceil(y) + inset,
        Math.floor(width) - 2 * inset,
        Math.floor(height) - 2 * inset,
      );
      const bright: number[] = [];
      for (let at = 0; at < data.length; at += 4 * 37) {
        bright.push(Math.round(((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3));
      }
      return bright;
    },
    { png: readFileSync(path).toString('base64'), ...box },
  );
}

/** Part of the points that look different; letters' edges may, a little. */
function difference(found: readonly number[], plain: readonly number[]): number {
  const other = plain.filter((bright, at) => Math.abs(bright - (found[at] ?? 255)) > 48);
  return other.length / plain.length;
}

const ROOTS: Readonly<Record<string, string>> = {
  'turned, shrunk and pushed away': 'transform:translate(-300vw,200vh) rotate(45deg) scale(.01)',
  'spinning for ever':
    'animation:spin 1s linear infinite;transform-style:preserve-3d;perspective:9px',
  'blurred and dimmed, slowly': 'filter:blur(20px) opacity(.01);transition:filter 9999s',
  'transparent and invisible': 'opacity:0;visibility:hidden',
  'cut off and masked':
    'clip-path:inset(50%);mask:linear-gradient(transparent,transparent);height:0;width:0',
  'contained, and out of view':
    'contain:strict;position:fixed;top:300vh;left:300vw;width:1px;height:1px',
  'written from top to bottom and right to left':
    'writing-mode:vertical-rl;direction:rtl;unicode-bidi:bidi-override;text-orientation:upright',
  'blended with what is below, and dark':
    'mix-blend-mode:difference;background:#000;color-scheme:dark;isolation:isolate',
  'magnified forty times': 'zoom:40',
  'shrunk to a fortieth': 'zoom:.025',
};

const SPIN = '@keyframes spin{to{rotate:360deg;translate:-100vw;opacity:0}}';

test.describe('whatever a page makes of its root, and of all that is in it', {
  tag: '@full',
}, () => {
  test('the card stands, is painted and works as on a plain page', async ({ server, tab }) => {
    server.route('/plain', planted({ headers: LATER }));
    await tab.goto(server.url('/plain'));
    const plain = await lookOf(tab);
    const painted = await paintedIn(tab, plain.box);
    // The picture shows the card: there are words in it.
    expect(new Set(painted).size).toBeGreaterThan(10);
    for (const [what, style] of Object.entries(ROOTS)) {
      await test.step(`a root that is ${what}`, async () => {
        // Without scrollbars, which would make the window narrower.
        const rule = `html,body{overflow:hidden;${style.replaceAll(';', '!important;')}!important}`;
        server.route('/', planted({ head: `<style>${SPIN}${rule}</style>`, headers: LATER }));
        await tab.goto(server.url('/'));
        expectSameLook(await lookOf(tab), plain);
        const found = await paintedIn(tab, plain.box);
        expect(difference(found, painted), what).toBeLessThan(0.02);
        expect(await onTop(tab), what).toBe(true);
        await expectClickable(tab, server);
      });
    }
  });
});

test.describe('a page that passes as the card', { tag: '@full' }, () => {
  test('by taking the name of its element for the whole page: the page stays, and so does the card', async ({
    server,
    tab,
  }) => {
    const html = '<!doctype html><html data-backsoon><title>502</title><p id="own">Here</p></html>';
    server.route('/', typed('text/html; charset=utf-8', html, 502, LATER));
    await tab.goto(server.url('/'));
    await tab.waitFor('#own');
    await tab.card.waitFor(/Trying again/);
    await expectClickable(tab, server);
  });
});
