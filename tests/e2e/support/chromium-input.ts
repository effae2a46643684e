import type { ChromiumSession } from './chromium-session';
import type { Modifier } from './driver';
import { keyCode } from './keys';
import type { Point } from './pointing';

/** https://chromedevtools.github.io/devtools-protocol/tot/Input/#method-dispatchKeyEvent */
const MODIFIER_BIT: Record<Modifier, number> = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };

/** Mouse and keyboard as the browser's own input pipeline gets them, so that events are trusted. */
export class ChromiumInput {
  readonly #session: ChromiumSession;

  constructor(session: ChromiumSession) {
    this.#session = session;
  }

  async move({ x, y }: Point): Promise<void> {
    await this.#session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
  }

  async click(point: Point): Promise<void> {
    const button = { ...point, button: 'left', clickCount: 1 };
    await this.move(point);
    await this.#session.send('Input.dispatchMouseEvent', {
      type: 'mousePressed',
      buttons: 1,
      ...button,
    });
    await this.#session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...button });
  }

  async type(text: string): Promise<void> {
    for (const character of text) await this.press(character);
  }

  async press(key: string, modifiers: readonly Modifier[] = []): Promise<void> {
    const bits = modifiers.reduce((sum, modifier) => sum + MODIFIER_BIT[modifier], 0);
    const text = modifiers.some((modifier) => modifier !== 'Shift') ? undefined : textOf(key);
    const event = { key, code: codeOf(key), windowsVirtualKeyCode: keyCode(key), modifiers: bits };
    await this.#session.send('Input.dispatchKeyEvent', {
      type: text === undefined ? 'rawKeyDown' : 'keyDown',
      text,
      ...event,
    });
    await this.#session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }
}

function textOf(key: string): string | undefined {
  if (key === 'Enter') return '\r';
  return [...key].length === 1 ? key : undefined;
}

function codeOf(key: string): string {
  if (key === ' ') return 'Space';
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  return /^[0-9]$/.test(key) ? `Digit${key}` : key;
}
