import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { PLURAL } from '../../../scripts/locales/arrange';
import { readMessages, SOURCE } from '../../../scripts/locales/messages';
import type { Remedy } from '../../../src/core/remedies/remedy';
import { WATCHED } from '../../../src/core/watch/status-class';
import {
  FOR_THE_OWNER,
  nameKey,
  textKey,
  WHAT_IT_IS,
  WHAT_SYSTEMS_SAY,
  WHAT_YOU_CAN_DO,
  WHY_IT_HAPPENS,
} from '../../../src/pages/details/facts';
import { STOP_REASONS } from '../../../src/protocol/steps';
import { remedyKey, statusKey, stopKey } from '../../../src/ui/card/words';

/** What `orderRemedies` can give, whatever fails. */
const ON_CARD: readonly Remedy[] = [
  'K31',
  'K32',
  'K34',
  'K35',
  'K36',
  'K37',
  'K41',
  'K42',
  'K42a',
  'K46',
  'K48',
];

vi.mock('../../../src/platform/browser', () => ({ browser: {} }));

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const ENGLISH = readMessages(SOURCE);

describe('the words that people read', () => {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true })
    .map(String)
    .filter((file) => /\.(?:tsx?|html)$/.test(file))
    .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'));
  const manifest = readFileSync(join(ROOT, 'manifest.json'), 'utf8');
  const literals = new Set(
    sources.flatMap((source) => [...source.matchAll(/(['"])(\w+)\1/g)].map(([, , text]) => text)),
  );
  for (const [, key] of manifest.matchAll(/__MSG_(\w+)__/g)) literals.add(key);

  /** The card makes the keys of statuses and reasons from these, and the details page those of facts from their ids. */
  const named = [...WHY_IT_HAPPENS, ...WHAT_YOU_CAN_DO, ...FOR_THE_OWNER].flatMap(
    ({ facts }) => facts,
  );
  const made: string[] = [
    ...WATCHED.map(statusKey),
    ...STOP_REASONS.map(stopKey),
    ...ON_CARD.map(remedyKey),
    ...Object.values(WHAT_IT_IS).flat().map(textKey),
    ...[...named, ...WHAT_SYSTEMS_SAY].flatMap((id) => [textKey(id), nameKey(id)]),
  ];

  it('are all used', () => {
    const known = new Set<string | undefined>([...literals, ...made]);
    const isUsed = (key: string) => known.has(key) || known.has(key.replace(PLURAL, ''));
    expect(Object.keys(ENGLISH).filter((key) => !isUsed(key))).toEqual([]);
  });

  it('are all there that the manifest and the facts ask for', () => {
    const asked = [...manifest.matchAll(/__MSG_(\w+)__/g)].map(([, key = '']) => key);
    expect([...asked, ...made].filter((key) => !Object.hasOwn(ENGLISH, key))).toEqual([]);
  });

  it('are not English in the markup of a page of ours', () => {
    const pages = readdirSync(join(ROOT, 'src'), { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.html') && !file.includes('stories'));
    for (const file of pages) {
      const body = /<body[\s\S]*<\/body>/.exec(readFileSync(join(ROOT, 'src', file), 'utf8'))?.[0];
      expect(body?.replace(/<[^>]*>/g, '').trim(), file).toBe('');
    }
  });
});
