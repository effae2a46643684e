import type { Tab } from '../e2e/support/driver';
import { bare, branded, empty, form, well } from '../e2e/support/pages';
import { PopupPage } from '../e2e/support/popup-page';
import { standInSays } from '../e2e/support/stand-in';
import { untilNextLook, watchesOf } from '../e2e/support/watches';
import type { World } from './world';

/** Something that people do in the course of a day. */
export interface Scene {
  readonly name: string;
  /** In which rounds: every one, or each so manyth. */
  readonly every: number;
  readonly play: (world: World) => Promise<void>;
}

const COUNTING = /Trying again/;
/** A try may be a minute away, and the machine busy. */
const PATIENCE = { timeout: 60_000 };

const healthyPages: Scene = {
  name: 'healthy pages, one after the other',
  every: 1,
  play: async ({ under, server }) => {
    server.route('/well', well());
    const tab = await under.newTab();
    for (let page = 0; page < 12; page += 1) {
      await tab.goto(server.url(`/well?page=${page}`, `shop${page}.localhost`));
      if (await tab.card.exists()) throw new Error('a card on a healthy page');
    }
    await tab.close();
  },
};

const shortOutage: Scene = {
  name: 'a page that fails for a moment comes back by itself',
  every: 1,
  play: async (world) => {
    const address = world.address('blip', 'recovers', bare(502), bare(502), well());
    const tab = await world.visit(address);
    await tab.waitFor('[data-page="well"]', PATIENCE);
    await world.leave(address, tab);
  },
};

const lookedAt: Scene = {
  name: 'a page that stays down, with popup and details looked at',
  every: 1,
  play: async (world) => {
    const address = world.address('down', 'fails', bare([502, 503, 504][world.round % 3]));
    const tab = await world.visit(address);
    await tab.card.waitFor(COUNTING, PATIENCE);
    const popup = await PopupPage.open(world.under, tab);
    await popup.waitFor(`down${world.round}.localhost`);
    await popup.tab.close();
    const details = await world.under.extensionPage(`src/pages/details/index.html?tab=${tab.id}`);
    await details.waitFor('[data-k]');
    await details.close();
    await world.leave(address, tab);
  },
};

const sentForm: Scene = {
  name: 'a form whose answer fails is left alone',
  every: 2,
  play: async (world) => {
    const address = world.address('order', 'form', bare());
    world.server.route('/form', form(address.path));
    const tab = await world.under.newTab(
      world.server.url('/form', `order${world.round}.localhost`),
    );
    address.visits += 1;
    await tab.click('#send');
    await tab.card.waitFor(/form/i, PATIENCE);
    await world.leave(address, tab);
  },
};

const manyTabs: Scene = {
  name: 'ten tabs of a site that is down',
  every: 3,
  play: async (world) => {
    const address = world.address('many', 'fails', bare());
    const tabs: Tab[] = [];
    for (let tab = 0; tab < 10; tab += 1) tabs.push(await world.visit(address));
    for (const tab of tabs) await tab.card.waitFor(COUNTING, PATIENCE);
    await world.leave(address, ...tabs);
  },
};

const ownDesign: Scene = {
  name: 'an error page of the site’s own design',
  every: 2,
  play: async (world) => {
    const address = world.address('branded', 'fails', branded());
    const tab = await world.visit(address);
    await tab.card.waitFor(/\S/, PATIENCE);
    await world.leave(address, tab);
  },
};

const noPage: Scene = {
  name: 'an answer without a page, for which a page stands in',
  every: 2,
  play: async (world) => {
    const address = world.address('empty', 'fails', empty());
    const tab = await world.visit(address);
    await standInSays(tab, COUNTING, PATIENCE.timeout);
    await world.leave(address, tab);
  },
};

const ownPages: Scene = {
  name: 'the history and the settings are looked at',
  every: 2,
  play: async ({ under }) => {
    const history = await under.extensionPage('src/pages/history/index.html');
    await history.waitFor('main[aria-busy="false"] table.incidents', PATIENCE);
    await history.close();
    const settings = await under.extensionPage('src/pages/settings/index.html');
    await settings.waitFor('main input', PATIENCE);
    await settings.close();
  },
};

const asleep: Scene = {
  name: 'a page that fails while the background sleeps',
  every: 5,
  play: async (world) => {
    await world.under.stopBackground();
    world.stops += 1;
    const address = world.address('asleep', 'fails', bare());
    const tab = await world.visit(address);
    await tab.card.waitFor(COUNTING, PATIENCE);
    await world.leave(address, tab);
  },
};

/** Time passes for it in leaps: minutes lie between two looks. */
const watchGoesOn: Scene = {
  name: 'the watch looks',
  every: 1,
  play: async ({ under }) => {
    const [watch] = await watchesOf(under);
    if (watch === undefined) throw new Error('the watch is gone');
    if (watch.end === null) await untilNextLook(under);
  },
};

export const SCENES: readonly Scene[] = [
  healthyPages,
  shortOutage,
  lookedAt,
  sentForm,
  manyTabs,
  ownDesign,
  noPage,
  ownPages,
  asleep,
  watchGoesOn,
];
