/** The one place that imports webextension-polyfill: everything else of the platform builds on this. */
import browser from 'webextension-polyfill';

export { browser };
