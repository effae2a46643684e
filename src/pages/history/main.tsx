/** Entry of the history page: reads the database itself, and has everything else done by the background. */
import { render } from 'preact';
import { chosenTheme } from '../../platform/chosen-theme';
import { onHistoryChanged } from '../../platform/history-news';
import { direction, language, t } from '../../platform/i18n';
import { wear } from '../../ui/theme';
import { barAfter, barOf } from './bars';
import { chosenIn } from './choices';
import { NARROW } from './narrow';
import { Visit } from './visit';

/** So many changes in a row (an import, a deletion) are followed at once, in ms. */
const GATHER_MS = 150;
/** How often the line that says "now" moves, in ms. */
const MINUTE = 60_000;

const page = document.getElementById('page') as HTMLElement;
document.documentElement.lang = language();
document.documentElement.dir = direction();
document.title = t('historyTitle');

const visit = new Visit(chosenIn(location.search), (shown) => {
  const before = document.activeElement;
  render(shown, page);
  // Whoever pressed a button that is gone now goes on from the top, not from nowhere.
  if (before?.isConnected === false) page.querySelector('h1')?.focus();
});

let gathering: ReturnType<typeof setTimeout> | undefined;
let missed = false;

function follow(): void {
  // Nobody looks: once is enough, when somebody does.
  missed = document.hidden;
  clearTimeout(gathering);
  if (!missed) gathering = setTimeout(() => void visit.read(), GATHER_MS);
}

function listenToBars(): void {
  page.addEventListener('keydown', (event) => {
    const bar = barOf(event.target);
    const next = bar && barAfter(bar, event.key, document.documentElement.dir === 'rtl');
    if (next === null) return;
    event.preventDefault();
    next.focus();
  });
  page.addEventListener('focusin', ({ target }) => {
    const bar = barOf(target);
    if (bar !== null) visit.activate(bar.dataset.bar ?? '');
    visit.pointAt(bar?.ariaLabel ?? null);
  });
  page.addEventListener('pointerover', ({ target }) => {
    visit.pointAt((barOf(target) ?? barOf(document.activeElement))?.ariaLabel ?? null);
  });
  page.addEventListener('click', ({ target }) => {
    const bar = barOf(target);
    if (bar === null) return;
    visit.press(bar.dataset.bar ?? '', bar.ariaLabel ?? '');
    page.querySelector<HTMLElement>('.pressed button')?.focus();
  });
}

listenToBars();
onHistoryChanged(follow);
document.addEventListener('visibilitychange', () => {
  if (missed) follow();
});
matchMedia(NARROW).addEventListener('change', () => void visit.look());
setInterval(() => void (document.hidden || visit.look()), MINUTE);
wear(document.documentElement, await chosenTheme());
await visit.begin();
