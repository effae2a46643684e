import type { ComponentChildren } from 'preact';
import { type MessageKey, t } from '../../platform/i18n';
import type { SectionId } from './sections';

interface SectionProps {
  id: SectionId;
  name: MessageKey;
  children: ComponentChildren;
}

/** A section that the contents link to; the skip link can put the focus on it. */
export function Section({ id, name, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-name`} tabIndex={-1}>
      <h2 id={`${id}-name`}>{t(name)}</h2>
      {children}
    </section>
  );
}
