import fc from 'fast-check';
import { EXAMPLES } from '../../unit/support/gateways';
import { HOSTILE } from '../../unit/support/hostile';

/** Bytes as text, one character each: so they can be kept in JSON. */
export const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

export const anyBytes = fc
  .uint8Array({ maxLength: 40 })
  .map((bytes) => Buffer.from(bytes).toString('latin1'));

/** Any characters, those that turn lines around or show nothing among them. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    '\u202e',
    '\u061c',
    '\u200b',
    '\ufeff',
    '\u2028',
    '\u00ad',
    '\u0000',
    '\u009b',
    '\ud800',
  ),
);

/** What runs patterns and parsers of markup into the ground. */
export const hostilePiece = fc.constantFrom(...HOSTILE);

/** Headers that the catalogue's gateways send. */
export const SEEN = EXAMPLES.flatMap(({ raw }) => raw.response.headers);
