import { foreign, plural, t } from '../platform/i18n';
import type { CheckedPage } from '../protocol/parts';

/** What "Check this page" found: `asked` while it looks, `lost` where the background didn't answer. */
export type PartsShown = CheckedPage | 'asked' | 'lost' | undefined;

/** Which parts of a page that works failed, on a click only; and what can't be seen. */
export function Parts({ parts, onCheck }: { parts: PartsShown; onCheck: () => void }) {
  const isAsked = parts === 'asked';
  return (
    <div class="parts">
      <button
        type="button"
        class="quiet"
        aria-disabled={isAsked}
        onClick={() => {
          if (!isAsked) onCheck();
        }}
      >
        {t('partsCheck')}
      </button>
      <div role="status">
        <Findings parts={parts} />
      </div>
    </div>
  );
}

function Findings({ parts }: { parts: PartsShown }) {
  if (parts === undefined) return null;
  if (parts === 'asked') return <p class="hint">{t('partsChecking')}</p>;
  if (parts === 'lost') return <p>{t('popupError')}</p>;
  if (parts === null) return <p>{t('partsClosed')}</p>;
  const { failed, others, untold, unseenFrames, isFull } = parts;
  return (
    <>
      {failed.length === 0 ? <p>{t('partsFine')}</p> : null}
      {failed.map(({ site, status, requests }, at) => (
        <p key={`${status} ${site}`} class="part">
          {plural(at === 0 ? 'partsFailed' : 'partsAlso', requests, foreign(site), String(status))}
        </p>
      ))}
      {others === 0 ? null : <p class="part">{plural('partsOthers', others)}</p>}
      <ul class="hint unseen">
        {untold === 0 ? null : <li>{plural('partsUntold', untold)}</li>}
        {unseenFrames === 0 ? null : <li>{plural('partsFrames', unseenFrames)}</li>}
        {isFull ? <li>{t('partsFull')}</li> : null}
        <li>{t('partsLimits')}</li>
      </ul>
    </>
  );
}
