import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { atTheEnd } from './shutdown';

export interface RunOptions {
  /** Added to this process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Keeps the output back; the caller shows it if something goes wrong. */
  readonly quiet?: boolean;
  /** The folder to run in; default this process's own. */
  readonly cwd?: string;
}

export interface Outcome {
  /** 0 when all is well; 1 also when it was ended by a signal or could not be started. */
  readonly code: number;
  /** What it printed, when `quiet`; otherwise ''. */
  readonly output: string;
}

const onWindows = process.platform === 'win32';

/** How long a child may take to end by itself, in ms. */
const patience = 5000;

/** Ends a child and everything it has started in turn, such as browsers. */
const stop = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (!child.pid) return;
  if (onWindows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // ESRCH: the whole group is gone already.
  }
};

const running = new Set<ChildProcess>();
let willStopAll = false;

const stopAll = async (): Promise<void> => {
  await Promise.all(
    [...running].map(async (child) => {
      const ended = once(child, 'close');
      // The signal on which test runners close the browsers that they have open; on others they just die.
      stop(child, 'SIGINT');
      const timer = setTimeout(() => stop(child, 'SIGKILL'), patience);
      await ended;
      clearTimeout(timer);
    }),
  );
};

/** Runs a program to its end. Nothing is ever asked for on standard input. */
export const run = async (
  command: string,
  args: readonly string[],
  { env = {}, quiet = false, cwd = process.cwd() }: RunOptions = {},
): Promise<Outcome> => {
  if (!willStopAll) atTheEnd(stopAll);
  willStopAll = true;
  const options: SpawnOptions = {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    // A process group of its own, so that stop() reaches the grandchildren too. Windows has no groups.
    detached: !onWindows,
    // Node starts no .cmd files without a shell, and npm and npx are such files there.
    shell: onWindows && !command.endsWith('.exe'),
  };
  const child = spawn(command, args, options);
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      output += `${command} could not be started: ${error.message}\n`;
      resolve(1);
    });
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  running.delete(child);
  return { code, output };
};

/** Runs a JavaScript file with this same Node. */
export const runNode = (args: readonly string[], options?: RunOptions): Promise<Outcome> =>
  run(process.execPath, args, options);

/** Runs a script of package.json. */
export const runNpmScript = (name: string, options?: RunOptions): Promise<Outcome> => {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('npm-cli.js')
    ? runNode([npm, 'run', '--silent', name], options)
    : run('npm', ['run', '--silent', name], options);
};
