import { describe, expect, it } from 'vitest';
import messages from '../../../public/_locales/en/messages.json';
import {
  FOR_THE_OWNER,
  type NamedFact,
  nameKey,
  type ProseFact,
  textKey,
  WHAT_IT_IS,
  WHAT_SYSTEMS_SAY,
  WHAT_YOU_CAN_DO,
  WHY_IT_HAPPENS,
} from '../../../src/pages/details/facts';

/** Every id of the product's knowledge, written out: what is forgotten here is forgotten there. */
const KNOWLEDGE = [
  ...['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K7a', 'K8', 'K9'],
  ...['K10', 'K11', 'K12', 'K13', 'K14', 'K15', 'K16', 'K17', 'K18', 'K19'],
  ...['K20', 'K21', 'K22', 'K23', 'K24', 'K25', 'K26', 'K27'],
  ...['K30', 'K31', 'K32', 'K33', 'K34', 'K35', 'K36', 'K37', 'K38', 'K39'],
  ...['K40', 'K41', 'K42', 'K42a', 'K43', 'K44', 'K45', 'K46', 'K47', 'K48'],
  ...['K60', 'K61', 'K62', 'K63', 'K64', 'K65', 'K66', 'K67', 'K68', 'K68a', 'K68b', 'K69'],
  ...['K70', 'K71', 'K72'],
  ...['K80', 'K81', 'K82', 'K83', 'K84'],
];

const prose: readonly ProseFact[] = Object.values(WHAT_IT_IS).flat();
const named: readonly NamedFact[] = [
  ...WHY_IT_HAPPENS.flatMap((group) => group.facts),
  ...WHAT_YOU_CAN_DO.flatMap((group) => group.facts),
  ...FOR_THE_OWNER.flatMap((group) => group.facts),
  ...WHAT_SYSTEMS_SAY,
];

describe('the facts of the details page', () => {
  it('are those of the knowledge, each in exactly one place', () => {
    expect([...prose, ...named].sort()).toEqual([...KNOWLEDGE].sort());
  });

  it.each([...prose, ...named])('%s has a text, with a note for translators', (id) => {
    const entry = messages[textKey(id)];
    expect(entry.message).not.toBe('');
    expect(entry.description).not.toBe('');
  });

  it.each([...named])('%s has a short name, with a note for translators', (id) => {
    const entry = messages[nameKey(id)];
    expect(entry.message).not.toBe('');
    expect(entry.message.length).toBeLessThanOrEqual(45);
    expect(entry.description).not.toBe('');
  });
});
