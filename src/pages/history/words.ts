import { CATALOGUE } from '../../core/diagnosis/catalogue';
import type { ImportProblem } from '../../core/history/import';
import type { Bar } from '../../core/history/timeline';
import { foreign, type MessageKey, plural, t } from '../../platform/i18n';
import { lengthText, numberText, spanText } from './formats';

const NAMES = new Map(CATALOGUE.map(({ gateway }) => [gateway.family, gateway.product]));

/** What a gateway of a family is called. One that a later Backsoon knew has its family's name. */
export function gatewayName(family: string): string {
  return NAMES.get(family) ?? family;
}

/** A length of time; in words where it isn't known. */
export function lengthOrUnknown(ms: number | null): string {
  return ms === null ? t('historyUnknown') : lengthText(ms);
}

const BARS = {
  recovered: 'historyBarBack',
  'not-seen': 'historyBarNotSeen',
  failing: 'historyBarFailing',
} as const;

const TEXTS = new WeakMap<Bar, string>();

/** A bar in a sentence. `site` null: all of them. Said once for each: there may be a thousand. */
export function barText(site: string | null, bar: Bar): string {
  const text = TEXTS.get(bar) ?? describe(site, bar);
  TEXTS.set(bar, text);
  return text;
}

function describe(site: string | null, bar: Bar): string {
  const where = site === null ? t('historyAllSites') : foreign(site);
  return plural(BARS[bar.how], bar.outages.length, where, spanText(bar));
}

const WRONG = {
  missing: 'historyFileMissing',
  'wrong-kind': 'historyFileNotKnown',
  'too-long': 'historyFileNotKnown',
  'not-known': 'historyFileNotKnown',
  'not-a-time': 'historyFileNotATime',
  'not-an-address': 'historyFileNotAnAddress',
  'not-its-site': 'historyFileNotItsSite',
  'too-early': 'historyFileTooEarly',
  'in-the-future': 'historyFileInTheFuture',
} as const satisfies Record<string, MessageKey>;

/** Why a file is not taken, with the place. */
export function problemText(problem: ImportProblem): string {
  switch (problem.kind) {
    case 'too-large':
      return t('historyFileTooLarge');
    case 'not-json': {
      const { line, column } = problem.place;
      return t('historyFileNotJson', numberText(line), numberText(column));
    }
    case 'not-a-history':
      return t('historyFileNotHistory');
    case 'later-version':
      return t('historyFileLater');
    case 'too-many':
      return plural('historyFileTooMany', problem.most);
    case 'bad-value':
      return t(WRONG[problem.wrong], foreign(problem.path));
  }
}
