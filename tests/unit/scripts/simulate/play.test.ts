import { describe, expect, it } from 'vitest';
import { measure } from '../../../../scripts/simulate/measure';
import { type Played, play, type Scene } from '../../../../scripts/simulate/play';
import { POLICIES, type Policy } from '../../../../scripts/simulate/policies';

const SCENE: Scene = {
  clients: 2_000,
  outageS: 120,
  inView: 0.1,
  capacity: Number.POSITIVE_INFINITY,
  seed: 7,
};
const OVERLOADED: Scene = { ...SCENE, capacity: 7 };

const total = (perSecond: Uint32Array): number => perSecond.reduce((sum, one) => sum + one, 0);

/** Waits so many ms each time. */
const every = (ms: number): Policy => ({ id: 'test', name: 'test', wait: () => ms });

describe.each(POLICIES)('a crowd that tries by $id', (policy) => {
  it.each([
    ['ample', SCENE],
    ['overloaded', OVERLOADED],
  ])('is back in whole, each client once, and nobody before the return: %s', (_, scene) => {
    const played = play(scene, policy);
    expect(total(played.back)).toBe(scene.clients);
    expect(total(played.backInView)).toBe(200);
    expect(total(played.back.subarray(0, scene.outageS))).toBe(0);
  });

  it('wastes every request that brought nobody back', () => {
    const played = play(SCENE, policy);
    // Everything is answered after the return: a probe and a page for each client.
    expect(total(played.requests)).toBe(played.wasted + 2 * SCENE.clients);
    expect(total(played.requests.subarray(0, SCENE.outageS))).toBe(played.wasted);
  });

  it('gets no more answers in a second than there is room for', () => {
    const played = play(OVERLOADED, policy);
    expect(Math.max(...played.back)).toBeLessThanOrEqual(OVERLOADED.capacity);
    expect(played.wasted).toBeGreaterThan(play(SCENE, policy).wasted);
  });

  it('does the same for the same seed, and something else for another', () => {
    const requests = (seed: number): string =>
      play({ ...SCENE, seed }, policy)
        .requests.subarray(0, 1_000)
        .join();
    expect(requests(7)).toBe(requests(7));
    expect(requests(8)).not.toBe(requests(7));
  });
});

describe('a scene', () => {
  it('is met within its first minute', () => {
    const once = play({ ...SCENE, outageS: 600 }, { ...every(0), wait: waitsOnce(500) });
    expect(total(once.requests.subarray(0, 61))).toBe(SCENE.clients);
    for (const from of [0, 20, 40]) {
      expect(total(once.requests.subarray(from, from + 20))).toBeGreaterThan(SCENE.clients / 4);
    }
  });

  it('lets those go who give up', () => {
    const played = play(SCENE, { ...every(0), wait: () => null });
    expect(total(played.requests)).toBe(0);
    expect(total(played.back)).toBe(0);
    expect(measure(played)).toMatchObject({ allHalf: null, allMost: null, wasted: 0 });
  });

  it('counts the tries of one second that come faster than that', () => {
    const played = play({ ...SCENE, clients: 1, outageS: 10 }, every(100));
    expect(Math.max(...played.requests.subarray(1, 10))).toBe(10);
  });

  it('asks for the page a second after the good probe', () => {
    const { requests, back } = play({ ...SCENE, clients: 1, outageS: 10 }, every(3_000));
    const probe = requests.findIndex((made, second) => made === 1 && second >= 10);
    expect(back.indexOf(1)).toBe(probe + 1);
    expect(total(requests.subarray(10))).toBe(2);
  });

  it('asks for the page alone once a probe was wrong', () => {
    // With room for so few, most good probes are followed by a page that is turned away.
    const played = play({ ...SCENE, clients: 50, outageS: 1, capacity: 1 }, every(1_000));
    expect(total(played.back)).toBe(50);
    const useful = total(played.requests) - played.wasted;
    expect(useful).toBeGreaterThanOrEqual(50);
    expect(useful).toBeLessThan(75);
  });
});

function waitsOnce(ms: number): Policy['wait'] {
  return ({ tries }) => (tries === 0 ? ms : null);
}

describe('the figures of a scene', () => {
  const played = (requests: number[], back: number[]): Played => ({
    scene: { ...SCENE, clients: 4, outageS: 2 },
    requests: Uint32Array.from(requests),
    back: Uint32Array.from(back),
    backInView: Uint32Array.from(back.map((clients) => Math.min(1, clients))),
    clientsInView: 2,
    wasted: 9,
  });

  it('tell the outage from what came after it', () => {
    expect(measure(played([2, 4, 8, 1], [0, 0, 2, 2]))).toEqual({
      meanDuring: 3,
      peakDuring: 4,
      peakAfter: 8,
      inViewHalf: 1,
      inViewMost: 2,
      allHalf: 1,
      allMost: 2,
      wasted: 9,
    });
  });

  it('say so where not enough came back', () => {
    expect(measure(played([2, 4, 8, 1], [0, 0, 1, 2]))).toMatchObject({
      allHalf: 2,
      allMost: null,
    });
  });
});
