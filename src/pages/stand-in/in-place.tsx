import { render } from 'preact';
import * as v from 'valibot';
import { siteOf } from '../../core/address/site';
import { foreign } from '../../platform/i18n';
import { ask } from '../../platform/messaging';
import { probeClosely } from '../../platform/probe';
import type { Reply } from '../../presence/background-link';
import type { Place, Shown } from '../../presence/place';
import type { CardView, TryOutcome } from '../../protocol/card';
import { STAND_IN_ANSWERS, type StandInAnswer, type StandInRequest } from '../../protocol/stand-in';
import { outcomeSentence } from '../../ui/card/remedy-words';
import { copyDetails } from './copy-details';
import { StandIn } from './StandIn';
import { readWay, type Way } from './way';

/** The page in place of one that failed, as a place for the card. */
export class InPlace implements Place {
  readonly mount: HTMLElement;
  readonly isKept = false;
  readonly #address: string;
  readonly #way: Way = readWay();
  #onAway: () => void = () => undefined;
  #copied: CardView['outcome'] = null;

  /** `address`: the one that failed. */
  constructor(address: string, mount: HTMLElement) {
    this.#address = address;
    this.mount = mount;
  }

  /** `handle` is called when the card is to go: without it this page has no meaning. */
  onAway(handle: () => void): void {
    this.#onAway = handle;
  }

  async ready(): Promise<void> {}

  async report(): Promise<Reply> {
    const said = await send('stand-in/hello', {});
    return await this.#heed(said?.do === 'look' ? await this.#look() : said);
  }

  /** Nothing is known of a failure here: the page was reached by Back, Forward or a restart. */
  async #look(): Promise<StandInAnswer | null> {
    return await send('stand-in/found', await probeClosely(this.#address));
  }

  async #heed(answer: StandInAnswer | null): Promise<Reply> {
    if (answer === null) return { do: 'nothing' };
    if (answer.do === 'show') return answer;
    await this.load();
    return { do: 'done' };
  }

  draw(shown: Shown): void {
    const site = foreign(siteOf(this.#address) ?? '');
    const status = shown.view?.status ?? null;
    document.title = status === null ? site : `${site} – ${status}`;
    const copied = this.#copied === null ? '' : outcomeSentence(this.#copied);
    render(
      <StandIn {...this.#withCopying(shown)} address={this.#address} copied={copied} />,
      this.mount,
    );
  }

  /** The background has no clipboard, and can reach into no page of ours: this one copies by itself. */
  #withCopying(shown: Shown): Shown {
    const copied = this.#copied;
    const copy = async (): Promise<void> => {
      this.#copied = await copyDetails();
      this.draw(shown);
    };
    const isNews = copied !== null && copied.at > (shown.view?.outcome?.at ?? 0);
    return {
      ...shown,
      view: shown.view !== null && isNews ? { ...shown.view, outcome: copied } : shown.view,
      onCommand: (command) => (command === 'copy' ? void copy() : shown.onCommand(command)),
    };
  }

  remove(): void {
    this.#onAway();
  }

  async ask(): Promise<TryOutcome> {
    return (await probeClosely(this.#address)).outcome;
  }

  async load(): Promise<void> {
    // The entry below may be brought from the cache; who hears of it must know.
    if (this.#way.isAbove) await send('stand-in/going', {});
    this.#way.load(this.#address);
  }

  open(): void {
    void this.load();
  }

  back(): (() => void) | null {
    return this.#way.back;
  }
}

async function send<K extends StandInRequest['type']>(
  type: K,
  body: Extract<StandInRequest, { type: K }>['body'],
): Promise<StandInAnswer | null> {
  const sent = await ask(type, body);
  if (!sent.ok || sent.answer.type !== 'stand-in/answer') return null;
  const read = v.safeParse(STAND_IN_ANSWERS['stand-in/answer'], sent.answer.body);
  return read.success ? read.output : null;
}
