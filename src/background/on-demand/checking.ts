/** What the popup's "Check this page" needs, on a click alone. */
export { sumUp } from '../../core/parts/parts';
export { partsOfPage } from '../../platform/page-parts';
