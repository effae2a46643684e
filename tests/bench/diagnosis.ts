import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageOf } from '../../scripts/diagnose/page';
import { readResponse } from '../../scripts/diagnose/response';
import { diagnose } from '../../src/core/diagnosis/diagnose';
import type { ObservedResponse, PageContent } from '../../src/core/diagnosis/observation';
import { EXAMPLES } from '../unit/support/gateways';
import { HOSTILE, hostilePage } from '../unit/support/hostile';
import { RECORDINGS } from '../unit/support/recordings';
import { aResponse, HTTPS, NOON } from '../unit/support/samples';
import type { Pair } from './pairs';

interface Case {
  readonly response: ObservedResponse;
  readonly page: PageContent;
}

const LENGTH = 65_536;

/** A page with as much markup as most have, about three characters of text to one of markup. */
const ARTICLE = hostilePage(
  '<p class="text">Sometimes a site shows an <b>error</b> in place of <a href="/what">what</a> you came for, and says no more.</p>\n',
  LENGTH,
);

/** The yardstick: one pass of a plain regular expression over the markup, tag by tag. */
function tagsIn({ page }: Case): number {
  let tags = 0;
  for (const _ of page.markup.matchAll(/<[^<>]*>/g)) tags += 1;
  return tags;
}

function pair(name: string, cases: readonly Case[], atMost?: number): Pair {
  const all = (run: (one: Case) => unknown) => () => {
    for (const one of cases) run(one);
  };
  const run = all(({ response, page }) => diagnose(response, page, HTTPS, NOON));
  return { name, run, yardstick: all(tagsIn), ...(atMost === undefined ? {} : { atMost }) };
}

function caseOf(markup: string): Case {
  const headers = { server: 'nginx', 'content-type': 'text/html', 'cf-ray': '8f0000000000abcd' };
  return { response: aResponse(headers), page: { title: '', text: markup, markup } };
}

function recorded(): Case[] {
  if (!existsSync(RECORDINGS)) return [];
  return readdirSync(RECORDINGS)
    .map((name) => join(RECORDINGS, name, 'response.http'))
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const raw = readResponse(readFileSync(file));
      const page = pageOf(raw);
      return page === null ? [] : [{ response: raw.response, page }];
    });
}

/**
 * What a diagnosis costs, in passes of a plain regular expression over the same page. Pages of a few
 * hundred characters cost what asking the catalogue costs, which one pass over them doesn't measure:
 * for those the microseconds count.
 */
export function diagnosisPairs(): Pair[] {
  const examples = EXAMPLES.flatMap(({ raw, page }) =>
    page === null ? [] : [{ response: raw.response, page }],
  );
  const recordings = recorded();
  return [
    pair('a page of 64 KB', [caseOf(ARTICLE)], 5),
    pair(
      'hostile pages of 64 KB, together',
      HOSTILE.map((piece) => caseOf(hostilePage(piece, LENGTH))),
      5,
    ),
    pair(`the ${examples.length} examples`, examples),
    ...(recordings.length === 0 ? [] : [pair(`${recordings.length} recordings`, recordings)]),
    ...HOSTILE.map((piece) =>
      pair(`64 KB of ${JSON.stringify(piece)}`, [caseOf(hostilePage(piece, LENGTH))]),
    ),
  ];
}
