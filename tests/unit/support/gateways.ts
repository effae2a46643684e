import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pageOf } from '../../../scripts/diagnose/page';
import { type RawResponse, readResponse } from '../../../scripts/diagnose/response';
import { CATALOGUE, type Signature } from '../../../src/core/diagnosis/catalogue';
import type { PageContent } from '../../../src/core/diagnosis/observation';

const DATA = fileURLToPath(new URL('../../data/gateways', import.meta.url));

/** A response as a gateway sends it, and the page that a browser makes of it. */
export interface Example {
  readonly id: string;
  /** As it travels. */
  readonly sent: Buffer;
  readonly raw: RawResponse;
  readonly page: PageContent | null;
}

/** The examples of tests/data/gateways, by the id of their entry. */
export const EXAMPLES: readonly Example[] = readdirSync(DATA)
  .filter((file) => file.endsWith('.http'))
  .map((file) => {
    const sent = readFileSync(join(DATA, file));
    const raw = readResponse(sent);
    return { id: file.replace(/\.http$/, ''), sent, raw, page: pageOf(raw) };
  });

/** The example of an entry. */
export function exampleOf(id: string): Example {
  const found = EXAMPLES.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no example of "${id}".`);
  return found;
}

/** The entry of an example. */
export function entryOf({ id }: Pick<Example, 'id'>): Signature {
  const found = CATALOGUE.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no entry "${id}".`);
  return found;
}
