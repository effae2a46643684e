/** The one icon set: 20-unit grid, round strokes. Decorative: whatever they mean is said in words too. */
const PATHS = {
  close: 'm5 5 10 10M15 5 5 15',
  fold: 'M5 11.5h10',
  chevron: 'm6 8 4 4 4-4',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  bell: 'M5 13.5h10c-1-1-1.5-2-1.5-4.5a3.5 3.5 0 0 0-7 0c0 2.5-.5 3.5-1.5 4.5M8.5 16.5a1.6 1.6 0 0 0 3 0M10 3.5v2',
  left: 'M16 10H5m4.5-4.5L5 10l4.5 4.5',
  /** Three dots: what else can be done. */
  more: 'M3.9 10a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M9.4 10a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M14.9 10a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0',
  open: 'M11 4h5v5M16 4l-7 7M8 5H5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      style={`--size:${size}`}
      class={`icon-${name}`}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
