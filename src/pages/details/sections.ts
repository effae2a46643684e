import type { MessageKey } from '../../platform/i18n';

export type SectionId = 'happened' | 'is' | 'why' | 'do' | 'owner' | 'evidence' | 'report';

interface SectionLink {
  readonly id: SectionId;
  readonly name: MessageKey;
}

const GENERAL: readonly SectionLink[] = [
  { id: 'is', name: 'detailsIs' },
  { id: 'why', name: 'detailsWhy' },
  { id: 'do', name: 'detailsDo' },
  { id: 'owner', name: 'detailsOwner' },
];

/** The sections in the page's order; without a failure those that are about one are not there. */
export function sectionsOf(hasFailure: boolean): readonly SectionLink[] {
  if (!hasFailure) return GENERAL;
  return [
    { id: 'happened', name: 'detailsNavHappened' },
    ...GENERAL,
    { id: 'evidence', name: 'detailsEvidence' },
    { id: 'report', name: 'detailsReport' },
  ];
}
