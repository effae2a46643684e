/** What is known of a package, by the heading of its column. */
export type Facts = Readonly<Record<string, string>>;

/** A row of a table in docs/dependencies.md. */
export interface Row {
  readonly name: string;
  /** What stands in it, by the heading of the column. */
  readonly cells: Facts;
}

const cellsOf = (line: string): string[] => line.slice(2, -2).split(' | ');

const isRow = (line: string): boolean => line.startsWith('| ') && line.endsWith(' |');

/** The headings above each row. */
function* rowsWithHeadings(lines: readonly string[]): Generator<[number, string[], string[]]> {
  let headings: string[] = [];
  for (const [at, line] of lines.entries()) {
    if (!isRow(line)) continue;
    const cells = cellsOf(line);
    if (cells[0] === 'Package') headings = cells;
    else yield [at, headings, cells];
  }
}

const nameIn = (cells: readonly string[]): string => (cells[0] ?? '').replaceAll('`', '');

/** The rows of all tables of packages in a document. */
export function rowsOf(document: string): Row[] {
  return [...rowsWithHeadings(document.split('\n'))].map(([, headings, cells]) => ({
    name: nameIn(cells),
    cells: Object.fromEntries(headings.map((heading, column) => [heading, cells[column] ?? ''])),
  }));
}

/** The document with these facts in its cells; what isn't known stays as it is. */
export function fill(document: string, facts: (name: string) => Facts): string {
  const lines = document.split('\n');
  for (const [at, headings, cells] of rowsWithHeadings(lines)) {
    const known = facts(nameIn(cells));
    const filled = cells.map((cell, column) => known[headings[column] ?? ''] ?? cell);
    lines[at] = `| ${filled.join(' | ')} |`;
  }
  return lines.join('\n');
}
