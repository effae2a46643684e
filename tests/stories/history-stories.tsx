import type { VNode } from 'preact';
import { foldOutages } from '../../src/core/history/outage';
import type { IncidentRecord } from '../../src/core/history/record';
import { statisticsOf } from '../../src/core/history/statistics';
import { lanesOf } from '../../src/core/history/timeline';
import { AT_FIRST, PAGE } from '../../src/pages/history/choices';
import { HistoryPage, type HistoryPageProps } from '../../src/pages/history/HistoryPage';
import { type Period, scaleOf } from '../../src/pages/history/period';
import { NOTHING_SELECTED } from '../../src/pages/history/selection';
import { NOTHING_IN_SIGHT, NOTHING_KNOWN, textOfKey } from '../../src/pages/history/sight';
import { barText, problemText } from '../../src/pages/history/words';
import { NOW } from './card-stories';

const nothing = (): void => undefined;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const UTC = (): number => 0;

const SITES = [
  'shop.example.org',
  'news.example.net',
  'wiki.example.com',
  'mail.example.edu',
  'a-rather-long-name.of.a.host.that.goes.on.and.on.example.edu',
];

/** Outages of a few sites over a year, made up by counting: the same whenever the story is told. */
const RECORDS: readonly IncidentRecord[] = Array.from({ length: 160 }, (_, n): IncidentRecord => {
  const site = SITES[(n * n) % SITES.length] ?? '';
  const firstSeenAt = NOW - (n + 1) * (7 + (n % 5)) * HOUR - n * n * 11 * MINUTE;
  const lasts = (1 + ((n * 37) % 90)) * MINUTE;
  const how = n % 7 === 3 ? 'left' : n % 23 === 9 ? 'unknown' : 'recovered';
  return {
    id: `story~${n}`,
    site,
    address: `https://${site}/${n % 3 === 0 ? 'cart?item=42' : ''}`,
    askedBy: 'get',
    firstSeenAt,
    lastSeenAt: firstSeenAt + lasts / 2,
    statuses: n % 11 === 5 ? [503, 502] : [[502, 504, 521][n % 3] ?? 502],
    family: ['nginx', 'cloudflare', null][n % 3] ?? null,
    cause: null,
    tries: { ours: n % 6, visitors: n % 2 },
    end: n === 0 ? null : { how, at: firstSeenAt + lasts },
  };
});

function page(
  records: readonly IncidentRecord[],
  period: Period,
  change: Partial<HistoryPageProps> = {},
): VNode {
  const scale = scaleOf(period, NOW, UTC);
  const { span } = scale;
  const outages = foldOutages(records).filter(({ firstSeenAt }) => firstSeenAt >= span.from);
  const incidents = outages
    .flatMap((outage) => outage.incidents)
    .sort((a, b) => b.firstSeenAt - a.firstSeenAt);
  const sight = { incidents, outages, statistics: statisticsOf(outages) };
  const known = {
    ...NOTHING_KNOWN,
    records,
    statuses: [502, 503, 504, 521],
    families: ['cloudflare', 'nginx'],
  };
  return (
    <HistoryPage
      state="good"
      now={NOW}
      isReading={false}
      known={known}
      sight={sight}
      listed={incidents}
      lanes={lanesOf(outages, span, (span.to - span.from) / 120, NOW)}
      scale={scale}
      choices={{ ...AT_FIRST, period }}
      selection={NOTHING_SELECTED}
      active={null}
      reading={null}
      said={null}
      imported=""
      limits={{ days: 90, incidents: 10_000 }}
      on={{
        choose: nothing,
        select: nothing,
        selectAll: nothing,
        remove: nothing,
        askRemoveAll: nothing,
        removeAll: nothing,
        undo: nothing,
        save: nothing,
        file: nothing,
        keep: nothing,
      }}
      {...change}
    />
  );
}

const FEW = RECORDS.slice(0, 12);
const SELECTION = { keys: new Set(FEW.slice(0, 3).map(textOfKey)), anchor: null };

function pointedAt(): string {
  const scale = scaleOf('week', NOW, UTC);
  const outages = foldOutages(FEW);
  const lanes = lanesOf(outages, scale.span, (scale.span.to - scale.span.from) / 120, NOW);
  const lane = lanes[1];
  const bar = lane?.bars.at(-1);
  return lane === undefined || bar === undefined ? '' : barText(lane.site, bar);
}

/** Every state of the history page. */
export const HISTORY_STORIES: Readonly<Record<string, () => VNode>> = {
  'history-day': () => page(FEW, 'day'),
  'history-week': () => page(FEW, 'week', { reading: pointedAt() }),
  'history-month': () => page(RECORDS, 'month'),
  'history-quarter': () => page(RECORDS, 'quarter'),
  'history-year': () =>
    page(RECORDS, 'year', { choices: { ...AT_FIRST, period: 'year', page: 1 } }),
  'history-as-table': () =>
    page(FEW, 'week', { choices: { ...AT_FIRST, period: 'week', asTable: true } }),
  'history-selected': () => page(FEW, 'month', { selection: SELECTION }),
  'history-pressed': () =>
    page(FEW, 'month', {
      listed: FEW.slice(1, 2),
      choices: { ...AT_FIRST, pressed: { text: pointedAt(), keys: new Set() } },
    }),
  'history-deleted': () =>
    page(FEW, 'month', { said: { kind: 'deleted', count: 3, undo: 'story' } }),
  'history-undone': () => page(FEW, 'month', { said: { kind: 'undone', count: 3 } }),
  'history-failed': () => page(FEW, 'month', { said: { kind: 'failed' } }),
  'history-reading': () => page(RECORDS.slice(0, PAGE), 'month', { isReading: true }),
  'history-waiting': () => page([], 'month', { isReading: true, limits: null }),
  'history-none-fits': () => page(FEW, 'month', { sight: NOTHING_IN_SIGHT, listed: [] }),
  'history-empty': () => page([], 'month'),
  'history-full': () => page(FEW, 'month', { state: 'full' }),
  'history-broken': () => page([], 'month', { state: 'broken', limits: null }),
  'history-later': () => page([], 'month', { state: 'later', limits: null }),
  'history-private': () => page([], 'month', { state: 'private', limits: null }),
  'history-bad-file': () =>
    page(FEW, 'month', {
      imported: problemText({
        kind: 'bad-value',
        wrong: 'not-a-time',
        path: 'incidents[12].firstSeen',
      }),
    }),
};
