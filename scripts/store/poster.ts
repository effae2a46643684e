import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

interface Poster {
  readonly name: string;
  readonly heading: string;
  /** Below the heading; may be empty. */
  readonly text: string;
  /** The address of a picture to show beside the words, if any. */
  readonly picture?: string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Sizes are parts of the poster's height, so that one sheet serves every form. */
const STYLE = `
  html { block-size: 100%; font-size: 16px; }
  body {
    display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); align-items: center;
    gap: 5vw; box-sizing: border-box; block-size: 100vh; margin: 0; padding: 8vh 7vw; overflow: hidden;
    background: linear-gradient(100deg, var(--paper-2) 62%, var(--accent-soft) 62.1%); color: var(--ink);
    font-family: var(--font);
  }
  .mark { display: flex; align-items: center; gap: 2.5vh; font-size: 8vh; font-weight: 700; margin: 0; }
  .mark svg { block-size: 15vh; inline-size: auto; flex: none; }
  h1 { margin: 5vh 0 0; font-size: 9.5vh; line-height: 1.15; text-wrap: balance; }
  .beside h1 { font-size: 6.5vh; }
  p { margin: 3.5vh 0 0; font-size: max(3.8vh, 13px); line-height: 1.4; color: var(--ink-2); text-wrap: pretty; }
  img { justify-self: center; max-block-size: 82vh; max-inline-size: 100%; border-radius: var(--radius); box-shadow: var(--shadow); }
`;

/** A page in the product's look: its mark, a heading, a sentence, and a picture beside them if there is one. */
export function posterPage({ name, heading, text, picture }: Poster): string {
  const beside = picture === undefined ? '' : `<img src="${escaped(picture)}" alt="">`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(name)}</title>
<style>${read('src/ui/tokens.css')}${read('src/ui/page-tokens.css')}${STYLE}</style>
<body class="${picture === undefined ? 'alone' : 'beside'}">
<main>
<div class="mark">${read('design/logo.svg')}<span>${escaped(name)}</span></div>
<h1>${escaped(heading)}</h1>
${text === '' ? '' : `<p>${escaped(text)}</p>`}
</main>
${beside}
</body>
</html>
`;
}
