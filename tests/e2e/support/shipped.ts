/**
 * A function that travels to the browser as its source. Its arguments are those that the protocol passes (a shadow root)
 * and then `arg` as JSON; its result comes back as JSON text, so both protocols agree on what a value is.
 *
 * - `__name` is defined because esbuild (tsx, vite) wraps named functions in it: https://esbuild.github.io/api/#keep-names
 * - No `async` around it: on a sandboxed page, where scripts are off, promise reactions may never run.
 */
export function shipped(fn: (...args: never[]) => unknown, ...values: readonly unknown[]): string {
  return shippedSource(String(fn), ...values);
}

export function shippedSource(source: string, ...values: readonly unknown[]): string {
  const args = values.map((value) => JSON.stringify(value) ?? 'undefined');
  return `(...handles) => {
    const __name = (fn) => fn
    const result = (${source})(...handles, ${args.join(', ')})
    const isPromise = typeof result?.then === 'function'
    return isPromise ? result.then((value) => JSON.stringify(value)) : JSON.stringify(result)
  }`;
}

/** The other end of {@link shipped}: `undefined` travels as itself. */
export function unshipped<T>(json: unknown): T {
  return (typeof json === 'string' ? JSON.parse(json) : undefined) as T;
}
