/** Whether this is Firefox: each browser has a build of its own. */
export const IN_FIREFOX = import.meta.env.MODE === 'firefox';
