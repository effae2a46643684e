import type { ChromiumSession } from './chromium-session';
import type { ConsoleErrors } from './console-errors';

interface Frame {
  readonly url: string;
  readonly lineNumber: number;
}

interface Thrown {
  readonly text: string;
  readonly url?: string;
  readonly lineNumber: number;
  readonly stackTrace?: { readonly callFrames: readonly Frame[] };
  readonly exception?: { readonly description?: string; readonly value?: unknown };
}

interface Logged {
  readonly type: string;
  readonly args: readonly { readonly description?: string; readonly value?: unknown }[];
  readonly stackTrace?: { readonly callFrames: readonly Frame[] };
}

/** Passes on uncaught errors and console.error of a tab's documents, the content scripts in them included. */
export function reportPageErrors(session: ChromiumSession, errors: ConsoleErrors): void {
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    const { text, url, lineNumber, stackTrace, exception } = exceptionDetails as unknown as Thrown;
    const frame = stackTrace?.callFrames[0] ?? { url: url ?? 'page', lineNumber };
    errors.add(
      place(frame),
      `${text} ${exception?.description ?? String(exception?.value ?? '')}`.trim(),
    );
  });
  session.on('Runtime.consoleAPICalled', (params) => {
    const { type, args, stackTrace } = params as unknown as Logged;
    if (type !== 'error' && type !== 'assert') return;
    errors.add(
      place(stackTrace?.callFrames[0]),
      args.map(({ description, value }) => description ?? String(value)).join(' '),
    );
  });
}

function place(frame: Frame | undefined): string {
  return frame ? `${frame.url}:${frame.lineNumber + 1}` : 'page';
}
