import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import english from '../../../public/_locales/en/messages.json';
import { taskOf, UsageError } from '../../../scripts/diagnose/options';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

interface Ended {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

/** Runs the command as npm does, from a folder that is not the project's. */
async function diagnose(args: readonly string[], input = '', from = ROOT): Promise<Ended> {
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', 'diagnose', ...args], {
    cwd: ROOT,
    env: { ...process.env, npm_lifecycle_event: 'diagnose', INIT_CWD: from },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { out, err, code };
}

const folder = mkdtempSync(join(tmpdir(), 'backsoon-diagnose-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RESPONSE =
  'HTTP/2 502 \r\ncf-ray: 8f31aa0b1c2d3e4f-FRA\r\nretry-after: 120\r\nx-odd: \u009b2J\r\n\r\n<title>\u009b31m\u061c\u00ad\u{e0001}</title>Sorry';
writeFileSync(join(folder, 'good.http'), RESPONSE);
writeFileSync(join(folder, 'well.http'), 'HTTP/1.1 200 OK\r\n\r\nhello');
writeFileSync(join(folder, 'image.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]));
writeFileSync(join(folder, 'empty'), '');
mkdirSync(join(folder, 'sub'));

describe('npm run diagnose', () => {
  it('answers every file it can, in one line of JSON each, and says why not of the others', async () => {
    const files = ['image.png', 'good.http', 'sub', 'none', 'empty', './well.http'];
    const { out, err, code } = await diagnose(files, '', folder);
    expect(err.trimEnd().split('\n')).toEqual([
      'image.png: not an HTTP response: binary',
      'sub: a directory, not a response',
      'none: no such file',
      'empty: empty',
    ]);
    expect(code).toBe(2);
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).file)).toEqual(['good.http', './well.http']);
    const [first = ''] = lines;
    const answer = JSON.parse(first);
    expect(Object.keys(answer)).toEqual(
      'file status gateway author path side failedLink cause certainty reference retry page selfRefreshing evidence remedies'.split(
        ' ',
      ),
    );
    expect(Object.keys(answer.retry)).toEqual(['automatic', 'notBeforeSeconds', 'why']);
    expect(answer).toMatchObject({
      status: 502,
      reference: { name: 'Ray ID', value: '8f31aa0b1c2d3e4f-FRA' },
      retry: { automatic: true, notBeforeSeconds: 120, why: 'asked-to-wait' },
    });
    expect(answer.remedies.length).toBeLessThanOrEqual(3);
    expect(first).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('answers what is piped in, in the words of the card', async () => {
    const args = ['--text', '--url', 'https://shop.example.org/cart'];
    const { out, err, code } = await diagnose(args, RESPONSE);
    expect({ err, code }).toEqual({ err: '', code: 0 });
    expect(out).toContain(english.headline502.message.replace('$site$', 'shop.example.org'));
    expect(out).toContain(english.waitMinutes_other.message.replace('$n$', '2'));
    expect(out).toContain('Reference: Ray ID 8f31aa0b1c2d3e4f-FRA');
    expect(out).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  });

  it('judges recordings, and ends as it went', async () => {
    const recording = join(folder, 'recordings', 'one');
    mkdirSync(recording, { recursive: true });
    writeFileSync(join(recording, 'response.http'), RESPONSE);
    writeFileSync(join(recording, 'expected.json'), '{"author": "origin", "side": "visitor"}');
    const { out, err, code } = await diagnose(['--expect', 'recordings'], '', folder);
    expect({ err, code }).toEqual({ err: '', code: 1 });
    expect(out.trimEnd().split('\n').at(-1)).toBe('side: 0 right, 0 unknown, 1 wrong');
  });

  it('explains wrong usage in one line', async () => {
    const { out, err, code } = await diagnose(['--url', 'ftp://example.org/']);
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(err).toBe(
      'diagnose: --url takes an http or https address, not "ftp://example.org/". --help tells more.\n',
    );
  });

  it('bears that nobody reads to the end', async () => {
    const many = Array.from({ length: 400 }, () => 'good.http');
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/diagnose.ts', ...many], {
      cwd: ROOT,
      env: { ...process.env, npm_lifecycle_event: 'diagnose', INIT_CWD: folder },
    });
    let err = '';
    child.stderr.on('data', (text) => {
      err += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    expect({ err, code }).toEqual({ err: '', code: 0 });
  });

  // Whoever may do everything may read this too.
  it.skipIf(process.getuid?.() === 0)('says that a file may not be read', async () => {
    writeFileSync(join(folder, 'locked'), RESPONSE);
    chmodSync(join(folder, 'locked'), 0);
    const { err, code } = await diagnose(['locked'], '', folder);
    expect({ err, code }).toEqual({ err: "locked: can't be read: permission denied\n", code: 2 });
  });
});

describe('its command line', () => {
  it('means standard input where no file is named', () => {
    expect(taskOf([])).toEqual({
      kind: 'answer',
      files: ['-'],
      text: false,
      url: null,
      head: false,
    });
    expect(taskOf(['-', 'a'])).toMatchObject({ files: ['-', 'a'] });
  });

  it.each([
    [['--nonsense'], "Unknown option '--nonsense'."],
    [['--url'], "Option '--url <value>' argument missing."],
    [['--url', 'example.org'], '--url takes an http or https address, not "example.org".'],
    [['--expect', 'a', 'b'], '--expect takes one folder, and no files.'],
    [['--expect', 'a', '--text'], '--expect goes with neither --text nor --head.'],
    [['--verbose'], '--verbose goes with --expect.'],
  ])('refuses %j', (args, why) => {
    expect(() => taskOf(args)).toThrow(new UsageError(why));
  });
});
