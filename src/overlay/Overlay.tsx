import type { Theme } from '../core/settings/theme';
import { t } from '../platform/i18n';
import type { Shown } from '../presence/place';
import { Card } from '../ui/card/Card';
import { Pill } from '../ui/card/Pill';

/** Taken while there is somebody to ask: a card whose version is gone has no words any more. */
const PARTED = { label: t('cardLabel'), text: t('parted'), dismiss: t('dismiss') };

export interface OverlayProps extends Shown {
  readonly theme: Theme;
}

export function Overlay(props: OverlayProps) {
  const { shape, view, now, remediesOpen, announcement, theme, onOpen, onFold } = props;
  return (
    <div class="backsoon" data-theme={theme}>
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
