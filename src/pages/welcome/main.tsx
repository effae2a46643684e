/** Entry of the page that opens once, after the installation. It keeps nothing, and asks only the browser. */
import { render } from 'preact';
import { hasSiteAccess, onAccessChanged, requestSiteAccess } from '../../platform/access';
import { chosenTheme } from '../../platform/chosen-theme';
import { direction, language, t } from '../../platform/i18n';
import { openGeneralDetails, openSettings } from '../../platform/own-pages';
import { isPinned, onPinned } from '../../platform/toolbar';
import { wear } from '../../ui/theme';
import { Play } from './play';
import type { Standing } from './Standing';
import { Welcome } from './Welcome';

const page = document.getElementById('page') as HTMLElement;
document.documentElement.lang = language();
document.documentElement.dir = direction();
document.title = t('welcomeTitle');
void chosenTheme().then((theme) => wear(document.documentElement, theme));

let standing: Standing = 'ready';
let pinned: boolean | null = null;
let announcement = '';
const play = new Play(draw);

/** The browser only asks on a click, so nothing may be awaited before. */
async function onAccess(): Promise<void> {
  const given = await requestSiteAccess().catch(() => false);
  if (given) return await look();
  standing = 'refused';
  // Refused a second time is told a second time.
  const words = t('popupAccessDenied');
  announcement = announcement === words ? `${words}\u00a0` : words;
  draw();
}

/** Looks at what the browser lets Backsoon do by now. */
async function look(): Promise<void> {
  const [access, onToolbar] = await Promise.all([hasSiteAccess(), isPinned()]);
  pinned = onToolbar;
  const hadAccess = standing === 'ready' || standing === 'given';
  if (access !== hadAccess) {
    standing = access ? 'given' : 'withheld';
    announcement = t(access ? 'welcomeReadyNow' : 'popupAccess');
  }
  draw();
}

function draw(): void {
  const before = document.activeElement;
  render(
    <Welcome
      standing={standing}
      pinned={pinned}
      announcement={announcement}
      example={play.shown()}
      onAccess={() => void onAccess()}
      onSettings={() => void openSettings()}
      onMore={() => void openGeneralDetails()}
    />,
    page,
  );
  // Whoever pressed a button that is gone now goes on from what took its place.
  if (before?.isConnected === false) page.querySelector<HTMLElement>('.standing')?.focus();
}

[standing, pinned] = await Promise.all([
  hasSiteAccess().then((access): Standing => (access ? 'ready' : 'withheld')),
  isPinned(),
]);
draw();
play.beginInView();
onAccessChanged(() => void look());
onPinned(() => void look());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void look();
});
