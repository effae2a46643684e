import { parseArgs } from 'node:util';
import { parseWebAddress } from '../../src/core/address/site';

/** What was asked for on the command line. */
export type Task =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'answer';
      /** As given; `-` is standard input. Never empty. */
      readonly files: readonly string[];
      readonly text: boolean;
      readonly url: URL | null;
      readonly head: boolean;
    }
  | {
      readonly kind: 'judge';
      readonly folder: string;
      readonly verbose: boolean;
      readonly url: URL | null;
    };

/** Thrown for a command line that makes no sense. The message is one line for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Says what can be said of a failing answer: which gateway, whose side, how sure.

  curl -si https://… | npm run -s diagnose -- --url https://…
  npm run -s diagnose -- [options] FILE…        "-", or no file: standard input
  npm run -s diagnose -- --expect FOLDER        judge a folder of recordings

A response is what "curl -i" prints: status line, headers, blank line, body. Raw bytes of a server
(chunks, gzip, deflate, br) and what curl makes of them are both read. Of several header blocks the
last counts. Header lines without a colon, and bytes behind the announced length, are passed over.
Each answer is one line of JSON.

  --url URL       the address that was asked for; without it the scheme counts as https
  --text          what the card would say, and facts for the site's owner, instead of JSON
  --head          the answer to a HEAD ("curl -I"): headers that announce a body, and none
  --expect FOLDER judge FOLDER/*/response.http by the expected.json beside each
  --verbose       with --expect: list what is unknown too, not only what is wrong
  --help          this text

Exit status: 0; 1 where --expect found something wrong; 2 where something could not be read or
understood, or on wrong usage. The other files are answered all the same.`;

/**
 * Reads the command line.
 *
 * @throws {UsageError} with what is wrong with it
 */
export function taskOf(args: readonly string[]): Task {
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'help' };
  const url = values.url === undefined ? null : webAddress(values.url);
  if (values.expect === undefined) {
    if (values.verbose) throw new UsageError('--verbose goes with --expect.');
    const files = positionals.length === 0 ? ['-'] : positionals;
    return { kind: 'answer', files, text: values.text, url, head: values.head };
  }
  if (positionals.length > 0) throw new UsageError('--expect takes one folder, and no files.');
  if (values.text || values.head)
    throw new UsageError('--expect goes with neither --text nor --head.');
  return { kind: 'judge', folder: values.expect, verbose: values.verbose, url };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        text: { type: 'boolean', default: false },
        head: { type: 'boolean', default: false },
        expect: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    // parseArgs explains itself; its second sentence is for programmers.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split('. ', 1)[0]?.replace(/\.?$/, '.') ?? message);
  }
}

function webAddress(text: string): URL {
  const url = parseWebAddress(text);
  if (url === null) throw new UsageError(`--url takes an http or https address, not "${text}".`);
  return url as URL;
}
