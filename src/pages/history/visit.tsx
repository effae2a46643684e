import type { VNode } from 'preact';
import type { Limits } from '../../core/history/limits';
import { type IncidentRecord, keyOf } from '../../core/history/record';
import { now } from '../../platform/clock';
import { originOf } from '../../platform/privacy';
import type { StoreState } from '../../protocol/history';
import { AT_FIRST, type Choices, PAGE } from './choices';
import { HistoryPage, type HistoryPageProps } from './HistoryPage';
import { importFile } from './import-file';
import { lookAt, nothingSeen, type Seen } from './looking';
import { readAll, readFirst } from './reading';
import { about, forget, forgetAll, keep, undo } from './requests';
import { saveHistory } from './save-history';
import { allToggled, NOTHING_SELECTED, type Selection, toggled, within } from './selection';
import { incidentsInOrder, type Known, known, NOTHING_KNOWN, textOfKey } from './sight';
import { nameOf } from './Timeline';
import type { Said } from './Toast';

/** After so long without a first answer, an empty page would look broken, in ms. */
const LATE_MS = 1_000;

type Forgotten = Awaited<ReturnType<typeof forget>>;

/**
 * One visit to the history page: what was read, what the visitor has chosen, and what is shown of it.
 * Whatever takes long is done in slices, and given up where a later wish has overtaken it.
 */
export class Visit {
  /** How the store was when it was last read, and when it was last written: a full one can be read. */
  #state: StoreState = 'good';
  #written: StoreState = 'good';
  #isReading = true;
  #known: Known = NOTHING_KNOWN;
  #seen: Seen;
  #listed: readonly IncidentRecord[] = [];
  #choices: Choices = AT_FIRST;
  #selection: Selection = NOTHING_SELECTED;
  #active: string | null = null;
  #pointedAt: string | null = null;
  #said: Said | null = null;
  #imported = '';
  #limits: Limits | null = null;
  #reads = 0;
  #looks = 0;
  #forgetting: ReturnType<typeof setTimeout> | undefined;
  readonly #draw: (page: VNode) => void;

  constructor(chosen: Pick<Choices, 'period' | 'search'>, draw: (page: VNode) => void) {
    this.#choices = { ...AT_FIRST, ...chosen };
    this.#seen = nothingSeen(chosen.period, now());
    this.#draw = draw;
  }

  /** Reads and shows: first what is listed first, then all of it. */
  async begin(): Promise<void> {
    if (originOf(false) === 'private') {
      this.#state = 'private';
      this.#isReading = false;
      this.#show();
      return;
    }
    // A database that hangs is waited for; meanwhile the page says so.
    const late = setTimeout(() => this.#show(), LATE_MS);
    const { state, records, isAll } = await readFirst();
    clearTimeout(late);
    this.#state = state;
    this.#isReading = !isAll && state === 'good';
    await this.#know(records, () => false);
    // Where nothing failed of late, what did fail is better than an empty page.
    if (this.#seen.sight.incidents.length === 0 && records.length > 0)
      this.choose({ period: 'year' });
    if (this.#isReading) await this.read();
    await this.#ask();
  }

  /** Reads all of it anew. */
  async read(): Promise<void> {
    this.#reads += 1;
    const mine = this.#reads;
    const isOvertaken = () => mine !== this.#reads;
    const all = await readAll(isOvertaken);
    if (all === null) return;
    this.#state = all.state;
    this.#isReading = false;
    // What was read before it broke is better than nothing.
    if (all.state === 'good') await this.#know(all.records, isOvertaken);
    else this.#show();
  }

  /** Works out anew what is in sight: the time has passed, or the filters are others. */
  async look(): Promise<void> {
    this.#looks += 1;
    const mine = this.#looks;
    const seen = await lookAt(this.#known, this.#choices, now(), () => mine !== this.#looks);
    if (seen === null) return;
    this.#seen = seen;
    this.#list();
    this.#show();
  }

  /** A bar is pointed at or has the focus; null: none is. */
  pointAt(text: string | null): void {
    if (text === this.#pointedAt) return;
    this.#pointedAt = text;
    this.#show();
  }

  /** Tab comes back to the bar that had the focus. */
  activate(name: string): void {
    this.#active = name;
    this.#show();
  }

  /** Lists the incidents of one bar alone. */
  press(name: string, text: string): void {
    const bars = this.#seen.lanes.flatMap(({ site, bars }) => bars.map((bar) => ({ site, bar })));
    const found = bars.find(({ site, bar }) => nameOf(site, bar) === name);
    if (found === undefined) return;
    const incidents = found.bar.outages.flatMap((outage) => outage.incidents);
    this.choose({ pressed: { text, keys: new Set(incidents.map(textOfKey)) } });
  }

  choose(change: Partial<Choices>): void {
    const before = this.#choices;
    this.#choices = { ...before, ...change };
    const { period, search, status, family } = this.#choices;
    const isSame =
      period === before.period &&
      search === before.search &&
      status === before.status &&
      family === before.family;
    if (!isSame) {
      this.#choices = { ...this.#choices, page: 0, pressed: null };
      this.#show();
      void this.look();
      return;
    }
    if ('order' in change || 'pressed' in change) this.#choices = { ...this.#choices, page: 0 };
    this.#list();
    this.#show();
  }

  async #know(records: readonly IncidentRecord[], isOvertaken: () => boolean): Promise<void> {
    const folded = await known(records, isOvertaken);
    if (folded === null) return;
    this.#known = folded;
    await this.look();
  }

  /** What is listed, and what of it is selected: only what one can see is deleted. */
  #list(): void {
    const { pressed, order, page } = this.#choices;
    const { incidents } = this.#seen.sight;
    const own =
      pressed === null ? incidents : incidents.filter((one) => pressed.keys.has(textOfKey(one)));
    this.#listed = incidentsInOrder(own, order);
    const last = Math.max(0, Math.ceil(own.length / PAGE) - 1);
    if (page > last) this.#choices = { ...this.#choices, page: last };
    if (this.#selection.keys.size > 0) this.#selection = within(this.#selection, this.#keys());
  }

  #keys(): string[] {
    return this.#listed.map(textOfKey);
  }

  async #ask(): Promise<void> {
    const answer = await about();
    if (answer === null) return;
    this.#limits = answer.limits;
    this.#written = answer.state;
    this.#show();
  }

  async #forget(asked: Promise<Forgotten>): Promise<void> {
    const answer = await asked;
    if (answer === null || (answer.state !== 'good' && answer.forgotten === 0)) {
      return this.#say({ kind: 'failed' }, 0);
    }
    this.#written = answer.state;
    this.#selection = NOTHING_SELECTED;
    const { forgotten: count, token, seconds } = answer;
    this.#say({ kind: 'deleted', count, undo: token }, seconds);
    // Where it was pressed, nothing is left to press.
    if (token !== null) document.querySelector<HTMLElement>('.undo')?.focus();
    await this.read();
  }

  async #undo(token: string): Promise<void> {
    const answer = await undo(token);
    if (answer === null) return this.#say({ kind: 'failed' }, 0);
    this.#written = answer.state;
    const { added } = answer;
    this.#say(added === 0 ? { kind: 'too-late' } : { kind: 'undone', count: added }, 0);
    await this.read();
  }

