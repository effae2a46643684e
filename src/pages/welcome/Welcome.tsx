import { foreign, type MessageKey, t } from '../../platform/i18n';
import { Brand } from '../../ui/Brand';
import { Icon } from '../../ui/Icon';
import { bell, explain, form, type IconShape, pin, retry, wrench } from '../../ui/icons';
import { type ExampleProps, ExampleWindow } from './ExampleWindow';
import { type Standing, StandingNotice } from './Standing';

export interface WelcomeProps {
  readonly standing: Standing;
  /** Whether the toolbar shows the button; null where nobody says. */
  readonly pinned: boolean | null;
  /** What just happened to the access, for screen readers. */
  readonly announcement: string;
  readonly example: ExampleProps;
  readonly onAccess: () => void;
  readonly onSettings: () => void;
  readonly onMore: () => void;
}

const DOES: readonly { icon: IconShape; title: MessageKey; text: MessageKey }[] = [
  { icon: explain, title: 'welcomeDoesExplainTitle', text: 'welcomeDoesExplain' },
  { icon: retry, title: 'welcomeDoesRetryTitle', text: 'welcomeDoesRetry' },
  { icon: form, title: 'welcomeDoesFormsTitle', text: 'welcomeDoesForms' },
  { icon: bell, title: 'welcomeDoesWatchTitle', text: 'welcomeDoesWatch' },
  { icon: wrench, title: 'welcomeDoesOwnerTitle', text: 'welcomeDoesOwner' },
];

const PRIVACY: readonly { title: MessageKey; text: MessageKey }[] = [
  { title: 'welcomeReadsTitle', text: 'welcomeReads' },
  { title: 'welcomeKeepsTitle', text: 'welcomeKeeps' },
  { title: 'welcomeAsksTitle', text: 'welcomeAsks' },
];

/** What such a page says, in every language. */
const AN_ERROR = '502 Bad Gateway';

/** The page that opens once, after the installation. */
export function Welcome(props: WelcomeProps) {
  return (
    <div class="welcome">
      <Brand />
      <main>
        <div class="hero">
          <h1>{t('welcomeHeading')}</h1>
          <p class="lead">{t('welcomeLead', foreign(AN_ERROR))}</p>
          <StandingNotice standing={props.standing} onAccess={props.onAccess} />
          {props.pinned === true ? null : (
            <p class="pin">
              <Icon shape={pin} size={18} />
              {t('welcomePin')}
            </p>
          )}
        </div>
        <section aria-labelledby="try">
          <h2 id="try">{t('welcomeTry')}</h2>
          <p class="hint">{t('welcomeTryHint')}</p>
          <ExampleWindow {...props.example} />
        </section>
        <section aria-labelledby="does">
          <h2 id="does">{t('welcomeDoes')}</h2>
          <ul class="does">
            {DOES.map(({ icon, title, text }) => (
              <li key={title}>
                <Icon shape={icon} size={22} />
                <h3>{t(title)}</h3>
                <p>{t(text)}</p>
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="privacy">
          <h2 id="privacy">{t('welcomePrivacy')}</h2>
          <dl class="privacy">
            {PRIVACY.map(({ title, text }) => (
              <div key={title}>
                <dt>{t(title)}</dt>
                <dd>{t(text)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <div class="on">
          <button type="button" onClick={props.onSettings}>
            {t('welcomeSettings')}
          </button>
          <button type="button" class="quiet" onClick={props.onMore}>
            {t('welcomeMore')}
          </button>
        </div>
      </main>
      <div class="visually-hidden" role="status">
        {props.announcement}
      </div>
    </div>
  );
}
