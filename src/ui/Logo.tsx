/** The sign that hangs in a shop's door, "back soon": the toolbar icon's drawing (design/logo-small.svg). Decorative. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      style={`--size:${size}`}
    >
      <path d="M3 5.5 8 1l5 4.5" stroke="var(--sign-cord)" stroke-width="1.6" />
      <rect y="5" width="16" height="11" rx="2.5" fill="var(--sign)" />
      <path d="M4 9h6a2 2 0 0 1 0 4H8M6 7 4 9l2 2" stroke="var(--sign-ink)" stroke-width="2" />
    </svg>
  );
}
