import { Session } from 'node:inspector';

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/** What is counted: the product, and what it brings along. */
const COUNTED = /\/(?:src|scripts|node_modules\/(?:structured-headers|valibot|parse5))\//;

/** Begun once: to begin makes V8 forget all that it has compiled. */
let counting: Session | undefined;

function begun(): Session {
  if (counting !== undefined) return counting;
  counting = new Session();
  counting.connect();
  send(counting, 'Profiler.enable');
  send(counting, 'Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return counting;
}

/**
 * How much work a function makes: how often each block of the product ran, as V8 counts it. A count, not
 * a time, so that it is the same on every machine. What a pattern does inside is not in it.
 */
export function workOf(work: () => unknown): number {
  const session = begun();
  // What is taken is counted anew.
  send(session, 'Profiler.takePreciseCoverage');
  work();
  return send<Coverage>(session, 'Profiler.takePreciseCoverage')
    .result.filter(({ url }) => COUNTED.test(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}

/** Commands of the profiler are answered before `post` returns. */
function send<T>(session: Session, method: string, params: object = {}): T {
  let answer: T | undefined;
  session.post(method, params, (error, result) => {
    if (error !== null) throw new Error(`${method}: ${error.message}`);
    answer = result as T;
  });
  return answer as T;
}
