/** What the tea house's app can be doing. The names are the ones used in URLs, in tests and on the control page. */
const demoStates = ['works', 'crash', 'hang', 'garbage', 'maintenance'] as const;

export type DemoState = (typeof demoStates)[number];

export const isDemoState = (value: unknown): value is DemoState =>
  demoStates.some((state) => state === value);
