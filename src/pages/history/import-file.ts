import { MOST_CHARACTERS, readImport } from '../../core/history/import';
import { now } from '../../platform/clock';
import { t } from '../../platform/i18n';
import type { StoreState } from '../../protocol/history';
import { numberText } from './formats';
import { bringIn } from './requests';
import { problemText } from './words';

/** A character has up to three bytes for each UTF-16 unit; what is larger need not be read at all. */
const MOST_BYTES = 3 * MOST_CHARACTERS;

/** What an import came to, in words; `state`: how the store was then, null where it wasn't asked. */
interface Imported {
  readonly text: string;
  readonly state: StoreState | null;
}

/** Reads a file and has what is new in it added: all of it, or nothing where the file is bad. */
export async function importFile(file: File): Promise<Imported> {
  if (file.size > MOST_BYTES) return unchanged(problemText({ kind: 'too-large' }));
  const text = await file.text().catch(() => null);
  if (text === null) return unchanged(t('historyFileUnreadable'));
  const reading = readImport(text, now());
  if (reading.kind === 'bad') return unchanged(problemText(reading.problem));
  const done = await bringIn(reading.records);
  if (done === null || (done.state !== 'good' && done.added === 0)) {
    return { text: t('historyFailed'), state: done?.state ?? null };
  }
  const { added, known, tooOld, state } = done;
  const counts = [numberText(added), numberText(known)];
  return {
    text:
      tooOld === 0
        ? t('historyImported', ...counts)
        : t('historyImportedOld', ...counts, numberText(tooOld)),
    state,
  };
}

function unchanged(text: string): Imported {
  return { text, state: null };
}