  /** Says something for a while, ten seconds at least. */
  #say(said: Said, seconds: number): void {
    clearTimeout(this.#forgetting);
    this.#said = said;
    this.#show();
    this.#forgetting = setTimeout(() => this.#unsay(), Math.max(10, seconds) * 1_000);
  }

  #unsay(): void {
    this.#said = null;
    this.#show();
  }

  #save(form: 'json' | 'csv'): void {
    const { exportAll } = this.#choices;
    saveHistory(form, exportAll ? this.#known.records : this.#seen.sight.incidents.toReversed());
  }

  async #bringIn(file: File): Promise<void> {
    // Said anew each time: a screen reader is only told what changes.
    this.#imported = '';
    this.#show();
    const { text, state } = await importFile(file);
    this.#imported = text;
    if (state !== null) this.#written = state;
    this.#show();
    await this.read();
  }

  async #keep(limits: Limits): Promise<void> {
    const answer = await keep(limits);
    if (answer === null) return this.#say({ kind: 'failed' }, 0);
    this.#limits = answer.limits;
    this.#written = answer.state;
    this.#show();
    await this.read();
  }

  /** The same for as long as the visit lasts: what is drawn from them needn't be drawn anew. */
  readonly #on: HistoryPageProps['on'] = {
    choose: (change) => this.choose(change),
    select: (key, isRange) => {
      this.#selection = toggled(this.#selection, this.#keys(), key, isRange);
      this.#show();
    },
    selectAll: () => {
      this.#selection = allToggled(this.#selection, this.#keys());
      this.#show();
    },
    remove: () => {
      const keys = this.#listed.filter((one) => this.#selection.keys.has(textOfKey(one)));
      void this.#forget(forget(keys.map(keyOf)));
    },
    askRemoveAll: () => {
      document.querySelector<HTMLDialogElement>('#delete-all')?.showModal();
    },
    removeAll: () => void this.#forget(forgetAll()),
    undo: (token) => void this.#undo(token),
    save: (form) => this.#save(form),
    file: (file) => void this.#bringIn(file),
    keep: (limits) => void this.#keep(limits),
  };

  #show(): void {
    this.#draw(
      <HistoryPage
        state={this.#state === 'good' ? this.#written : this.#state}
        isReading={this.#isReading}
        known={this.#known}
        listed={this.#listed}
        {...this.#seen}
        choices={this.#choices}
        selection={this.#selection}
        active={this.#active}
        reading={this.#pointedAt}
        said={this.#said}
        imported={this.#imported}
        limits={this.#limits}
        on={this.#on}
      />,
    );
  }
}
