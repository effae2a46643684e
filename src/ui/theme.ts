import type { Theme } from '../core/settings/theme';

/**
 * Puts a theme on a surface: the root element of a page, or the card's own `.backsoon`. All colours
 * below it follow (tokens.css).
 */
export function wear(element: HTMLElement, theme: Theme): void {
  if (theme === 'system') delete element.dataset.theme;
  else element.dataset.theme = theme;
}
