import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { answerOf, asJson } from './diagnose/answer';
import { readInput } from './diagnose/input';
import { judgeFolder } from './diagnose/judge';
import { NotAResponse, printable } from './diagnose/not-a-response';
import { HELP, type Task, taskOf, UsageError } from './diagnose/options';
import { report } from './diagnose/verdicts';
import { asText } from './diagnose/words';

/** Something could not be read or understood. */
const UNREADABLE = 2;

/** npm runs scripts in the project's folder; names of files are meant from where one stands. */
const standing =
  process.env.npm_lifecycle_event === 'diagnose' ? (process.env.INIT_CWD ?? '.') : '.';

const complain = (what: string, why: string): void => {
  console.error(`${printable(what)}: ${printable(why)}`);
  process.exitCode = UNREADABLE;
};

const answerAll = async (task: Extract<Task, { kind: 'answer' }>): Promise<void> => {
  const now = Date.now();
  for (const file of task.files) {
    try {
      const bytes = await readInput(file === '-' ? null : resolve(standing, file));
      const answer = answerOf(bytes, { url: task.url, head: task.head, now });
      console.log(task.text ? await asText(file, answer, now) : asJson(file, answer));
    } catch (error) {
      if (!(error instanceof NotAResponse)) throw error;
      complain(file, error.message);
    }
  }
};

const judgeAll = ({ folder, verbose, url }: Extract<Task, { kind: 'judge' }>): void => {
  const path = resolve(standing, folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    complain(folder, 'no such folder');
    return;
  }
  const judgement = judgeFolder(path, { url, now: Date.now() });
  const { judged, troubles } = judgement;
  if (judged.some(({ family, side }) => family === 'wrong' || side === 'wrong')) {
    process.exitCode = 1;
  }
  for (const { name, why } of troubles) complain(`${folder}/${name}`, why);
  if (judged.length + troubles.length === 0) complain(folder, 'no recordings in it');
  else console.log(report(judgement, verbose).join('\n'));
};

const main = async (): Promise<void> => {
  // Whoever reads the output may stop early: `| head -1`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  try {
    const task = taskOf(process.argv.slice(2));
    if (task.kind === 'help') console.log(HELP);
    else if (task.kind === 'judge') judgeAll(task);
    else await answerAll(task);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain('diagnose', `${error.message} --help tells more.`);
  }
};

await main();
