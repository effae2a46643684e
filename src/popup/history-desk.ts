import { keyText, type RecordKey } from '../core/history/record';
import { copyText } from '../platform/clipboard';
import { plural, t } from '../platform/i18n';
import { focusTab, openBeside } from '../platform/tabs';
import type { HistoryLine } from '../protocol/history';
import type { HistoryActions, HistoryShown } from './History';
import { type Forgotten, HistoryLink } from './history-link';

const HISTORY_PAGE = 'src/pages/history/index.html';

/** How often what is shown is asked for anew, in ms, and how much longer than the answer took. */
const REFRESH_MS = 1_000;
const REST = 10;

export interface Desk {
  readonly shown: () => HistoryShown;
  readonly actions: HistoryActions;
  /** Asks anew where it's time; call it as often as you like. */
  readonly tick: () => void;
  /** The line that gets the focus as soon as it is there, by its key's text; asked once. */
  readonly takeFocus: () => string | null;
}

export interface DeskProps {
  readonly tabId: number;
  /** What is shown has changed. */
  readonly onChange: () => void;
  /** For screen readers. */
  readonly onSay: (words: string) => void;
  /** Something else than the popup is before the visitor's eyes now. */
  readonly onAway: () => void;
}

/** What the visitor does with the history in the popup, and what comes of it. */
export function openDesk({ tabId, onChange, onSay, onAway }: DeskProps): Desk {
  const link = new HistoryLink(tabId, onChange);
  let menu: string | null = null;
  let undo: HistoryShown['undo'] = null;
  let copied: HistoryShown['copied'] = null;
  let note: string | null = null;
  let focus: string | null = null;
  let working = 0;
  let nextAt = 0;

  /** One thing after another: what is asked for anew meanwhile would tell of how it was. */
  async function work<T>(todo: () => Promise<T>): Promise<T> {
    working += 1;
    return await todo().finally(() => {
      working -= 1;
    });
  }

  async function tick(): Promise<void> {
    if (working > 0 || performance.now() < nextAt) return;
    const start = performance.now();
    nextAt = Number.POSITIVE_INFINITY;
    await link.refresh();
    const took = performance.now() - start;
    nextAt = start + Math.max(REFRESH_MS - 100, REST * took);
  }

  async function forget(what: Parameters<HistoryLink['forget']>[0], key: RecordKey): Promise<void> {
    menu = null;
    note = null;
    const before = undo;
    // Until it's done, there is nothing that "undo" could mean.
    undo = null;
    await work(async () => {
      const done = await link.forget(what);
      const isLost = done?.forgotten === 0 && done.state !== 'good';
      if (done === null || isLost) return complain(t('historyFailed'));
      // A key that is held down forgets the same line twice.
      const isNew = done.forgotten > 0;
      undo = isNew ? undoOf(done, key) : (undo ?? before);
      onSay(isNew ? plural('historyDeleted', done.forgotten) : '');
      await link.refresh();
    });
  }

  function undoOf({ token, forgotten, seconds }: Forgotten, key: RecordKey): HistoryShown['undo'] {
    if (token === null) return null;
    setTimeout(() => dropUndo(token), seconds * 1_000);
    return { token, count: forgotten, key: keyText(key) };
  }

  function dropUndo(token: string): void {
    if (undo?.token !== token) return;
    undo = null;
    onChange();
  }

  async function takeBack(): Promise<void> {
    if (undo === null) return;
    const { token, key } = undo;
    undo = null;
    const back = await work(() => link.undo(token));
    if (back === null) return complain(t('historyFailed'));
    if (back === 0) return complain(t('historyTooLate'));
    focus = key;
    onSay(plural('historyUndone', back));
  }

  /** What didn't work is there to be seen, too. */
  function complain(words: string): void {
    note = words;
    onSay(words);
  }

  async function search(query: string): Promise<void> {
    menu = null;
    const isNew = await link.search(query);
    const { view } = link;
    if (!isNew || view === null) return;
    const found = view.failing.length + view.lines.length;
    onSay(query === '' ? '' : plural('popupFound', found));
  }

  async function open(line: HistoryLine): Promise<void> {
    if (line.failing === null) await link.open(line.key);
    else await focusTab(line.failing.tabId).catch(() => link.refresh());
    onAway();
  }

  /** Its words are many, and wanted by few: they come on the click. */
  async function copy(line: HistoryLine): Promise<void> {
    const { recordReport } = await import('./record-report');
    const isCopied = await copyText(recordReport(line));
    const words = t(isCopied ? 'detailsReportCopied' : 'popupCopyRefused');
    copied = { key: keyText(line.key), words };
    onSay(words);
  }

  return {
    shown: () => ({ view: link.view, query: link.query, menu, undo, copied, note }),
    actions: {
      onSearch: (query) => void search(query),
      onOpen: (line) => void open(line),
      onMenu: (key) => {
        menu = key;
        copied = null;
        onChange();
      },
      onCopy: (line) => void copy(line),
      onForget: (line) => void forget({ kind: 'these', keys: [line.key] }, line.key),
      onForgetSite: (line) => void forget({ kind: 'site', site: line.site }, line.key),
      onUndo: () => void takeBack(),
      onMore: () => void work(() => link.more()),
      onAll: () => void openBeside(tabId, HISTORY_PAGE).then(onAway),
    },
    tick: () => void tick(),
    takeFocus: () => {
      const wanted = focus;
      focus = null;
      return wanted;
    },
  };
}
