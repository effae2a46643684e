import type { VNode } from 'preact';
import { StandIn, type StandInProps } from '../../src/pages/stand-in/StandIn';
import { NOW, VIEW } from './card-stories';

const nothing = (): void => undefined;

const standIn = (props: Partial<StandInProps>): VNode => (
  <StandIn
    address="https://shop.example.org/cart?cake=7"
    shape="card"
    view={VIEW}
    now={NOW}
    remediesOpen={false}
    announcement=""
    copied=""
    onLeave={nothing}
    onOpen={nothing}
    onFold={nothing}
    onRemedies={nothing}
    onBack={nothing}
    onCommand={nothing}
    {...props}
  />
);

/** The page in place of the browser's own error page. */
export const STAND_IN_STORIES: Readonly<Record<string, () => VNode>> = {
  'stand-in-waiting': () => standIn({}),
  'stand-in-asking': () => standIn({ view: null }),
  'stand-in-no-page-before': () => standIn({ onBack: null }),
  'stand-in-remedies': () => standIn({ remediesOpen: true }),
  'stand-in-misled': () =>
    standIn({ view: { ...VIEW, tries: 4, next: { kind: 'stop', why: 'misled' } } }),
  'stand-in-back': () => standIn({ view: { ...VIEW, next: { kind: 'back' } } }),
  'stand-in-long-address': () =>
    standIn({
      address: `https://${'a-very-long-label-that-has-no-break-'.repeat(3)}.example.org/${'where/from/here?'.repeat(40)}`,
    }),
};
