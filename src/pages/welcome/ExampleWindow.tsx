import { direction, t } from '../../platform/i18n';
import type { CardCommand } from '../../protocol/card';
import { Card } from '../../ui/card/Card';
import { Pill } from '../../ui/card/Pill';
import { CARD_STYLE } from './card-style';
import { EXAMPLE_SITE, type Example, viewOf } from './example';
import { ShadowRoot } from './ShadowRoot';

export interface ExampleProps {
  readonly example: Example;
  /** ms since the epoch */
  readonly now: number;
  /** What just happened, for screen readers. */
  readonly announcement: string;
  readonly onCommand: (command: CardCommand) => void;
  readonly onFold: () => void;
  readonly onUnfold: () => void;
  readonly onRemedies: () => void;
  readonly onAgain: () => void;
}

/** A little window with a page in it that fails, and the very card that would stand in it. */
export function ExampleWindow(props: ExampleProps) {
  const { example, now } = props;
  const isOver = example.part.kind === 'over';
  const view = viewOf(example, now);
  return (
    <section class="window" aria-label={t('welcomeExampleLabel')}>
      <div class="bar" aria-hidden="true">
        <span class="knobs" />
        <span class="address" translate={false} dir="ltr">
          {EXAMPLE_SITE}
        </span>
      </div>
      <div class={isOver ? 'page open' : 'page'}>
        {isOver ? (
          <div class="served">
            <Cup />
            <p class="headline">{t('welcomeExampleOpen')}</p>
            <p>{t('welcomeExampleServed')}</p>
          </div>
        ) : (
          <p class="failed" translate={false} lang="en" dir="ltr">
            502 Bad Gateway
          </p>
        )}
        {view === null ? (
          <button type="button" class="again" onClick={props.onAgain}>
            {t('welcomeExampleAgain')}
          </button>
        ) : null}
        <div class="place">
          <ShadowRoot style={CARD_STYLE} dir={direction()}>
            <div class="backsoon">
              {view === null ? null : example.shape === 'pill' ? (
                <Pill onOpen={props.onUnfold} />
              ) : (
                <Card
                  view={view}
                  now={now}
                  remediesOpen={example.remediesOpen}
                  onCommand={props.onCommand}
                  onBack={null}
                  onRemedies={props.onRemedies}
                  onFold={props.onFold}
                />
              )}
              <div class="visually-hidden" role="status">
                {props.announcement}
              </div>
            </div>
          </ShadowRoot>
        </div>
      </div>
    </section>
  );
}

/** The tea house's own drawing: it is a page, and no part of the extension's looks. */
function Cup() {
  return (
    <svg
      width="56"
      height="56"
      viewBox="0 0 56 56"
      fill="none"
      stroke="currentColor"
      stroke-width="2.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d="M12 24h28v10a12 12 0 0 1-12 12h-4a12 12 0 0 1-12-12zM40 27h3a5 5 0 0 1 0 10h-3.5M8 50h36M20 17c-3-4 3-5 0-9M30 17c-3-4 3-5 0-9" />
    </svg>
  );
}
