/// <reference types="vite/client" />

/** `executeScript`'s way to a script: built as one self-contained file, imported as its path. */
declare module '*?script&iife' {
  const file: string;
  export default file;
}
