import type { IconShape } from './icons';

/** Decorative: whatever an icon means is said in words too. */
export function Icon({ shape, size = 20 }: { shape: IconShape; size?: number }) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      style={`--size:${size}`}
      class={`icon-${shape.name}`}
    >
      <path d={shape.path} />
    </svg>
  );
}
