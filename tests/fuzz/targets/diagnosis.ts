import fc from 'fast-check';
import { CATALOGUE } from '../../../src/core/diagnosis/catalogue';
import { diagnose } from '../../../src/core/diagnosis/diagnose';
import type {
  Context,
  Header,
  ObservedResponse,
  PageContent,
} from '../../../src/core/diagnosis/observation';
import { EXAMPLES, exampleOf } from '../../unit/support/gateways';
import { HTTPS, NOON } from '../../unit/support/samples';
import { assert } from '../assert';
import { mutatedText } from '../mutations';
import { assertFounded, assertSound } from '../sound';
import { target } from '../target';
import { anyText, hostilePiece, SEEN } from './pieces';

const anyHeader: fc.Arbitrary<Header> = fc.oneof(
  fc.constantFrom(...SEEN),
  fc.record({
    name: fc.constantFrom(
      ...SEEN.map(({ name }) => name),
      ...['proxy-status', 'cache-status', 'refresh', 'retry-after', 'date'],
    ),
    value: fc.oneof(
      anyText,
      mutatedText(fc.constantFrom(...SEEN.map(({ value }) => value)), anyText),
    ),
  }),
);

const anyMarkup = mutatedText(
  fc.constantFrom('', ...EXAMPLES.map(({ page }) => page?.markup ?? '')),
  fc.oneof(hostilePiece, anyText),
);

const anyPage: fc.Arbitrary<PageContent> = fc.record({
  title: anyText,
  text: anyText,
  markup: anyMarkup,
});

const anyResponse: fc.Arbitrary<ObservedResponse> = fc.record({
  status: fc.oneof(
    fc.integer({ min: 100, max: 999 }),
    fc.constantFrom(502, ...CATALOGUE.flatMap(({ statuses = [] }) => statuses)),
  ),
  reason: fc.option(
    fc.oneof(anyText, fc.constantFrom(...EXAMPLES.map((e) => e.raw.response.reason ?? ''))),
  ),
  headers: fc.array(anyHeader, { maxLength: 12 }),
  method: fc.constantFrom('GET', 'POST', null),
  fromCache: fc.boolean(),
  serverAddress: fc.constantFrom('public', 'private', 'loopback', 'unknown'),
});

const anyContext: fc.Arbitrary<Context> = fc.record({
  scheme: fc.constantFrom('http', 'https'),
  proxy: fc.constantFrom('none', 'known', 'unknown'),
  others: fc.constantFrom('fine', 'failing', 'unknown'),
  online: fc.boolean(),
});

/** Whatever came: a sound diagnosis, founded in what came, the same each time, which changes nothing. */
export const diagnosis = target(
  'diagnosis',
  fc.record({ response: anyResponse, page: fc.option(anyPage), context: anyContext }),
  ({ response, page, context }) => {
    const before = JSON.stringify({ response, page, context });
    const found = diagnose(response, page, context, NOON);
    assertSound(found);
    assertFounded(found, response, page);
    assert.deepEqual(diagnose(structuredClone(response), page, context, NOON), found);
    assert.equal(JSON.stringify({ response, page, context }), before, 'the input was changed');
  },
);

const noise = fc.array(
  fc.record({ name: fc.stringMatching(/^x-noise-[a-z]{1,9}$/), value: anyText }),
  { maxLength: 5 },
);

/** Headers that mean nothing, and the order of those with different names, change no claim. */
export const bystanders = target(
  'bystanders',
  fc.record({
    example: fc.constantFrom(...EXAMPLES.map(({ id }) => id)),
    noise,
    at: fc.nat(40),
    turn: fc.nat(40),
  }),
  ({ example, noise: more, at, turn }) => {
    const { raw, page } = exampleOf(example);
    const { headers } = raw.response;
    const isDistinct = new Set(headers.map(({ name }) => name)).size === headers.length;
    const turned = isDistinct ? [...headers.slice(turn), ...headers.slice(0, turn)] : headers;
    const mixed = [...turned.slice(0, at), ...more, ...turned.slice(at)];
    assert.deepEqual(
      diagnose({ ...raw.response, headers: mixed }, page, HTTPS, NOON),
      diagnose(raw.response, page, HTTPS, NOON),
    );
  },
);
