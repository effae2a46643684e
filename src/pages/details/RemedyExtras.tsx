import { ACTS } from '../../core/remedies/actions';
import { t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import type { RemedyFact } from './facts';
import { type OnRemedy, RemedyButton } from './RemedyButton';
import { FORGET_ADDRESSES, type Key, SHORTCUTS, type Shortcuts } from './shortcuts';

interface RemedyExtrasProps {
  id: RemedyFact;
  failure: DetailsFailure | null;
  onRemedy: OnRemedy;
}

/** What stands below a remedy's text: keys to press, commands, a link, a button that does it. */
export function RemedyExtras({ id, failure, onRemedy }: RemedyExtrasProps) {
  const act = ACTS.find((one) => one === id);
  const canAct = act !== undefined && failure?.acts.includes(act) === true;
  return (
    <>
      {canAct && id === 'K47' ? null : <Extra id={id} failure={failure} />}
      {canAct && <RemedyButton act={act} failure={failure} onRemedy={onRemedy} />}
    </>
  );
}

function Extra({ id, failure }: Omit<RemedyExtrasProps, 'onRemedy'>) {
  if (id === 'K45') return <Commands />;
  if (id === 'K47') {
    return (
      <p>
        <a href="https://web.archive.org/" rel="noreferrer">
          {t('detailsArchive')}
        </a>
      </p>
    );
  }
  if (id === 'K46' && failure !== null) {
    const hasReference = failure.reference !== null;
    return (
      <p>
        <a href="#happened">
          {t(hasReference ? 'detailsWhatToSend' : 'detailsWhatToSendNoReference')}
        </a>
      </p>
    );
  }
  const shortcuts = SHORTCUTS[id];
  return shortcuts === undefined ? null : <dl class="keys">{shortcuts.map(shortcut)}</dl>;
}

function shortcut({ system, ways }: Shortcuts) {
  return (
    <div key={system}>
      <dt>{t(system)}</dt>
      {ways.map((keys) => (
        // Keys are pressed from left to right in every language.
        <dd key={keys.map(label).join()} dir="ltr">
          {keys.map((key) => (
            <kbd key={label(key)}>{label(key)}</kbd>
          ))}
        </dd>
      ))}
    </div>
  );
}

function label(key: Key): string {
  return 'name' in key ? t(key.name) : key.printed;
}

function Commands() {
  return (
    <dl class="commands">
      {FORGET_ADDRESSES.map(({ system, command }) => (
        <div key={system}>
          <dt>{t(system)}</dt>
          <dd dir="ltr">
            <code translate={false}>{command}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
