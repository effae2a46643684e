import type { ComponentChildren } from 'preact';
import { foreign, t } from '../../platform/i18n';
import type { ClearDataState } from '../../protocol/pages';
import { Brand } from '../../ui/Brand';

export interface ClearDataProps {
  /** null: nobody answered. */
  readonly state: ClearDataState | null;
  /** Whether a "yes" would count by now. */
  readonly ready: boolean;
  /** The visitor didn't let the browser allow it. */
  readonly refused: boolean;
  readonly onYes: () => void;
  readonly onClose: () => void;
}

/** Asks whether cookies and data of a site are really to be cleared, and tells what came of it. */
export function ClearData(props: ClearDataProps) {
  const { state } = props;
  if (state?.went === 'cleared') {
    return <Said heading="clearDataDone" about={state} onClose={props.onClose} />;
  }
  if (state?.went === 'refused') {
    return <Said heading="clearDataRefused" about={null} onClose={props.onClose} />;
  }
  if (state === null || state.failure === null) {
    return <Said heading="clearDataGone" about={null} onClose={props.onClose} />;
  }
  return <Question {...props} state={state} failure={state.failure} />;
}

function Question({
  state: { allowed },
  failure: { site, domain, loads, isPrivate },
  ready,
  refused,
  onYes,
  onClose,
}: ClearDataProps & {
  state: ClearDataState;
  failure: NonNullable<ClearDataState['failure']>;
}) {
  return (
    <Sheet>
      <h1>{t('clearDataHeading', foreign(site))}</h1>
      <p class="urgent">{t('clearDataSignsOut', foreign(site))}</p>
      <p>
        {domain === null
          ? t('clearDataHostAlone', foreign(site))
          : t('clearDataDomain', foreign(site), foreign(domain))}
      </p>
      {isPrivate && domain === null ? <p>{t('clearDataPrivate')}</p> : null}
      <p>{t(loads ? 'clearDataLoads' : 'clearDataLoadsNot')}</p>
      {allowed ? null : <p>{t('clearDataAsks')}</p>}
      <div class="buttons">
        <button type="button" class="cancel" onClick={onClose}>
          {t('clearDataCancel')}
        </button>
        <button
          type="button"
          class="yes"
          aria-disabled={!ready}
          onClick={(event) => {
            if (event.isTrusted) onYes();
          }}
        >
          {t('clearDataYes')}
        </button>
      </div>
      <p class="hint" role="status">
        {refused ? t('clearDataNotAllowed') : ''}
      </p>
    </Sheet>
  );
}

function Said({
  heading,
  about,
  onClose,
}: {
  heading: 'clearDataDone' | 'clearDataRefused' | 'clearDataGone';
  about: ClearDataState | null;
  onClose: () => void;
}) {
  const failure = about?.failure ?? null;
  return (
    <Sheet>
      <h1 tabIndex={-1}>{t(heading)}</h1>
      {failure === null ? null : (
        <p>{t(failure.loads ? 'clearDataLoading' : 'outcomeDataNotLoaded')}</p>
      )}
      <div class="buttons">
        <button type="button" class="primary" onClick={onClose}>
          {t('clearDataClose')}
        </button>
      </div>
    </Sheet>
  );
}

function Sheet({ children }: { children: ComponentChildren }) {
  return (
    <div class="clear-data">
      <Brand />
      <main class="sheet">{children}</main>
    </div>
  );
}
