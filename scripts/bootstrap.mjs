// The first step of every command: `node scripts/bootstrap.mjs <script> [arguments]` makes sure that there is something to
// run `scripts/<script>.ts` with, then runs it. Plain JavaScript and Node alone, because nothing is installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...scriptArguments] = process.argv.slice(2);

/** Whoever reads the last line of `npm test` finds a total there even when it could not begin. */
const giveUp = (message) => {
  console.error(message);
  if (name === 'test') console.log('0 passed, 1 failed');
  process.exit(1);
};

/** The same range as "engines" in package.json. 20.19 is what Vite asks for. */
const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  giveUp(
    `Backsoon needs Node 20.19 or newer, and this is Node ${process.versions.node}: please install a newer one.`,
  );
};

const packagesIn = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages ?? {};

/**
 * Compares what npm noted in node_modules with what package-lock.json asks for. Not by file times: a checkout or an
 * archive sets those at will.
 */
const isInstalled = () => {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const present = packagesIn('node_modules/.package-lock.json');
  return Object.entries(packagesIn('package-lock.json')).every(
    ([path, { version, integrity, optional, devOptional }]) => {
      if (path === '') return true;
      const found = present[path];
      // What is optional may be missing, as the packages for other systems are.
      if (!found) return Boolean(optional || devOptional);
      return found.version === version && (!integrity || found.integrity === integrity);
    },
  );
};

const npm = (...options) => {
  const args = [...options, '--no-audit', '--no-fund', '--loglevel=error'];
  const script = process.env.npm_execpath;
  // npm's own script when npm started this; otherwise by name, which on Windows is a .cmd file and needs a shell.
  const { status, error, stdout, stderr } = script?.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' })
    : spawnSync('npm', args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  return { worked: status === 0, output: error ? error.message : `${stdout}${stderr}`.trim() };
};

/**
 * A lock file that was written where the registry offered only some systems' packages lacks the others, and `npm ci`
 * refuses it as a whole (EUSAGE) although all that this system needs is there. `npm install` takes it as it is.
 */
const installFromLock = () => {
  const strict = npm('ci');
  return strict.worked || !strict.output.includes('EUSAGE') ? strict : npm('install', '--no-save');
};

const looksOffline = (output) =>
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/.test(output);

const install = () => {
  // Not among what the command prints: its output may be piped on.
  console.error('Installing what package-lock.json lists (only needed once) …');
  const { worked, output } = installFromLock();
  if (worked) return;
  console.error(output);
  giveUp(
    looksOffline(output)
      ? 'The packages could not be fetched. No network?'
      : 'The packages could not be installed: see npm’s message above.',
  );
};

const run = () => {
  const script = join(root, 'scripts', `${name}.ts`);
  if (!name || !existsSync(script)) giveUp(`There is no script called "${name ?? ''}".`);
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...scriptArguments], {
    cwd: root,
    stdio: 'inherit',
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  // On Ctrl-C the child has the signal already; it counts the first one only. It decides when all is tidied up.
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => giveUp(`${script} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    for (const each of signals) process.removeAllListeners(each);
    process.kill(process.pid, signal);
  });
};

checkNode();
if (!isInstalled()) install();
run();
