import type { Modifier } from './driver';
import type { FirefoxContext } from './firefox-context';
import { webDriverKey } from './keys';
import type { Point } from './pointing';

type Action = Record<string, unknown>;

/** Mouse and keyboard through the browser's own input pipeline, so that events are trusted. */
export class FirefoxInput {
  readonly #context: FirefoxContext;

  constructor(context: FirefoxContext) {
    this.#context = context;
  }

  move(point: Point): Promise<void> {
    return this.#pointer([moveTo(point)]);
  }

  click(point: Point): Promise<void> {
    return this.#pointer([
      moveTo(point),
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]);
  }

  async type(text: string): Promise<void> {
    for (const character of text) await this.press(character);
  }

  press(key: string, modifiers: readonly Modifier[] = []): Promise<void> {
    const keys = [...modifiers, key].map(webDriverKey);
    const down = keys.map((value) => ({ type: 'keyDown', value }));
    const up = keys.toReversed().map((value) => ({ type: 'keyUp', value }));
    return this.#perform({ type: 'key', id: 'keyboard', actions: [...down, ...up] });
  }

  #pointer(actions: readonly Action[]): Promise<void> {
    return this.#perform({
      type: 'pointer',
      id: 'mouse',
      parameters: { pointerType: 'mouse' },
      actions,
    });
  }

  async #perform(source: Action): Promise<void> {
    await this.#context.send('input.performActions', { actions: [source] });
  }
}

/** Whole pixels: Firefox refuses fractions in the viewport's coordinates. */
function moveTo({ x, y }: Point): Action {
  return {
    type: 'pointerMove',
    x: Math.round(x),
    y: Math.round(y),
    origin: 'viewport',
    duration: 0,
  };
}
