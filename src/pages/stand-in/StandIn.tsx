import { siteOf } from '../../core/address/site';
import { t } from '../../platform/i18n';
import type { Shown } from '../../presence/place';
import { Card } from '../../ui/card/Card';

export interface StandInProps extends Shown {
  /** The failing address, in full. */
  readonly address: string;
  /** What came of copying the details, for screen readers; '' before. */
  readonly copied: string;
}

/** An address of more characters than this scrolls in a box of its own: the card stays in sight. */
const LONG = 300;

/** The page in place of one that failed: what was to stand there, and the card that explains it. */
export function StandIn(props: StandInProps) {
  const { address, view, now, remediesOpen, announcement, onBack } = props;
  return (
    <main class="stand-in">
      <header>
        <h1>
          <bdi>{siteOf(address)}</bdi>
        </h1>
        {address.length > LONG ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled with keys too
          <p class="address long" tabIndex={0}>
            <bdi dir="ltr">{address}</bdi>
          </p>
        ) : (
          <p class="address">
            <bdi dir="ltr">{address}</bdi>
          </p>
        )}
      </header>
      <div class="backsoon in-place">
        {view === null ? (
          <p class="card asking">
            <span class="dots" />
            {t('trying')}
          </p>
        ) : (
          <Card
            view={view}
            now={now}
            remediesOpen={remediesOpen}
            onCommand={props.onCommand}
            onBack={onBack}
            onRemedies={props.onRemedies}
            onFold={null}
          />
        )}
      </div>
      <footer>
        {onBack === null ? null : (
          <button type="button" onClick={onBack}>
            {t('standInBack')}
          </button>
        )}
        <p>{t('standInWhy')}</p>
      </footer>
      <div class="visually-hidden" role="status">
        {announcement}
      </div>
      <div class="visually-hidden" role="status">
        {props.copied}
      </div>
    </main>
  );
}
