const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A page with all pictures of a variant, small, side by side. `stories` are names of PNG files beside it. */
export const contactSheet = (
  variant: string,
  stories: readonly string[],
): string => `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>${escaped(variant)}</title>
  <style>
    body { margin: 24px; background: #8b8b8b; color: #000; font: 14px system-ui, sans-serif; }
    main { display: grid; grid-template-columns: repeat(auto-fill, 360px); gap: 24px 16px; }
    figure { margin: 0; }
    img { display: block; max-inline-size: 100%; max-block-size: 420px; object-fit: cover; object-position: top right; }
    figcaption { margin-block-end: 4px; font-weight: 600; overflow-wrap: anywhere; }
  </style>
  <h1>${escaped(variant)}</h1>
  <main>
    ${stories
      .map(
        (story) =>
          `<figure><figcaption>${escaped(story)}</figcaption><a href="${escaped(story)}.png"><img src="${escaped(story)}.png" alt="${escaped(story)}"></a></figure>`,
      )
      .join('\n    ')}
  </main>
</html>
`;
