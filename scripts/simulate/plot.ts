import type { Played } from './play';
import { POLICIES } from './policies';

/** Each policy's line, in the order of POLICIES: told apart by colour and by dashes. */
const LINES = [
  { colour: '#0b57d0', dashes: 'none', width: 3 },
  { colour: '#b3261e', dashes: '2 3', width: 1.5 },
  { colour: '#b3261e', dashes: '8 4', width: 1.5 },
  { colour: '#5f6368', dashes: 'none', width: 1.5 },
  { colour: '#137333', dashes: '2 3', width: 1.5 },
  { colour: '#137333', dashes: '8 4', width: 1.5 },
];

const WIDTH = 860;
/** Room to the left for the longest figure. */
const MARGIN = 16;
const PANEL = { left: 70, width: 760, height: 220 };
const TOPS = [60, 360];
const LEGEND_TOP = 630;
/** Seconds that one point of a line stands for. */
const BIN_S = 10;
/** How much is shown after the return, in outages. */
const AFTER = 2;

interface Axis {
  /** From 0 at the bottom to 1 at the top. */
  readonly place: (value: number) => number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/**
 * Draws two panels over one time: requests a second with ample capacity, and who is back after the
 * overloaded return. Both lists are in the order of POLICIES.
 */
export function drawPlot(ample: readonly Played[], overloaded: readonly Played[]): string {
  const outageS = ample[0]?.scene.outageS ?? 0;
  const endS = outageS * (1 + AFTER);
  const rates = ample.map(({ requests }) => binned(requests, endS));
  const shares = overloaded.map(({ back, scene }) => sharesBack(back, scene.clients, endS));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-MARGIN} 0 ${WIDTH + MARGIN} 700" font-family="system-ui, sans-serif" font-size="13" role="img" aria-labelledby="title">
<title id="title">Requests a second during and after an outage, and who is back after an overloaded return, for each policy</title>
<rect x="${-MARGIN}" width="${WIDTH + MARGIN}" height="700" fill="#fff"/>
${panel('Requests a second, ample capacity (logarithmic)', rates, ratesAxis(rates), endS, outageS, TOPS[0] ?? 0)}
${panel('Clients that are back, overloaded return', shares, SHARES_AXIS, endS, outageS, TOPS[1] ?? 0)}
${legend()}
</svg>
`;
}

function binned(perSecond: Uint32Array, endS: number): number[] {
  return Array.from({ length: Math.floor(endS / BIN_S) }, (_, bin) => {
    const part = perSecond.subarray(bin * BIN_S, (bin + 1) * BIN_S);
    return part.reduce((sum, one) => sum + one, 0) / BIN_S;
  });
}

function sharesBack(back: Uint32Array, clients: number, endS: number): number[] {
  let sum = 0;
  return binned(back, endS).map((rate) => {
    sum += rate * BIN_S;
    return sum / clients;
  });
}

/** From 1 to the power of ten above the highest. */
function ratesAxis(rates: readonly (readonly number[])[]): Axis {
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(1, ...rates.flat()))));
  return {
    place: (value) => Math.log10(Math.max(1, value)) / decades,
    ticks: Array.from({ length: decades + 1 }, (_, power) => ({
      at: 10 ** power,
      label: (10 ** power).toLocaleString('en-GB'),
    })),
  };
}

const SHARES_AXIS: Axis = {
  place: (value) => value,
  ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: `${at * 100} %` })),
};

function panel(
  title: string,
  lines: readonly (readonly number[])[],
  axis: Axis,
  endS: number,
  outageS: number,
  top: number,
): string {
  const x = (second: number): number => PANEL.left + (second / endS) * PANEL.width;
  const y = (value: number): number => top + PANEL.height * (1 - axis.place(value));
  const bottom = top + PANEL.height;
  const right = PANEL.left + PANEL.width;
  const minutes = Array.from({ length: 7 }, (_, tick) => (endS * tick) / 6);
  return [
    `<text x="${PANEL.left}" y="${top - 14}" font-weight="600">${title}</text>`,
    `<rect x="${PANEL.left}" y="${top}" width="${fix(x(outageS) - PANEL.left)}" height="${PANEL.height}" fill="#f1f3f4"/>`,
    `<text x="${PANEL.left + 8}" y="${top + 18}" fill="#5f6368">outage</text>`,
    ...axis.ticks.map(
      ({ at, label }) =>
        `<path d="M${PANEL.left} ${fix(y(at))}H${right}" stroke="#dadce0"/><text x="${PANEL.left - 8}" y="${fix(y(at) + 4)}" text-anchor="end">${label}</text>`,
    ),
    ...minutes.map(
      (second) =>
        `<text x="${fix(x(second))}" y="${bottom + 20}" text-anchor="middle">${fix(second / 60)} min</text>`,
    ),
    ...lines.map((values, at) => {
      const points = values.map((value, bin) => [fix(x((bin + 1) * BIN_S)), fix(y(value))]);
      // Within a level stretch only its two ends are needed.
      const turns = points.filter(
        ([, height], bin) => height !== points[bin - 1]?.[1] || height !== points[bin + 1]?.[1],
      );
      return `<polyline fill="none" ${strokeOf(at)} points="${turns.join(' ')}"/>`;
    }),
  ].join('\n');
}

function legend(): string {
  return POLICIES.map(({ name }, at) => {
    const left = PANEL.left + (at % 3) * 260;
    const middle = LEGEND_TOP + Math.floor(at / 3) * 28;
    return `<path d="M${left} ${middle}h36" fill="none" ${strokeOf(at)}/><text x="${left + 44}" y="${middle + 4}">${name}</text>`;
  }).join('\n');
}

function strokeOf(at: number): string {
  const line = LINES[at % LINES.length];
  return `stroke="${line?.colour}" stroke-width="${line?.width}" stroke-dasharray="${line?.dashes}"`;
}

/** One decimal is less than a pixel. */
function fix(value: number): string {
  return String(Number(value.toFixed(1)));
}
