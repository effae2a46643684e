import { describe, expect, it } from 'vitest';
import { wanted } from '../../../scripts/locales/arrange';
import { locales, readMessages, SOURCE, textsOf } from '../../../scripts/locales/messages';
import { filled, room } from './room';

const ENGLISH = readMessages(SOURCE);

/** The same in all languages: names, and what is printed on keys. */
const NAMES: ReadonlySet<string> = new Set([
  'extensionName',
  'detailsSourceWhole',
  'detailsKeysWindows',
  'detailsKeysLinux',
  'detailsKeysMac',
  'detailsKeysOthers',
  'detailsKeyCtrl',
  'detailsKeyShift',
  'detailsKeyCommand',
  'k81Title',
  'k84Title',
  'detailsReportMarkdown',
  'detailsReportLine',
]);

/** Words that a language shares with English. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  de: [
    'popupDetails',
    'detailsCode',
    'detailsGateway',
    'detailsKindStatus',
    'detailsKindHeader',
    'detailsReportText',
    'historyStatus',
  ],
  es: ['popupStatus'],
  fr: [
    'detailsCode',
    'detailsSureCertain',
    'detailsKindOther',
    'historySite',
    'historyIncidents',
    'historyCount_one',
    'historyCount_other',
    'settingsNotifications',
  ],
  id: [
    'detailsGateway',
    'detailsKindStatus',
    'detailsKindHeader',
    'historyStatus',
    'settingsResetYes',
  ],
  it: ['detailsGateway'],
  nl: [
    'popupDetails',
    'detailsCode',
    'detailsGateway',
    'detailsKindStatus',
    'detailsKindHeader',
    'detailsSureUnknown',
    'historyStatus',
    'historySite',
    'historyCount_one',
    'historyFilters',
  ],
  pl: ['detailsKindStatus', 'historyStatus'],
  pt_BR: ['detailsGateway', 'historySite'],
  tr: ['historySite'],
};

/** Quotation marks where they are not “these”. */
const QUOTES: Readonly<Record<string, string>> = {
  ar: '«»',
  de: '„“',
  fr: '«»',
  he: '״',
  ja: '「」',
  pl: '„”',
  uk: '«»',
  zh_TW: '「」',
};

describe.each(locales())('the words of the locale "%s"', (locale) => {
  const references = wanted(ENGLISH, locale);
  const texts = Object.entries(textsOf(readMessages(locale)));
  const all = texts.map(([, text]) => text).join('\n');

  it('fit into their places: at most as many characters as the note says', () => {
    const tooLong = texts.flatMap(([key, text]) => {
      const [, most] =
        /At most (\d+) characters/.exec(references.get(key)?.description ?? '') ?? [];
      const needs = room(filled(text));
      return most !== undefined && needs > Number(most) ? [`${key}: ${needs} of ${most}`] : [];
    });
    expect(tooLong).toEqual([]);
  });

  it.skipIf(locale === SOURCE)('are its own, but for names and what it shares with English', () => {
    const same = texts
      .filter(([key, text]) => text === references.get(key)?.message && !NAMES.has(key))
      .map(([key]) => key);
    expect(same.sort()).toEqual([...(SHARED[locale] ?? [])].sort());
  });

  it('have no control characters, and leave the direction of writing to the page', () => {
    const bad = texts.filter(([, text]) =>
      /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(text),
    );
    expect(bad.map(([key]) => key)).toEqual([]);
  });

  it('have no spaces at their ends, and never two in a row', () => {
    const bad = texts.filter(([, text]) => text !== text.trim() || / {2}/.test(text));
    expect(bad.map(([key]) => key)).toEqual([]);
  });

  it('are typeset alike: the quotation marks of the language, one apostrophe, one ellipsis', () => {
    expect(all).not.toMatch(/"|\.\.\.|……/);
    const marks = [...(all.match(/[“”„«»「」『』״]/g) ?? [])];
    const own = QUOTES[locale] ?? '“”';
    expect(marks.filter((mark) => !own.includes(mark))).toEqual([]);
    const apostrophes = all.match(/(?<=\p{L})['’](?=\p{L})/gu) ?? [];
    expect([...new Set(apostrophes)].length, apostrophes.join('')).toBeLessThanOrEqual(1);
  });
});
