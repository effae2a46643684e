import { Chromium } from '../e2e/support/chromium';
import { errorsOfExtension } from '../e2e/support/console-errors';
import { historyOf } from '../e2e/support/history';
import { bare, well } from '../e2e/support/pages';
import { pollUntil } from '../e2e/support/poll';
import { RawServer } from '../e2e/support/raw-server';
import { untilNextLook, watchesOf } from '../e2e/support/watches';
import { SCENES, type Scene } from './scenes';
import type { Rest, SceneCount, Seen, WatchSeen } from './seen';
import { World } from './world';

/** Where the visitor has asked to be told, before the day begins. */
const WATCHED = '/watched';

/** Browses until the time is over; the round that has begun is told to its end. */
export async function browse(until: number, say: (line: string) => void): Promise<Seen> {
  const under = await Chromium.launch();
  const server = await RawServer.start();
  try {
    return await new Day(new World(under, server), say).live(until);
  } finally {
    await under.close();
    await server.close();
  }
}

class Day {
  readonly #scenes = new Map<string, { played: number; troubles: string[] }>();
  readonly #rests: Rest[] = [];
  readonly #heaps: number[][] = [];

  constructor(
    readonly world: World,
    readonly say: (line: string) => void,
  ) {}

  async live(until: number): Promise<Seen> {
    const { world } = this;
    await beginWatch(world);
    while (Date.now() < until) {
      await this.#round();
      this.say(this.#line());
      world.round += 1;
    }
    const watch = await endWatch(world);
    await world.under.settleConsoleErrors();
    const addresses = world.asked();
    return {
      rounds: world.round,
      scenes: this.#counts(),
      addresses,
      // And the one that is watched.
      failures: addresses.reduce((sum, { visits }) => sum + visits, 1),
      errors: errorsOfExtension(world.under),
      rests: this.#rests,
      heaps: this.#heaps.filter((heap) => heap.length > 0),
      watch,
    };
  }

  async #round(): Promise<void> {
    for (const scene of SCENES) {
      if (this.world.round % scene.every === 0) await this.#play(scene);
    }
    this.#rests.push(await restOf(this.world));
    const { under, stops } = this.world;
    // What ran since the last stop is measured by itself.
    while (this.#heaps.length <= stops) this.#heaps.push([]);
    this.#heaps.at(-1)?.push(await under.backgroundHeap());
  }

  async #play({ name, play }: Scene): Promise<void> {
    const count = this.#scenes.get(name) ?? { played: 0, troubles: [] };
    this.#scenes.set(name, count);
    count.played += 1;
    try {
      await play(this.world);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      count.troubles.push(`round ${this.world.round + 1}: ${why.split('\n')[0]}`);
      await closeAll(this.world);
    }
  }

  #counts(): SceneCount[] {
    return [...this.#scenes].map(([name, count]) => ({ name, ...count }));
  }

  #line(): string {
    const troubles = this.#counts().flatMap((count) => count.troubles).length;
    const heap = ((this.#heaps.at(-1)?.at(-1) ?? 0) / 1_048_576).toFixed(1);
    const { incidents = 0, session = 0 } = this.#rests.at(-1) ?? {};
    return `round ${this.world.round + 1}: ${incidents} incidents, ${session} characters in the session, ${heap} MB in the worker, ${troubles} troubles`;
  }
}

/** What a scene left open is none of the next one's. */
async function closeAll({ under, addresses }: World): Promise<void> {
  const [, ...tabs] = await under.tabs();
  for (const tab of tabs) await tab.close();
  for (const address of addresses) if (address.closedAt === 0) address.closedAt = Date.now();
}

async function restOf({ under }: World): Promise<Rest> {
  const read = () =>
    under.background(async (api) => {
      const kept: Record<string, unknown> = await api.storage.session.get(null);
      const local = JSON.stringify(await api.storage.local.get(null)).length;
      return { local, session: JSON.stringify(kept).length, names: Object.keys(kept) };
    });
  // Closed tabs are taken note of in the background's own time; what stays is counted by the checks.
  const stored = await pollUntil(
    async () => {
      const found = await read();
      return found.names.some((name) => name.startsWith('tab:')) ? undefined : found;
    },
    { what: () => 'closed tabs to be forgotten' },
  ).catch(read);
  const keys: Record<string, number> = {};
  for (const name of stored.names) {
    const kind = name.split(':', 1)[0] ?? name;
    keys[kind] = (keys[kind] ?? 0) + 1;
  }
  const incidents = (await historyOf(under)).length;
  return { incidents, local: stored.local, session: stored.session, keys };
}

/** The failure itself is in the history like the others; its looks are the watch's own. */
async function beginWatch({ under, server }: World): Promise<void> {
  server.route(WATCHED, bare(502, [['Retry-After', '900']]));
  const tab = await under.newTab(server.url(WATCHED, 'watched.localhost'));
  await tab.card.waitFor(/Trying again/);
  await tab.card.click('.whatelse');
  await tab.card.click('.tell-me');
  await tab.card.waitFor("You'll be told when it's back.");
  await tab.close();
  await pollUntil(async () => (await watchesOf(under)).length === 1, { what: () => 'the watch' });
}

/** The site is back in the evening: the next look finds it. */
async function endWatch({ under, server }: World): Promise<WatchSeen> {
  const asked = server.requests(WATCHED).length;
  server.set(WATCHED, well());
  const [watch] = await watchesOf(under);
  if (watch !== undefined && watch.end === null) await untilNextLook(under);
  const ended = await pollUntil(
    async () => {
      const [one] = await watchesOf(under);
      return one === undefined || one.end !== null ? { end: one?.end?.how ?? null } : undefined;
    },
    { timeout: 90_000, what: () => `the watch to end, ${asked} looks` },
  ).catch(() => ({ end: null }));
  const looks = server
    .requests(WATCHED)
    .filter(({ headers }) => headers['sec-fetch-dest'] !== 'document').length;
  return { looks, end: ended.end };
}
