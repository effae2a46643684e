/** Pieces that make a slow pattern run away when they come by the thousand. */
export const HOSTILE: readonly string[] = [
  '<',
  '>',
  ' ',
  '\n',
  '"',
  'x',
  '<script',
  '<script>',
  '<style>',
  '<svg><title>',
  '<a ',
  '<p ',
  '<div>',
  '</div>',
  '<iframe ',
  '<html',
  '<title>',
  '<meta http-equiv="refresh" content="',
  '<form id="',
  '<!--',
  '<!-- ',
  '-->',
  '<!doctype ',
  '<?xml ',
  '&#',
  '&#x',
  '&amp;',
  '="',
  "a='",
  ' a=b',
  '<center><h1>502 ',
  '<h1>Error 503 ',
  'Generated ',
  'Network Error (',
  'Reference #1.',
  'Error code 502 ',
  'upstream ',
  "Can't connect to ",
  '{"message":"',
];

/** A page of nothing but one piece, of a length in characters. */
export function hostilePage(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

/** A piece with a name for a test's title. */
export function pieceOf(piece: string): [name: string, piece: string] {
  return [JSON.stringify(piece), piece];
}
