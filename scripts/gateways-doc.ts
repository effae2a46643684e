import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CATALOGUE, type HeaderMark, type Signature } from '../src/core/diagnosis/catalogue';
import { HEADERS, SERVERS, VIAS } from '../src/core/diagnosis/path';
import coverage from '../tests/data/coverage.json';

const FILE = fileURLToPath(new URL('../docs/gateways.md', import.meta.url));

const INTRODUCTION = `# The gateways that Backsoon knows

Written by \`npm run gateways-doc\` from the catalogue; a unit test fails where it is stale.

**Adding a gateway is one entry and one example.** The entry goes into a file of
\`src/core/diagnosis/catalogue\`, the example into \`tests/data/gateways/<entry>.http\`: a response as
\`curl -i\` prints it, short and of your own making, with the facts and none of the page's licensed texts.
Then \`npx vitest run tests/unit/core/diagnosis\` and \`npm run gateways-doc\`. The tests fail where either
is missing, where two families claim one example with certainty, where an article that quotes the page
is taken for it, and where a pattern could run away.

- The \`Server\` header names nobody: many gateways replace the origin's or pass it on. The page's skeleton
  does, or a header that only the author of the page sends.
- **certain** says that nobody else sends this. **likely** leaves room for a doubt. **perhaps** is listed
  with the evidence and names nobody.
- *All* conditions of a row must hold. \`page\` is the skeleton (tags without attributes, closing tags or
  what browsers add), \`text\` what one reads, \`markup\` a mark in the attributes, \`not\` a header that only
  an answer that was passed on has.
- The page may have 1,500 characters of text, where no other number is given: a gateway says little, and
  an article about it much.
`;

/** Text as code in a table's cell: bars would end the cell, and backticks the code. */
function code(text: string): string {
  const escaped = text.replaceAll('|', '\\|');
  return escaped.includes('`') ? `\`\` ${escaped} \`\`` : `\`${escaped}\``;
}

const headerText = ({ name, value }: HeaderMark): string =>
  value === undefined ? name : `${name}: ${value}`;

function recognisedBy(entry: Signature): string {
  const { statuses, headers = [], without = [], title, skeleton, words, markup } = entry;
  const patterns = { title, page: skeleton, text: words, markup, reason: entry.reason };
  const conditions = [
    ...(statuses === undefined ? [] : [`status ${statuses.join(', ')}`]),
    ...headers.map((mark) => `header ${code(headerText(mark))}`),
    ...without.map((mark) => `not ${code(headerText(mark))}`),
    ...Object.entries(patterns).flatMap(([where, pattern]) =>
      pattern === undefined ? [] : [`${where} ${code(String(pattern))}`],
    ),
    ...(entry.empty === true ? ['no body'] : []),
    ...(entry.longest === undefined ? [] : [`at most ${entry.longest} characters`]),
  ];
  return conditions.join('<br>');
}

function sideOf({ side, gateway, sideCertainty, certainty }: Signature): string {
  if (certainty === 'perhaps') return '';
  const isForward = gateway.role === 'forward-proxy';
  const said = side ?? (isForward ? 'visitor' : 'site');
  const sure = sideCertainty ?? (isForward ? 'likely' : 'certain');
  return said === 'unknown' ? 'unknown' : `${said}, ${sure}`;
}

/** A meaning that holds always, or for some statuses. */
function byStatus(meaning: string | Readonly<Partial<Record<number, string>>>): string {
  if (typeof meaning === 'string') return meaning;
  return Object.entries(meaning)
    .map(([status, what]) => `${status} ${what}`)
    .join(', ');
}

function meaningOf(entry: Signature): string {
  const { failedLink, cause, causes } = entry;
  const told = causes?.codes.map((one) => `${code(String(one.code))} ${one.cause}`) ?? [];
  const where = typeof causes?.in === 'object' ? code(causes.in.header) : causes?.in;
  return [
    ...(failedLink === undefined ? [] : [`link: ${byStatus(failedLink)}`]),
    ...(cause === undefined ? [] : [`cause: ${byStatus(cause)}`]),
    ...(told.length === 0 ? [] : [`by ${where}: ${told.join(', ')}`]),
    ...(entry.quotesError === true ? ['quotes the error that it met'] : []),
    ...(entry.reference === undefined ? [] : [`reference: ${entry.reference.name}`]),
  ].join('<br>');
}

function row(entry: Signature): string {
  const { id, gateway, certainty } = entry;
  const cells = [
    `[${id}](../tests/data/gateways/${id}.http)`,
    gateway.product,
    `${gateway.family}, ${gateway.role}`,
    recognisedBy(entry),
    certainty,
    sideOf(entry),
    meaningOf(entry),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The marks of `path.ts`, a line each: header, family, and the pattern of the value. */
function pathRows(): string[] {
  const marks = [
    ...SERVERS.map((mark) => ({ ...mark, name: 'server' })),
    ...VIAS.map((mark) => ({ ...mark, name: 'via' })),
    ...HEADERS,
  ];
  return marks
    .map(({ family, name, value }) => {
      return `| ${family} | ${code(value === undefined ? name : `${name}: ${value}`)} |`;
    })
    .sort();
}

function coverageRows(): string[] {
  return Object.entries(coverage).map(([mark, places]) => `| ${mark} | ${places.join(', ')} |`);
}

/** The whole of docs/gateways.md. */
export function gatewaysDoc(): string {
  const families = new Set(CATALOGUE.map(({ gateway }) => gateway.family));
  return [
    INTRODUCTION,
    `## Pages: ${CATALOGUE.length} of ${families.size} families`,
    '',
    '| Entry and example | Product | Family, role | Recognised by | Certainty | Side | Meaning |',
    '|---|---|---|---|---|---|---|',
    ...CATALOGUE.map(row),
    '',
    '## Marks of the path',
    '',
    'They say who an answer passed, never who made it.',
    '',
    '| Family | Header |',
    '|---|---|',
    ...pathRows(),
    '',
    '## Known marks, and where they are worked in',
    '',
    '`path:` is a mark of the path, `standards` are Proxy-Status, Cache-Status and headers that tell what',
    'the origin answered, `unseen` leaves nothing that a visitor receives.',
    '',
    '| Mark | Entries |',
    '|---|---|',
    ...coverageRows(),
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, gatewaysDoc());
