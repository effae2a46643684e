import { type Goal, goalsOf, type Result } from './goals';
import type { Figures } from './measure';
import type { Options } from './options';

const HEAD = [
  'Policy',
  'Mean during',
  'Peak during',
  'Peak after',
  'In view 50 %',
  'In view 99 %',
  'All 50 %',
  'All 99 %',
  'Wasted',
];

/** For people: what was played, a Markdown table for each scene, and the goals. */
export function inWords(results: readonly Result[], options: Options): string {
  const { clients, outageS, capacity, inView, seed } = options;
  return [
    `${number(clients)} clients, ${percent(inView)} of them in view; an outage of ${number(outageS)} s; seed ${seed}.`,
    'Rates in requests a second; times in seconds since the outage was over.',
    '',
    'Ample capacity: everything is answered from then on.',
    '',
    ...table(results.map(({ policy, ample }) => [policy.name, ...cells(ample)])),
    '',
    `Overloaded return: ${number(capacity)} requests a second are answered from then on.`,
    '',
    ...table(results.map(({ policy, overloaded }) => [policy.name, ...cells(overloaded)])),
    '',
    ...goalsOf(results, clients / capacity).map(goalInWords),
  ].join('\n');
}

/** For machines: one object. */
export function asJson(results: readonly Result[], options: Options): string {
  const { clients, outageS, capacity, inView, seed } = options;
  return JSON.stringify(
    {
      scene: { clients, outageSeconds: outageS, capacity, inView, seed },
      policies: results.map(({ policy: { id, name }, ample, overloaded }) => ({
        id,
        name,
        ample,
        overloaded,
      })),
      goals: goalsOf(results, clients / capacity),
    },
    null,
    2,
  );
}

function cells(figures: Figures): string[] {
  const { meanDuring, peakDuring, peakAfter, inViewHalf, inViewMost, allHalf, allMost, wasted } =
    figures;
  const times = [inViewHalf, inViewMost, allHalf, allMost];
  return [
    ...[meanDuring, peakDuring, peakAfter].map(number),
    ...times.map((time) => (time === null ? '–' : number(time))),
    number(wasted),
  ];
}

/** Names to the left, figures to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = HEAD.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string => {
    const padded = row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, at) =>
    at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(HEAD), line(rule), ...rows.map(line)];
}

function goalInWords({ what, value, most, reached }: Goal): string {
  const came = value === null ? 'never' : round(value);
  return `- ${reached ? 'reached' : 'MISSED'}: ${what}: ${came} (at most ${round(most)})`;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

function percent(part: number): string {
  return `${round(part * 100)} %`;
}

function round(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 3 });
}
