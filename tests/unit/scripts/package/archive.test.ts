import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { archive, entryTime, inOrder, modeOf } from '../../../../scripts/package/archive';

const file = (path: string, text = path) => ({ path, bytes: new TextEncoder().encode(text) });

/** One record of the archive's directory, by the offsets that APPNOTE.TXT 4.3.12 gives. */
function directoryOf(zip: Uint8Array) {
  const view = new DataView(zip.buffer, zip.byteOffset);
  const end = zip.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  let at = view.getUint32(end + 16, true);
  return Array.from({ length: view.getUint16(end + 10, true) }, () => {
    const name = view.getUint16(at + 28, true);
    const record = {
      path: new TextDecoder().decode(zip.subarray(at + 46, at + 46 + name)),
      system: view.getUint8(at + 5),
      method: view.getUint16(at + 10, true),
      time: view.getUint16(at + 12, true),
      date: view.getUint16(at + 14, true),
      mode: view.getUint32(at + 38, true) >>> 16,
    };
    at += 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    return record;
  });
}

describe('an archive for the stores', () => {
  const { TZ } = process.env;
  afterEach(() => {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });

  it('has its entries in the order of their code units, which no language changes', () => {
    const paths = ['b', 'a/z', 'ä', 'Z', 'a-b', 'a'];
    expect(inOrder(paths.map((path) => file(path))).map(({ path }) => path)).toEqual([
      'Z',
      'a',
      'a-b',
      'a/z',
      'b',
      'ä',
    ]);
  });

  it('is the same, whatever the order that the files came in', () => {
    const files = ['manifest.json', 'a/b.js', 'a.js'].map((path) => file(path));
    expect(archive(files.toReversed())).toEqual(archive(files));
  });

  it.each(['UTC', 'Pacific/Kiritimati', 'Pacific/Apia', 'America/St_Johns', 'Asia/Kathmandu'])(
    'has one time for all: the first of January 1980, noon, also in %s',
    (zone) => {
      process.env.TZ = zone;
      const [entry] = directoryOf(archive([file('a')]));
      // Years from 1980, month and day; hours, minutes and pairs of seconds.
      expect(entry?.date).toBe((0 << 9) | (1 << 5) | 1);
      expect(entry?.time).toBe(12 << 11);
      expect(entryTime().getHours()).toBe(12);
    },
  );

  it('is the same in two time zones', () => {
    process.env.TZ = 'Pacific/Kiritimati';
    const east = archive([file('a'), file('b')]);
    process.env.TZ = 'Pacific/Pago_Pago';
    expect(archive([file('a'), file('b')])).toEqual(east);
  });

  it('lets a script be run, and everything else be read', () => {
    expect(modeOf(file('run', '#!/bin/sh\n').bytes)).toBe(0o100755);
    expect(modeOf(file('text', '# a heading').bytes)).toBe(0o100644);
    expect(modeOf(new Uint8Array())).toBe(0o100644);
    const entries = directoryOf(archive([file('run', '#!/bin/sh\n'), file('text')]));
    expect(entries.map(({ path, system, mode }) => [path, system, mode])).toEqual([
      ['run', 3, 0o100755],
      ['text', 3, 0o100644],
    ]);
  });

  it('has in it what was put in, compressed', () => {
    const long = 'a long text. '.repeat(500);
    const zip = archive([file('long.txt', long)]);
    expect(zip.length).toBeLessThan(long.length / 10);
    expect(directoryOf(zip)[0]?.method).toBe(8);
    expect(new TextDecoder().decode(unzipSync(zip)['long.txt'])).toBe(long);
  });

  it.each(['', '/etc/x', '../x', 'a/../x', 'a//b', './a', 'a\\b'])(
    'refuses "%s", which is no path inside an archive',
    (path) => {
      expect(() => archive([file(path, 'x')])).toThrow('no path');
    },
  );

  it('refuses two files of one path', () => {
    expect(() => archive([file('a', '1'), file('a', '2')])).toThrow('twice');
  });
});
