import type { CardCommand, CardView, TryOutcome } from '../protocol/card';
import type { Reply } from './background-link';

/** What stands there. `parted`: this card belongs to a version that is gone. */
export type Shape = 'pill' | 'card' | 'parted';

/** All that is drawn. */
export interface Shown {
  readonly shape: Shape;
  /** null until the background has said what there is to show. */
  readonly view: CardView | null;
  readonly now: number;
  readonly remediesOpen: boolean;
  /** What a screen reader is told; changes only when something happens. */
  readonly announcement: string;
  /** Takes the card away without a word to anyone. */
  readonly onLeave: () => void;
  readonly onOpen: () => void;
  readonly onFold: () => void;
  readonly onRemedies: () => void;
  /** null: this tab has no page before this one. */
  readonly onBack: (() => void) | null;
  readonly onCommand: (command: CardCommand) => void;
}

/** Where a presence stands: in a page that failed, or on a page of ours in the place of one. */
export interface Place {
  /** Where the card is drawn; null while nothing is. */
  readonly mount: HTMLElement | null;
  /** Whether the visitor was asked to stay when it was to be loaded, and stayed. */
  readonly isKept: boolean;
  /** Resolves once something can be drawn. */
  ready(): Promise<void>;
  /** Tells the background what stands here. Its order comes back. */
  report(): Promise<Reply>;
  /** `onNewRoot`: what was drawn is gone, and has to be drawn anew. */
  draw(shown: Shown, onNewRoot: () => void): void;
  /** Takes away what was drawn. */
  remove(): void;
  /** Asks for the failing address. */
  ask(): Promise<TryOutcome>;
  /** Loads the failing address again. */
  load(): Promise<void>;
  /** Opens the failing address with a GET, whatever brought the page. */
  open(): void;
  /** Goes to the page before; null where there is none. */
  back(): (() => void) | null;
}
