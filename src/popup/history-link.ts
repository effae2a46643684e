import type { RecordKey } from '../core/history/record';
import { ask } from '../platform/messaging';
import { type Envelope, read } from '../protocol/envelope';
import { HISTORY_ANSWERS, type HistoryAnswer, type HistoryRequest } from '../protocol/history';
import { type HistoryView, PAGE, withNewest, withNext, without } from './history-view';

type Forgetting = Extract<HistoryRequest, { type: 'history/forget' }>['body']['what'];
export type Forgotten = Extract<HistoryAnswer, { type: 'history/forgotten' }>['body'];

/** The popup's side of the history: asks the background, and keeps what is shown. */
export class HistoryLink {
  view: HistoryView | null = null;
  /** What is searched for; the view follows. */
  query = '';
  /** The newest request for lines: an answer to an earlier one tells of how it was. */
  #asked = 0;

  constructor(
    readonly tabId: number,
    readonly onChange: () => void,
  ) {}

  /** Asks for the newest lines. Resolves to whether they came, and nothing was asked for since. */
  async refresh(): Promise<boolean> {
    const { query } = this;
    const page = await this.#lines(query, null);
    if (page === null) return false;
    this.#show(withNewest(this.view, query, page));
    return true;
  }

  async search(query: string): Promise<boolean> {
    this.query = query;
    return await this.refresh();
  }

  /** Asks for the lines that follow the ones shown. */
  async more(): Promise<void> {
    const { view } = this;
    if (view === null || view.more === null) return;
    const page = await this.#lines(view.query, view.more);
    if (page !== null) this.#show(withNext(view, page));
  }

  /** Forgets; null where the background didn't answer. What is shown has changed before this resolves. */
  async forget(what: Forgetting): Promise<Forgotten | null> {
    const answer = await this.#ask('history/forget', { what });
    if (answer?.type !== 'history/forgotten') return null;
    // An answer under way tells of how it was.
    this.#asked += 1;
    if (this.view !== null && answer.body.forgotten > 0) {
      this.view = without(this.view, (line) => isMeant(what, line.site, line.key));
    }
    return answer.body;
  }

  /** Takes back a forgetting; how many came back, null where the background didn't answer. */
  async undo(token: string): Promise<number | null> {
    const answer = await this.#ask('history/undo', { token });
    if (answer?.type !== 'history/restored') return null;
    // What came back may lie anywhere: the list begins anew.
    this.view = null;
    await this.refresh();
    return answer.body.added;
  }

  async open(key: RecordKey): Promise<void> {
    await this.#ask('history/open', { key: [...key] });
  }

  async #lines(query: string, before: RecordKey | null) {
    this.#asked += 1;
    const mine = this.#asked;
    const answer = await this.#ask('history/list', {
      query,
      before: before === null ? null : [...before],
      most: PAGE,
    });
    return mine === this.#asked && answer?.type === 'history/lines' ? answer.body : null;
  }

  async #ask<K extends HistoryRequest['type']>(
    type: K,
    body: Omit<Extract<HistoryRequest, { type: K }>['body'], 'tabId'>,
  ): Promise<HistoryAnswer | null> {
    const sent = await ask(type, { ...body, tabId: this.tabId });
    return sent.ok ? readAnswer(sent.answer) : null;
  }

  #show(view: HistoryView): void {
    this.view = view;
    this.onChange();
  }
}

function readAnswer(envelope: Envelope): HistoryAnswer | null {
  return read(HISTORY_ANSWERS, envelope);
}

function isMeant(what: Forgetting, site: string, [at, id]: RecordKey): boolean {
  if (what.kind === 'all') return true;
  if (what.kind === 'site') return what.site === site;
  return what.keys.some((key) => key[0] === at && key[1] === id);
}
