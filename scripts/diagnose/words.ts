import english from '../../public/_locales/en/messages.json' with { type: 'json' };
import { nextStep } from '../../src/core/retry/next-step';
import { classifyStatus } from '../../src/core/watch/status-class';
import type { Answer } from './answer';
import { printable } from './not-a-response';

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

const MESSAGES: Readonly<Record<string, Message>> = english;

/** As browsers do: `$name$` in a message stands for a placeholder, `$1` in it for a substitution. */
function getMessage(key: string, substitutions: readonly string[] = []): string {
  const { message = '', placeholders = {} } = MESSAGES[key] ?? {};
  return message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const content = placeholders[name.toLowerCase()]?.content ?? '';
    return content.replace(/\$(\d)/g, (__, at: string) => substitutions[Number(at) - 1] ?? '');
  });
}

/** The card's own choice of words. It looks them up through the browser, which is the locale file here. */
export async function cardWords(): Promise<typeof import('../../src/ui/card/words')> {
  // webextension-polyfill takes the browser that is there, and asks for an id in both.
  const browser = { runtime: { id: 'backsoon' }, i18n: { getMessage } };
  Object.assign(globalThis, { browser, chrome: browser });
  return await import('../../src/ui/card/words');
}

/** What stands for the site's name where no --url says it. */
const NAMELESS = 'the site';

/** What the card says of a response, and below it what its owner wants to know. */
export async function asText(file: string, answer: Answer, now: number): Promise<string> {
  const lines = [file, '', ...(await cardLines(answer, now)), '', ...ownerLines(answer), ''];
  return lines.map(printable).join('\n');
}

async function cardLines(
  { diagnosis, remedies, incident }: Answer,
  now: number,
): Promise<string[]> {
  const none = reasonForNoCard(diagnosis);
  if (none !== null) return [none];
  const words = await cardWords();
  const site = incident.site === '' ? NAMELESS : incident.site;
  const surroundings = { allowed: 'yes', inView: true, online: true } as const;
  // The middle of what may be drawn for the first wait.
  const step = nextStep(incident, diagnosis, surroundings, now, 0.5);
  return [
    words.headline({ ...diagnosis, site }),
    words.sideSentence(diagnosis),
    ...(step.kind === 'pause' ? [] : [words.nextSentence(step, now)]),
    ...words.remedySentences(remedies).map(({ text }) => `- ${text}`),
  ].map((line) => plain(line, incident.site === ''));
}

/** Without the marks that hold a site's name apart from the sentence, which terminals may show. */
function plain(sentence: string, isNameless: boolean): string {
  const text = sentence.replace(/[\u2068\u2069]/g, '');
  return isNameless ? text.slice(0, 1).toUpperCase() + text.slice(1) : text;
}

/** Why the extension shows no card at such an answer; null where it does. */
function reasonForNoCard({ status, page, author }: Answer['diagnosis']): string | null {
  if (page === 'challenge') return 'No card: this is a bot check.';
  const kind = classifyStatus(status);
  if (kind === 'other') return `No card: ${status} is no failure of a gateway.`;
  return kind === 'perhaps' && author !== 'gateway'
    ? `No card: ${status}, and the page isn't plainly a gateway's own.`
    : null;
}

function ownerLines({ diagnosis, reason }: Answer): string[] {
  const { gateway, path, reference, retry } = diagnosis;
  const asked = retry.notBeforeSeconds === null ? '' : `, not before ${retry.notBeforeSeconds} s`;
  const facts: readonly (readonly [string, string])[] = [
    ['Status', `${diagnosis.status}${reason === null ? '' : ` ${reason}`}`],
    [
      'Gateway',
      gateway === null ? 'none named' : `${gateway.product} (${gateway.family}, ${gateway.role})`,
    ],
    ['Made by', diagnosis.author],
    ['Passed through', path.length === 0 ? 'nothing that says so' : path.join(', ')],
    ['Side', diagnosis.side],
    ['How sure', diagnosis.certainty],
    ['Failed link', diagnosis.failedLink],
    ['Cause', diagnosis.cause],
    ['Reference', reference === null ? 'none' : `${reference.name} ${reference.value}`],
    ['Automatic tries', `${retry.automatic ? 'yes' : 'no'} (${retry.why}${asked})`],
    ['Page', `${diagnosis.page}${diagnosis.selfRefreshing ? ', refreshes itself' : ''}`],
  ];
  const evidence = diagnosis.evidence.map(({ kind, name, value, speaksFor }) => {
    const what = name === undefined ? kind : `${kind} ${name}`;
    return `  ${what}: ${value} (speaks for: ${speaksFor})`;
  });
  return [...facts.map(([name, value]) => `${name}: ${value}`), 'Evidence:', ...evidence];
}
