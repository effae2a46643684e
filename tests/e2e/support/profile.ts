import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file of a browser's profile, by its path in it. What goes while it is read is not there. */
function filesOf(profile: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const entry of readdirSync(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    try {
      files.set(relative(profile, path), readFileSync(path));
    } catch {
      // The browser has taken it away meanwhile.
    }
  }
  return files;
}

/** A digest of each of these files that Chromium keeps for extensions: storage, databases, alarms, rules. */
export function extensionDigest(profile: string, id: string): string {
  const shared = /(?:Local|Sync|Managed) Extension Settings|Extension (?:State|Rules|Scripts)/;
  const own = [...filesOf(profile)].filter(
    // LOG is a diary of the store itself, and says when it was tidied up.
    ([path]) => (path.includes(id) || shared.test(path)) && !/[/\\]LOG(?:\.old)?$/.test(path),
  );
  return own
    .map(([path, content]) => `${path} ${createHash('sha256').update(content).digest('hex')}`)
    .sort()
    .join('\n');
}

/**
 * The files that have a word in them, in any of the forms in which browsers write text: as it is, in UTF-16, and as
 * Firefox writes the keys of its databases (each character one up). The word must be of ASCII, and like no other: what
 * is compressed has a word as it is only where it comes for the first time.
 */
export function filesWith(profile: string, word: string): string[] {
  const wide = Buffer.from(word, 'utf16le');
  const forms = [
    Buffer.from(word),
    wide,
    Buffer.from(wide).swap16(),
    Buffer.from([...word].map((letter) => letter.charCodeAt(0) + 1)),
  ];
  return [...filesOf(profile)]
    .filter(([, content]) => forms.some((form) => content.includes(form)))
    .map(([path]) => path);
}
