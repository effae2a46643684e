import type { Chromium } from '../e2e/support/chromium';
import type { Tab } from '../e2e/support/driver';
import type { Handler, RawServer } from '../e2e/support/raw-server';
import type { AskedAddress } from './seen';

/** A failing address of the day, as a scene tells of it. */
export interface Address {
  readonly path: string;
  readonly url: string;
  readonly fate: AskedAddress['fate'];
  visits: number;
  closedAt: number;
}

/** The browser, the sites, and what the day has seen of them. */
export class World {
  readonly addresses: Address[] = [];
  round = 0;
  /** How often the worker was stopped. */
  stops = 0;

  constructor(
    readonly under: Chromium,
    readonly server: RawServer,
  ) {}

  /** A site of this round alone, with one page that answers so. */
  address(name: string, fate: Address['fate'], ...answers: [Handler, ...Handler[]]): Address {
    const path = `/${name}-${this.round}`;
    this.server.route(path, ...answers);
    const url = this.server.url(path, `${name}${this.round}.localhost`);
    const address: Address = { path, url, fate, visits: 0, closedAt: 0 };
    this.addresses.push(address);
    return address;
  }

  /** A tab that the visitor opens for it. */
  async visit(address: Address): Promise<Tab> {
    address.visits += 1;
    return await this.under.newTab(address.url);
  }

  async leave(address: Address, ...tabs: readonly Tab[]): Promise<void> {
    for (const tab of tabs) await tab.close();
    address.closedAt = Date.now();
  }

  /** What was asked for so far. */
  asked(): readonly AskedAddress[] {
    return this.addresses.map(({ path, fate, visits, closedAt }) => ({
      path,
      fate,
      visits,
      closedAt,
      requests: this.server
        .requests(path)
        .map(({ at, headers }) => ({ at, isDocument: headers['sec-fetch-dest'] === 'document' })),
    }));
  }
}
