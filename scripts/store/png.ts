/** What a PNG file says of itself in its first chunk, IHDR (https://www.w3.org/TR/png-3/#11IHDR). */
export interface PngHead {
  readonly width: number;
  readonly height: number;
  /** The Chrome Web Store refuses pictures with transparency. */
  readonly hasAlpha: boolean;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const COLOUR_TYPES_WITH_ALPHA = [4, 6];

/** Throws for what is no PNG file. */
export function pngHead(bytes: Uint8Array): PngHead {
  if (bytes.length < 26 || SIGNATURE.some((byte, at) => bytes[at] !== byte))
    throw new Error('This is no PNG file.');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    hasAlpha: COLOUR_TYPES_WITH_ALPHA.includes(view.getUint8(25)),
  };
}
