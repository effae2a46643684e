import { ClientView, Crowd } from './crowd';
import type { Policy } from './policies';
import { seeded } from './random';

/** One site, its outage, and everybody who waits for it. */
export interface Scene {
  readonly clients: number;
  /** How long it fails, in whole seconds. */
  readonly outageS: number;
  /** Which part of the clients is in view, 0 to 1. */
  readonly inView: number;
  /** Requests that are answered well in a second once the outage is over; Infinity: all. */
  readonly capacity: number;
  readonly seed: number;
}

/** What happened, second by second from the beginning of the outage. */
export interface Played {
  readonly scene: Scene;
  /** Requests made: probes and pages. */
  readonly requests: Uint32Array;
  /** Clients that were back on the page. */
  readonly back: Uint32Array;
  readonly backInView: Uint32Array;
  readonly clientsInView: number;
  /** Requests that brought nobody back. */
  readonly wasted: number;
}

/** Everybody meets the failure within this time, in ms, or within the outage where that is shorter. */
const MEET_MS = 60_000;
/** The page is asked for so long after a good probe, in ms: it competes with the next second's tries. */
const PAGE_AFTER_MS = 1_000;
/** What is not back this long after the outage counts as never, in s: half a day. */
const HORIZON_S = 43_200;

/** Plays a scene with one policy for all. The same scene and policy give the same every time. */
export function play(scene: Scene, policy: Policy): Played {
  const seconds = scene.outageS + HORIZON_S;
  const random = seeded(scene.seed);
  const crowd = new Crowd(scene.clients, seconds);
  const client = new ClientView(crowd);
  const requests = new Uint32Array(seconds);
  const back = new Uint32Array(seconds);
  const backInView = new Uint32Array(seconds);
  const asking = new Int32Array(scene.clients);
  const clientsInView = Math.round(scene.clients * scene.inView);
  let useful = 0;

  const scheduleNext = (who: number): void => {
    const now = crowd.dueAt(who);
    client.who = who;
    const wait = policy.wait(client, now, random());
    if (wait !== null) crowd.schedule(who, now + wait);
  };

  const succeed = (who: number, second: number): void => {
    if (!crowd.asksForPage(who)) {
      crowd.turnToPage(who);
      crowd.schedule(who, crowd.dueAt(who) + PAGE_AFTER_MS);
      return;
    }
    back[second] = (back[second] ?? 0) + 1;
    if (crowd.isInView(who)) backInView[second] = (backInView[second] ?? 0) + 1;
    useful += crowd.isMisled(who) ? 1 : 2;
  };

  for (let who = 0; who < crowd.size; who += 1) {
    const span = Math.min(MEET_MS, scene.outageS * 1_000);
    crowd.meet(Math.floor(random() * span), who, who < clientsInView);
    scheduleNext(who);
  }
  for (let second = 0; second < seconds && crowd.waiting > 0; second += 1) {
    let capacity = second < scene.outageS ? 0 : scene.capacity;
    // Who waits for less than a second asks again in the same one.
    for (let left = crowd.take(second, asking); left > 0; left = crowd.take(second, asking)) {
      requests[second] = (requests[second] ?? 0) + left;
      for (let at = 0; at < left; at += 1) {
        const who = asking[at] ?? 0;
        // As many as there is room for, each as likely as the other.
        const isServed = capacity > 0 && random() * (left - at) < capacity;
        if (isServed) {
          capacity -= 1;
          succeed(who, second);
        } else {
          crowd.fail(who);
          scheduleNext(who);
        }
      }
    }
  }
  const made = requests.reduce((sum, one) => sum + one, 0);
  return { scene, requests, back, backInView, clientsInView, wasted: made - useful };
}
