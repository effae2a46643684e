import type { ComponentChildren } from 'preact';

export interface SwitchProps {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: ComponentChildren;
  readonly disabled?: boolean;
  /** What it does, in small below the label. */
  readonly hint?: ComponentChildren;
}

/** An on/off switch with its label: a native checkbox, so that every way of using one works. */
export function Switch({ on, onChange, children, disabled = false, hint }: SwitchProps) {
  return (
    <label class="switch">
      <span class="switch-label">
        {children}
        {hint === undefined ? null : <small class="hint">{hint}</small>}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
