import type { Target } from './in-page';
import { pollUntil } from './poll';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The centre of an element, once it is there, stands still (cards slide in) and would take the click itself.
 * `find` is asked again and again; `name` is for the error message.
 */
export async function settledCentre(
  find: () => Promise<Target | undefined>,
  name: string,
): Promise<Point> {
  let last: Target | undefined;
  let problem = 'it is not there';
  return pollUntil(
    async () => {
      const target = await find();
      const still =
        target &&
        last &&
        target.x === last.x &&
        target.y === last.y &&
        target.width === last.width &&
        target.height === last.height;
      last = target;
      if (!target) problem = 'it is not there';
      else if (target.width === 0 || target.height === 0) problem = 'it has no size';
      else if (target.coveredBy !== undefined) problem = `a click would hit ${target.coveredBy}`;
      else if (!still) problem = 'it moves';
      else return { x: target.x + target.width / 2, y: target.y + target.height / 2 };
      return undefined;
    },
    { what: () => `a place to click on ${name}: ${problem}` },
  );
}
