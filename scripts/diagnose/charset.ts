/** How much of a body is searched for its encoding: 1024 bytes (HTML Standard, "prescan"). */
const PRESCAN = 1_024;

/**
 * Text of a body: by its byte order mark, else by the charset of Content-Type, else by that of a
 * `<meta>`, else as UTF-8; so too where nobody knows the named charset.
 */
export function decode(body: Buffer, contentType: string | null): string {
  const label = markOf(body) ?? charsetOf(contentType ?? '') ?? metaCharset(body) ?? 'utf-8';
  return decoderFor(label).decode(body);
}

function markOf(body: Buffer): string | null {
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  return body[0] === 0xff && body[1] === 0xfe ? 'utf-16le' : null;
}

function charsetOf(text: string): string | null {
  return /\bcharset\s{0,20}=\s{0,20}["']?([\w:.-]{1,40})/i.exec(text)?.[1] ?? null;
}

/** A `<meta>` that can be read byte by byte can't be in UTF-16, whatever it says. */
function metaCharset(body: Buffer): string | null {
  const start = body.toString('latin1', 0, PRESCAN);
  const label = charsetOf(/<meta\b[^>]{0,300}\bcharset\b[^>]{0,100}/i.exec(start)?.[0] ?? '');
  return label !== null && /^utf-16/i.test(label) ? 'utf-8' : label;
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}
