type Task = () => void | Promise<void>;

/** How long tidying up may take before the process ends all the same, in ms. */
const patience = 8000;

/** Signal numbers, for the exit codes that shells expect (128 + number). */
const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

const tasks: Task[] = [];
let ending: Promise<never> | undefined;

/** Registers something to tidy up when the script ends in whatever way. The last one registered is done first. */
export const atTheEnd = (task: Task): void => {
  tasks.push(task);
};

const end = async (code: number): Promise<never> => {
  const timer = setTimeout(() => process.exit(code), patience);
  for (const task of tasks.toReversed()) {
    try {
      await task();
    } catch (error) {
      console.error(error);
    }
  }
  clearTimeout(timer);
  process.exit(code);
};

/** Tidies up and ends the process. The first call decides about the exit code. */
export const finish = (code: number): Promise<never> => {
  ending ??= end(code);
  return ending;
};

/** Whether the script is being ended, so that what fails from now on is no news. */
export const isEnding = (): boolean => ending !== undefined;

/** Makes Ctrl-C and its like tidy up. For scripts only: a module that others import must not call it. */
export const tidyUpOnSignals = (): void => {
  for (const [signal, number] of Object.entries(signals))
    process.on(signal, () => void finish(128 + number));
};
