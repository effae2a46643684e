import fc from 'fast-check';
import { answerOf, asJson } from '../../../scripts/diagnose/answer';
import { NotAResponse, printable } from '../../../scripts/diagnose/not-a-response';
import { MOST_ON_CARD } from '../../../src/core/remedies/order';
import { EXAMPLES } from '../../unit/support/gateways';
import { NOON } from '../../unit/support/samples';
import { assert } from '../assert';
import { mutatedText } from '../mutations';
import { assertSound } from '../sound';
import { target } from '../target';
import { anyBytes, bytesOf, hostilePiece } from './pieces';

/** What framing is made of, in places where it means something and where it doesn't. */
const PIECES = [
  ...['HTTP/1.1 502 Bad\r\n', 'HTTP/2 200\n', 'HTTP/1.1 100\r\n\r\n', 'HTTP/1.1 304 x\r\n\r\n'],
  ...['\r\n', '\n', '\r', '\r\n\r\n', ' folded\r\n', ': \r\n', '\ufeff', '\xef\xbb\xbf', '\0'],
  ...['Transfer-Encoding: chunked\r\n', 'Transfer-Encoding: gzip, chunked\r\n'],
  ...['Content-Encoding: br\r\n', 'Content-Encoding: gzip\r\n', 'Content-Encoding: deflate\r\n'],
  ...['Content-Length: 5\r\n', 'Content-Length: 99999999999\r\n', 'Content-Length: -1\r\n'],
  ...['5\r\n', '0\r\n\r\n', 'ffffffff\r\n', '1;a=b\r\n', '\x1f\x8b', '\x78\x9c', '\xff\xfe'],
  ...['Content-Type: text/html; charset=utf-16\r\n', 'Content-Type: image/png\r\n'],
  ...['Content-Type: application/xml\r\n', '<?xml version="1.0"?>', '<![CDATA[', '<meta charset='],
];

const bytes = mutatedText(
  fc.oneof(
    fc.constantFrom('', 'HTTP/1.1 502 Bad Gateway\r\n\r\n'),
    fc.constantFrom(...EXAMPLES.map(({ sent }) => sent.toString('latin1'))),
  ),
  fc.oneof(fc.constantFrom(...PIECES), anyBytes, hostilePiece),
).map((text) => bytesOf(text).toString('latin1'));

const ONE_LINE = /^[^\p{Cc}]{1,300}$/u;

/** Whatever the bytes: an answer on one line that is sound, or a refusal on one line. */
export const response = target(
  'response',
  fc.record({ bytes, head: fc.boolean() }),
  ({ bytes: sent, head }) => {
    try {
      const answer = answerOf(bytesOf(sent), { url: null, now: NOON, head });
      assertSound(answer.diagnosis);
      assert(answer.remedies.length <= MOST_ON_CARD);
      const line = asJson('-', answer);
      assert.equal(line, printable(line), 'a line that a terminal would act on');
      assert.deepEqual(JSON.parse(line).evidence, answer.diagnosis.evidence);
    } catch (error) {
      if (!(error instanceof NotAResponse)) throw error;
      assert.match(error.message, ONE_LINE);
    }
  },
);
