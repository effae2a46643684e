import { readFileSync, rmSync } from 'node:fs';
import { type RunOptions, runNode } from './run';
import { isEnding } from './shutdown';
import { none, oneFailed, onePassed, sum, type Tally } from './tally';

/** Something to run and count; the name is said before it and in front of what it came to. */
export interface CountedRun {
  readonly name: string;
  count(): Promise<Tally>;
}

const because = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** A test runner that leaves a JSON report behind. */
export const testRunner = (
  name: string,
  command: readonly string[],
  report: { readonly path: string; readonly tally: (json: unknown) => Tally },
  options: RunOptions = {},
): CountedRun => ({
  name,
  count: async () => {
    // What an earlier run left must not be counted as this one's.
    rmSync(report.path, { force: true });
    const { code } = await runNode(command, options);
    if (isEnding()) return none;
    let tally: Tally;
    try {
      tally = report.tally(JSON.parse(readFileSync(report.path, 'utf8')));
    } catch (error) {
      console.error(
        `${name}: no readable report (${because(error)}), which counts as one failure.`,
      );
      return oneFailed;
    }
    if (code !== 0 && tally.failed === 0) {
      console.error(
        `${name}: ended with exit code ${code} although no test failed, which counts as one failure.`,
      );
      return sum([tally, oneFailed]);
    }
    if (tally.passed + tally.failed === 0) {
      console.error(`${name}: no test ran, which counts as one failure.`);
      return sum([tally, oneFailed]);
    }
    return tally;
  },
});

/** Something that as a whole either works or does not. */
export const countedItem = (name: string, works: () => Promise<boolean>): CountedRun => ({
  name,
  count: async () => {
    try {
      return (await works()) ? onePassed : oneFailed;
    } catch (error) {
      console.error(because(error));
      return oneFailed;
    }
  },
});

/** Needed by what follows and counted only when it fails. */
export const preparation = (name: string, works: () => Promise<boolean>): CountedRun => ({
  name,
  count: async () => ((await countedItem(name, works).count()).failed > 0 ? oneFailed : none),
});
