/**
 * Every state of every surface, one at a time: `?story=NAME`. The card stands in an *open* root here,
 * with the very styles that it has in its closed one, because axe can't see into a closed root.
 * Without a name: the list of all. `planted`: violations, to show that the checks bite.
 * `?lang=LOCALE` tells them in another language (browser.ts), `?dir=rtl` mirrors the layout,
 * `?theme=dark` wears a theme.
 */
import axe from 'axe-core';
import { render, type VNode } from 'preact';
import type { Theme } from '../../src/core/settings/theme';
import { CARD_STYLE, PILL_STYLE } from '../../src/overlay/style';
import clearData from '../../src/pages/clear-data/clear-data.css?inline';
import details from '../../src/pages/details/details.css?inline';
import history from '../../src/pages/history/history.css?inline';
import settings from '../../src/pages/settings/settings.css?inline';
import standIn from '../../src/pages/stand-in/stand-in.css?inline';
import welcome from '../../src/pages/welcome/welcome.css?inline';
import { direction, language, t } from '../../src/platform/i18n';
import popup from '../../src/popup/popup.css?inline';
import { wear } from '../../src/ui/theme';
import { CARD_STORIES } from './card-stories';
import { CLEAR_DATA_STORIES } from './clear-data-stories';
import { HISTORY_STORIES } from './history-stories';
import { DETAILS_STORIES } from './page-stories';
import { POPUP_STORIES } from './popup-stories';
import { SETTINGS_STORIES } from './settings-stories';
import { STAND_IN_STORIES } from './stand-in-stories';
import { WELCOME_STORIES } from './welcome-stories';

declare global {
  var stories: readonly string[];
  /** Runs axe on the story that is shown; resolves to what it found, one line each. */
  var violations: () => Promise<string[]>;
  /** Shows another story, in one direction of writing: in the language's own where none is given. */
  var tell: (story: string, dir?: string) => void;
}

/** Light grey on white, a button without a name, and English that no message has. */
const planted = (): VNode => (
  <main>
    <h1 style={{ color: '#ccc', background: '#fff' }}>Planted</h1>
    <button type="button" />
    <p title="Planted in an attribute">{t('historyOnlySite', 'planted in a message')}</p>
  </main>
);

const ALL: Readonly<Record<string, () => VNode>> = {
  ...CARD_STORIES,
  ...POPUP_STORIES,
  ...DETAILS_STORIES,
  ...HISTORY_STORIES,
  ...CLEAR_DATA_STORIES,
  ...SETTINGS_STORIES,
  ...STAND_IN_STORIES,
  ...WELCOME_STORIES,
  planted,
};

const asked = new URLSearchParams(location.search);
const THEMES: Readonly<Record<string, Theme>> = { light: 'light', dark: 'dark' };
const THEME = THEMES[asked.get('theme') ?? ''] ?? 'system';

globalThis.stories = Object.keys(ALL);
globalThis.violations = async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' · ')}`);
};

const stage = document.getElementById('stage') as HTMLElement;
let ownStyle: HTMLStyleElement | null = null;

function style(text: string): HTMLStyleElement {
  const element = document.createElement('style');
  element.textContent = text;
  return element;
}

/** Said outright: axe takes the browser's own colours of a dark page for the light ones. */
const GATEWAY_PAGE =
  'html{background:#fff;color:#000}@media(prefers-color-scheme:dark){html{background:#111;color:#eee}}';

/** A page of a gateway's, as it stands behind the card, and the card in its host. */
function cardOnPage(story: VNode): void {
  dress(GATEWAY_PAGE);
  const page = document.createElement('main');
  const heading = document.createElement('h1');
  heading.textContent = '502 Bad Gateway';
  page.append(heading);
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const mount = document.createElement('div');
  mount.dir = document.documentElement.dir;
  mount.lang = language();
  root.append(style(PILL_STYLE + CARD_STYLE), mount);
  stage.append(page, host);
  render(story, mount);
  const surface = mount.querySelector<HTMLElement>('.backsoon');
  if (surface !== null) wear(surface, THEME);
}

/** The style of the story page itself, while one story is told. */
function dress(text: string): void {
  ownStyle = style(text);
  document.head.append(ownStyle);
}

const contents = (): VNode => (
  <main>
    <h1>Stories</h1>
    <ul>
      {Object.keys(ALL).map((story) => (
        <li key={story}>
          <a href={`?story=${story}`}>{story}</a>
        </li>
      ))}
    </ul>
  </main>
);

globalThis.tell = (name, dir = direction()) => {
  render(null, stage);
  stage.replaceChildren();
  ownStyle?.remove();
  ownStyle = null;
  document.documentElement.dir = dir;
  const story = Object.hasOwn(ALL, name) ? ALL[name] : undefined;
  if (story !== undefined && Object.hasOwn(CARD_STORIES, name)) return cardOnPage(story());
  if (story !== undefined && name !== 'planted') {
    if (Object.hasOwn(STAND_IN_STORIES, name)) {
      dress(standIn);
      return render(story(), stage);
    }
    if (Object.hasOwn(SETTINGS_STORIES, name)) {
      dress(settings);
      return render(story(), stage);
    }
    if (Object.hasOwn(WELCOME_STORIES, name)) {
      dress(welcome);
      return render(story(), stage);
    }
    const isQuestion = Object.hasOwn(CLEAR_DATA_STORIES, name);
    const own = Object.hasOwn(HISTORY_STORIES, name) ? history : isQuestion ? clearData : details;
    dress(Object.hasOwn(POPUP_STORIES, name) ? popup : own);
  }
  render(story?.() ?? contents(), stage);
};

wear(document.documentElement, THEME);
document.documentElement.lang = language();
globalThis.tell(asked.get('story') ?? '', asked.get('dir') ?? undefined);
document.documentElement.dataset.ready = '';
