/**
 * Which fact of the product's knowledge stands in which section, and in which order. What each says
 * stands in the locale files under its id in lower case, its short name under the id and `Title`.
 */
import type { MessageKey } from '../../platform/i18n';

export const WHAT_IT_IS = {
  meaning: ['K1', 'K4', 'K2', 'K3'],
  sides: ['K5', 'K6'],
  codes: ['K7', 'K8'],
  aboutCodes: ['K7a', 'K9'],
} as const;

export const WHY_IT_HAPPENS = [
  { name: 'detailsWhyServer', facts: ['K10', 'K11', 'K16', 'K17', 'K21', 'K22', 'K25'] },
  { name: 'detailsWhyNetwork', facts: ['K12', 'K13', 'K19'] },
  { name: 'detailsWhyGateway', facts: ['K15', 'K23', 'K26'] },
  { name: 'detailsWhySecurity', facts: ['K14', 'K18', 'K20', 'K27'] },
  { name: 'detailsWhyYours', facts: ['K24'] },
] as const;

export const WHAT_YOU_CAN_DO = [
  { name: 'detailsDoQuick', facts: ['K30', 'K32', 'K33', 'K31', 'K35'] },
  { name: 'detailsDoForm', facts: ['K48'] },
  { name: 'detailsDoHelp', facts: ['K36', 'K46', 'K47'] },
  { name: 'detailsDoConnection', facts: ['K34', 'K41', 'K42', 'K45', 'K43'] },
  { name: 'detailsDoDevice', facts: ['K39', 'K40', 'K42a', 'K37', 'K38', 'K44'] },
] as const;

export const FOR_THE_OWNER = [
  { name: 'detailsOwnerFirst', facts: ['K60', 'K61', 'K62', 'K63'] },
  { name: 'detailsOwnerBetween', facts: ['K64', 'K70', 'K65', 'K66', 'K67'] },
  { name: 'detailsOwnerChanges', facts: ['K68', 'K68a', 'K68b', 'K69'] },
  { name: 'detailsOwnerNext', facts: ['K71', 'K72'] },
] as const;

export const WHAT_SYSTEMS_SAY = ['K80', 'K81', 'K82', 'K83', 'K84'] as const;

export type ProseFact = (typeof WHAT_IT_IS)[keyof typeof WHAT_IT_IS][number];
export type CauseFact = (typeof WHY_IT_HAPPENS)[number]['facts'][number];
export type RemedyFact = (typeof WHAT_YOU_CAN_DO)[number]['facts'][number];
export type OwnerFact = (typeof FOR_THE_OWNER)[number]['facts'][number];
export type SystemFact = (typeof WHAT_SYSTEMS_SAY)[number];

/** Facts that carry a short name in bold before their text. */
export type NamedFact = CauseFact | RemedyFact | OwnerFact | SystemFact;
export type FactId = ProseFact | NamedFact;

export function textKey(id: FactId): MessageKey {
  return id.toLowerCase() as Lowercase<FactId>;
}

export function nameKey(id: NamedFact): MessageKey {
  return `${id.toLowerCase() as Lowercase<NamedFact>}Title`;
}
