import type { VNode } from 'preact';
import { AT_REST, type Example } from '../../src/pages/welcome/example';
import { Welcome, type WelcomeProps } from '../../src/pages/welcome/Welcome';
import { NOW } from './card-stories';

const nothing = (): void => undefined;

function page(change: Partial<WelcomeProps>, example: Partial<Example> = {}): VNode {
  return (
    <Welcome
      standing="ready"
      pinned={false}
      announcement=""
      onAccess={nothing}
      onSettings={nothing}
      onMore={nothing}
      {...change}
      example={{
        example: { ...AT_REST, ...example },
        now: NOW,
        announcement: '',
        onCommand: nothing,
        onFold: nothing,
        onUnfold: nothing,
        onRemedies: nothing,
        onAgain: nothing,
      }}
    />
  );
}

const example = (state: Partial<Example>) => (): VNode => page({ pinned: true }, state);

/** Every state of the page that greets, and of the example in it. */
export const WELCOME_STORIES: Readonly<Record<string, () => VNode>> = {
  welcome: () => page({}),
  'welcome-given': () => page({ standing: 'given', pinned: null }),
  'welcome-withheld': () => page({ standing: 'withheld' }),
  'welcome-refused': () => page({ standing: 'refused' }),
  'welcome-waiting': example({ part: { kind: 'wait', until: NOW + 3_000 }, tries: 1 }),
  'welcome-trying': example({ part: { kind: 'trying', until: NOW, by: 'us' } }),
  'welcome-stopped': example({ part: { kind: 'stopped' } }),
  'welcome-told': example({ told: true, remediesOpen: true }),
  'welcome-remedies': example({ remediesOpen: true }),
  'welcome-folded': example({ shape: 'pill' }),
  'welcome-closed': example({ part: { kind: 'stopped' }, shape: 'closed' }),
  'welcome-back': example({ part: { kind: 'back', until: NOW }, tries: 1 }),
  'welcome-over': example({ part: { kind: 'over' }, tries: 1 }),
};
