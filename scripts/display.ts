/** Whether a window can be shown to a person here. */
export const hasDisplay = (): boolean => {
  if (process.env.CI === 'true') return false;
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
};
