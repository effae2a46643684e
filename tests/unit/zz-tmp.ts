import fc from 'fast-check';
import { redactAddress } from '../../src/core/address/redact.ts';

const anAddress = fc
  .tuple(
    fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['http', 'https'] }),
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '?', '/', '?token=', ';', '&', '//a:b@', '…', '%E2%80%A6', '%'),
  )
  .map(([url, a, b, mark]) => `${url}${mark}${a}${mark}${b}`);
const piece = fc.constantFrom(
  'a1b2c3d4e5',
  'token=',
  'key',
  '?',
  '&',
  ';',
  '/',
  '//',
  '@',
  '…',
  '%E2%80%A6',
  '%',
  '=',
  '-',
  '!',
  '..',
  '.',
  '\\',
  'x',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  ' ',
  '%2',
  'ü',
);
const mixed = fc.array(piece, { maxLength: 40 }).map((p) => 'https://h.example/' + p.join(''));
for (const arb of [
  anAddress,
  mixed,
  fc.tuple(anAddress, fc.string({ minLength: 250, maxLength: 700 })).map((x) => x.join('')),
])
  console.log(
    fc.check(
      fc.property(arb, (u) => {
        const o = redactAddress(u);
        return redactAddress(o) === o && o.length <= 300;
      }),
      { numRuns: 40000 },
    ).counterexample,
  );
