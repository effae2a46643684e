import { runNpmScript } from './run';

/** Builds the extension for both browsers. Returns '' when it worked, otherwise what the build printed. */
export const build = async (): Promise<string> => {
  console.log('Building the extension …');
  const { code, output } = await runNpmScript('build', { quiet: true });
  return code === 0 ? '' : output.trim() || 'npm run build failed without a word.';
};
