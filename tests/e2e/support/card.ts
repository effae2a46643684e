/** The extension marks the element that carries its closed shadow root with this attribute. */
export const HOST_SELECTOR = '[data-backsoon]';

/** CSS pixels of the viewport. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The extension's card in a page, seen through its closed shadow root. */
export interface CardHandle {
  /** False when there is no host element; never throws for pages without one. */
  exists(): Promise<boolean>;
  /** Host elements in the document: more than one is a bug of the extension. */
  count(): Promise<number>;
  /** Runs `fn` with the closed root; throws when there is none. Argument and result travel as JSON. */
  evaluate<T, A = undefined>(fn: (root: ShadowRoot, arg: A) => T | Promise<T>, arg?: A): Promise<T>;
  /** Visible text of the root. */
  text(): Promise<string>;
  /** Waits until text() contains, matches or satisfies the predicate, and returns it. A missing card has the text ''. */
  waitFor(
    predicate: string | RegExp | ((text: string) => boolean),
    options?: { readonly timeout?: number },
  ): Promise<string>;
  /** A trusted click in the middle of the element, once it is there, stands still and nothing covers it. */
  click(selector: string): Promise<void>;
  hover(selector: string): Promise<void>;
  /** Of the host element, or of the first element for the selector inside the root. */
  box(selector?: string): Promise<Box>;
}
