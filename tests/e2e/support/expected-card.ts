import { answerOf } from '../../../scripts/diagnose/answer';
import { pageOf } from '../../../scripts/diagnose/page';
import { readResponse } from '../../../scripts/diagnose/response';
import { cardWords } from '../../../scripts/diagnose/words';
import { diagnose } from '../../../src/core/diagnosis/diagnose';
import type { AnswerDiagnosis } from '../../../src/core/diagnosis/diagnosis';
import { type Circumstances, compare } from '../../../src/core/others/comparison';
import { MOST_ON_CARD, orderRemedies } from '../../../src/core/remedies/order';
import { nextStep } from '../../../src/core/retry/next-step';
import { classifyStatus } from '../../../src/core/watch/status-class';

/** What is said of a response without a browser: from its bytes, by the way of the command line. */
export interface Expected {
  readonly diagnosis: AnswerDiagnosis;
  /** Null where the page is to stay without a card. */
  readonly card: ExpectedCard | null;
}

/** The sentences of a card. */
export interface ExpectedCard {
  readonly headline: string;
  readonly side: string;
  /** What comes next, by {@link timeless}. */
  readonly next: string;
  readonly remedies: readonly string[];
}

/** What is known around a page that this machine serves, and no other: a plain http page of `site`. */
export interface Around extends Circumstances {
  readonly site: string;
}

/** Judges the bytes of a response to a GET. `now` in ms since the epoch. */
export async function expectedOf(bytes: Buffer, around: Around, now: number): Promise<Expected> {
  const diagnosis = diagnosisOf(bytes, around, now);
  return {
    diagnosis,
    card: getsCard(diagnosis) ? await cardOf(bytes, diagnosis, around, now) : null,
  };
}

/** @throws {NotAResponse} where the bytes are none */
export function diagnosisOf(bytes: Buffer, around: Circumstances, now: number): AnswerDiagnosis {
  const raw = readResponse(bytes);
  const response = { ...raw.response, serverAddress: around.serverAddress };
  return diagnose(response, pageOf(raw), around, now);
}

/** Not a bot check, nor a page that is nobody's failure. */
export function getsCard({ page, status, author }: AnswerDiagnosis): boolean {
  const kind = classifyStatus(status);
  if (page === 'challenge' || kind === 'other') return false;
  return kind !== 'perhaps' || author === 'gateway';
}

async function cardOf(
  bytes: Buffer,
  diagnosis: AnswerDiagnosis,
  around: Around,
  now: number,
): Promise<ExpectedCard> {
  const words = await cardWords();
  const facts = { fromCache: false };
  const ordered = orderRemedies({ askedBy: 'get' }, diagnosis, facts, around);
  const remedies = words.remedySentences(ordered.slice(0, MOST_ON_CARD));
  const { incident } = answerOf(bytes, { url: null, now });
  const surroundings = { allowed: 'yes', inView: true, online: around.online } as const;
  const next = nextStep(incident, diagnosis, surroundings, now, 0.5);
  const view = { ...diagnosis, site: around.site, comparison: compare(diagnosis, around) };
  return {
    headline: plain(words.headline(view)),
    side: plain(words.sideWithReason(view)),
    next: timeless(words.nextSentence(next, now)),
    remedies: remedies.map(({ text }) => text),
  };
}

/** What comes next, without the time of the next try, which is drawn, and moves while one looks. */
export function timeless(next: string): string {
  return /^Trying/.test(next) ? 'Trying again.' : plain(next);
}

/** Without the marks that hold a site's name apart from the sentence. */
export function plain(text: string): string {
  return text.replace(/[\u2066-\u2069]/g, '').trim();
}
