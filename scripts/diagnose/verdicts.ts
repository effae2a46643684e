import type { Judged, Judgement, Verdict } from './judge';
import { printable } from './not-a-response';

/** "85 right, 114 unknown, 0 wrong" */
export function tally(verdicts: readonly Verdict[]): string {
  const count = (of: Verdict): number => verdicts.filter((verdict) => verdict === of).length;
  return `${count('right')} right, ${count('unknown')} unknown, ${count('wrong')} wrong`;
}

/**
 * A judgement for people: what is wrong, with `verbose` what is unknown too, then shares, then the two
 * lines that count everything.
 */
export function report({ judged }: Judgement, verbose: boolean): string[] {
  const listed = judged.flatMap((one) => [
    ...complaint(one, 'family', verbose),
    ...complaint(one, 'side', verbose),
  ]);
  const gateways = judged.filter(
    ({ expected }) => expected.author !== 'origin' && expected.ambiguous.length === 0,
  );
  const decidable = judged.filter(({ expected }) => expected.side !== 'either');
  const origins = judged.filter(({ expected }) => expected.author === 'origin');
  return [
    ...listed,
    `family, of gateways' own pages that are not ambiguous: ${share(gateways, 'family')}`,
    `side, where the response can decide it: ${share(decidable, 'side')}`,
    `no gateway blamed, of the applications' own pages: ${share(origins, 'family')}`,
    `family: ${tally(judged.map(({ family }) => family))}`,
    `side: ${tally(judged.map(({ side }) => side))}`,
  ];
}

function complaint(one: Judged, what: 'family' | 'side', verbose: boolean): string[] {
  const verdict = one[what];
  if (verdict === 'right' || (verdict === 'unknown' && !verbose)) return [];
  const { expected, diagnosis } = one;
  const wanted =
    what === 'side'
      ? expected.side
      : [...new Set([expected.author, ...expected.ambiguous])].join(' or ');
  const said = what === 'side' ? diagnosis.side : (diagnosis.gateway?.family ?? 'none');
  return [
    printable(
      `${verdict} ${what}: ${one.name}: expected ${wanted}, said ${said} (${diagnosis.certainty})`,
    ),
  ];
}

function share(judged: readonly Judged[], what: 'family' | 'side'): string {
  const right = judged.filter((one) => one[what] === 'right').length;
  const percent = judged.length === 0 ? '' : ` (${((100 * right) / judged.length).toFixed(1)} %)`;
  return `${right} of ${judged.length} right${percent}`;
}
