import { t } from '../platform/i18n';
import type { CardCommand, CardView } from '../protocol/card';
import { Card } from '../ui/card/Card';
import { Pill } from '../ui/card/Pill';

/** What stands in the page. `parted`: this card belongs to a version that is gone. */
export type Shape = 'pill' | 'card' | 'parted';

/** Taken while there is somebody to ask: a card whose version is gone has no words any more. */
const PARTED = { label: t('cardLabel'), text: t('parted'), dismiss: t('dismiss') };

export interface OverlayProps {
  readonly shape: Shape;
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
  readonly onBack: (() => void) | null;
  readonly onCommand: (command: CardCommand) => void;
}

export function Overlay(props: OverlayProps) {
  const { shape, view, now, remediesOpen, announcement, onOpen, onFold } = props;
  return (
    <div class="backsoon">
      {shape === 'parted' ? (
        <section class="card" aria-label={PARTED.label}>
          <p>{PARTED.text}</p>
          <div class="buttons">
            <button type="button" onClick={props.onLeave}>
              {PARTED.dismiss}
            </button>
          </div>
        </section>
      ) : shape === 'card' && view !== null ? (
        <Card
          view={view}
          now={now}
          remediesOpen={remediesOpen}
          onCommand={props.onCommand}
          onBack={props.onBack}
          onRemedies={props.onRemedies}
          onFold={onFold}
        />
      ) : (
        <Pill onOpen={onOpen} />
      )}
      <div class="visually-hidden" role="status">
        {announcement}
      </div>
    </div>
  );
}
