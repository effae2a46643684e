import type { ComponentChildren } from 'preact';
import { type MessageKey, t } from '../../platform/i18n';
import { type NamedFact, nameKey, textKey } from './facts';

interface FactProps {
  id: NamedFact;
  /** Says why this one stands out; null where it doesn't. */
  mark?: MessageKey | null;
  /** Must not be overlooked. */
  urgent?: boolean;
  children?: ComponentChildren;
}

/** One fact in a list: its short name, its text, and what belongs to it. */
export function Fact({ id, mark = null, urgent = false, children }: FactProps) {
  const kind = `fact${mark === null ? '' : ' marked'}${urgent ? ' urgent' : ''}`;
  return (
    <li class={kind} data-k={id}>
      <p class="fact-name">
        <strong>{t(nameKey(id))}</strong>
        {mark !== null && <Mark says={mark} />}
      </p>
      <p>{t(textKey(id))}</p>
      {children}
    </li>
  );
}

export function Mark({ says }: { says: MessageKey }) {
  return <span class="mark">{t(says)}</span>;
}
