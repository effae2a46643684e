import { expect } from 'playwright/test';
import type { Box, Tab } from './driver';
import type { RawServer } from './raw-server';

/** How a card stands in a page that would rather not have it. */
export interface CardLook {
  readonly box: Box;
  readonly button: Box;
  readonly style: Record<string, string>;
}

/** Where the card stands and how it looks, as far as a page could change it. */
export async function lookOf(tab: Tab): Promise<CardLook> {
  await tab.card.waitFor(/Trying again/);
  // It slides in, once as a pill and once as a card. The line that runs down is a transition, and never ends.
  await tab.card.evaluate((root) =>
    Promise.all(
      root
        .getAnimations()
        .filter((animation) => 'animationName' in animation)
        .map(({ finished }) => finished),
    ).then(() => true),
  );
  const style = await tab.card.evaluate((root) => {
    const {
      color,
      backgroundColor,
      fontSize,
      fontFamily,
      opacity,
      borderTopColor,
      textAlign,
      direction,
    } = getComputedStyle(root.querySelector('.card') as HTMLElement);
    return {
      color,
      backgroundColor,
      fontSize,
      fontFamily,
      opacity,
      borderTopColor,
      textAlign,
      direction,
    };
  });
  return { box: await tab.card.box('.card'), button: await tab.card.box('button.primary'), style };
}

export function expectSameLook(found: CardLook, plain: CardLook): void {
  expect(found.style).toEqual(plain.style);
  for (const part of ['box', 'button'] as const) {
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(found[part][side], `${part} ${side}`).toBeCloseTo(plain[part][side], 0);
    }
  }
}

/** Presses "Try now", once nothing is tried any more, and waits for what comes of it. */
export async function expectClickable(tab: Tab, server: RawServer, path = '/'): Promise<void> {
  const isTrying = () =>
    tab.card.evaluate((root) => {
      return root.querySelector('button.primary')?.getAttribute('aria-disabled') === 'true';
    });
  await expect.poll(isTrying).toBe(false);
  const before = server.requests(path).length;
  await tab.card.click('button.primary');
  await server.waitForRequest(path, before + 1);
}

/** Whether a click in the middle of the card's heading would hit the card. */
export async function onTop(tab: Tab): Promise<boolean> {
  const { x, y, width, height } = await tab.card.box('h2');
  const at = { x: x + width / 2, y: y + height / 2 };
  return await tab.evaluate(
    (point) => document.elementFromPoint(point.x, point.y)?.hasAttribute('data-backsoon') ?? false,
    at,
  );
}
