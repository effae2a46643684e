import { redactAddress } from '../address/redact';
import { siteOf } from '../address/site';
import type { EpochMs, IncidentEnd } from '../incidents/incident';
import { fromIso, toIso } from './iso-time';
import { type IncidentRecord, tidy } from './record';

/** The form of an exported history, and its version. Written down in docs/history.schema.json. */
export const FORMAT = 'backsoon-history';
export const VERSION = 1;

/** An incident as a file has it: times in ISO 8601 and UTC. */
export interface PortableIncident {
  readonly id: string;
  readonly site: string;
  readonly address: string;
  readonly askedBy: IncidentRecord['askedBy'];
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Empty where the browser gave none: a proxy of the visitor's failed. */
  readonly statuses: readonly number[];
  readonly gateway: string | null;
  readonly cause: string | null;
  readonly tries: { readonly ours: number; readonly visitors: number };
  readonly end: { readonly how: IncidentEnd['how']; readonly at: string } | null;
}

/** What is wrong with a value in a file. */
export type Wrong =
  | 'missing'
  /** A text where a number belongs, and the like. */
  | 'wrong-kind'
  | 'too-long'
  /** None of the values that there are. */
  | 'not-known'
  | 'not-a-time'
  /** Not an http or https address. */
  | 'not-an-address'
  /** The site isn't the host of the address: one would be shown and the other opened. */
  | 'not-its-site'
  /** Earlier than what it comes after. */
  | 'too-early'
  | 'in-the-future';

/** Thrown for the first value that can't be taken. `path`: `incidents[12].firstSeen`. */
export class BadValue extends Error {
  constructor(
    readonly path: string,
    readonly wrong: Wrong,
  ) {
    super(`${path}: ${wrong}`);
  }
}

export function toPortable(record: IncidentRecord): PortableIncident {
  const { id, site, address, askedBy, statuses, family, cause, tries, end, ...times } =
    tidy(record);
  return {
    id,
    site,
    address,
    askedBy,
    firstSeen: toIso(times.firstSeenAt),
    lastSeen: toIso(times.lastSeenAt),
    statuses,
    gateway: family,
    cause,
    tries: { ours: tries.ours, visitors: tries.visitors },
    end: end && { how: end.how, at: toIso(end.at) },
  };
}

const ASKED_BY = ['get', 'form', 'unseen'] as const;
const ENDS = ['recovered', 'left', 'unknown'] as const;

/** Ids of requests and documents, joined: printable, no spaces. */
const ID = /^[\x21-\x7e]{1,200}$/;
/** Names of gateways and causes. Of a later Backsoon there may be more than we know. */
const GATEWAY = /^[a-z0-9][a-z0-9.-]{0,59}$/;
const CAUSE = /^[a-z0-9][a-z0-9-]{0,39}$/;
/** Longer than any that Backsoon keeps; it is cut when it is redacted. */
const LONGEST_ADDRESS = 2_000;
const WEB = /^https?:/i;
const MOST_STATUSES = 10;
/** Clocks of two devices differ; a time that is further ahead is no time of a history. */
const AHEAD_MS = 86_400_000;

/**
 * Reads an incident of a file. The address is redacted anew, whatever was done to it before. What
 * isn't known here is left out. Throws BadValue.
 */
export function fromPortable(value: unknown, path: string, now: EpochMs): IncidentRecord {
  const incident = fieldsOf(value, path);
  const id = matching(incident('id'), ID);
  const address = addressOf(incident('address'));
  const site = siteAt(incident('site'), address);
  const askedBy = oneOf(incident('askedBy'), ASKED_BY);
  const firstSeenAt = timeOf(incident('firstSeen'), 0, now);
  const lastSeenAt = timeOf(incident('lastSeen'), firstSeenAt, now);
  const statuses = statusesOf(incident('statuses'));
  const family = orNull(incident('gateway'), (field) => matching(field, GATEWAY));
  const cause = orNull(incident('cause'), (field) => matching(field, CAUSE));
  const tries = incident('tries');
  const count = fieldsOf(tries.value, tries.path);
  const ours = countOf(count('ours'));
  const visitors = countOf(count('visitors'));
  const end = orNull(incident('end'), (field) => {
    const parts = fieldsOf(field.value, field.path);
    return { how: oneOf(parts('how'), ENDS), at: timeOf(parts('at'), lastSeenAt, now) };
  });
  return {
    id,
    site,
    address,
    askedBy,
    firstSeenAt,
    lastSeenAt,
    statuses,
    family,
    cause,
    tries: { ours, visitors },
    end,
  };
}

interface Field {
  readonly value: unknown;
  readonly path: string;
}

/** Looks up fields of an object: its own ones alone, none that it has from a prototype. */
export function fieldsOf(value: unknown, path: string): (name: string) => Field {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadValue(path, 'wrong-kind');
  }
  return (name) => {
    const at = path === '' ? name : `${path}.${name}`;
    if (!Object.hasOwn(value, name)) throw new BadValue(at, 'missing');
    return { value: (value as Record<string, unknown>)[name], path: at };
  };
}

export function listOf({ value, path }: Field): readonly unknown[] {
  if (!Array.isArray(value)) throw new BadValue(path, 'wrong-kind');
  return value;
}

function textOf({ value, path }: Field): string {
  if (typeof value !== 'string') throw new BadValue(path, 'wrong-kind');
  return value;
}

function matching(field: Field, form: RegExp): string {
  const text = textOf(field);
  if (!form.test(text)) throw new BadValue(field.path, 'not-known');
  return text;
}

function oneOf<T extends string>(field: Field, known: readonly T[]): T {
  const text = textOf(field);
  const found = known.find((one) => one === text);
  if (found === undefined) throw new BadValue(field.path, 'not-known');
  return found;
}

function orNull<T>(field: Field, read: (field: Field) => T): T | null {
  return field.value === null ? null : read(field);
}

function addressOf(field: Field): string {
  const text = textOf(field);
  if (text.length > LONGEST_ADDRESS) throw new BadValue(field.path, 'too-long');
  // URL parsers are more forgiving than the file's form: of blanks before it, and of tabs within.
  const address = WEB.test(text) ? redactAddress(text) : '';
  if (address === '') throw new BadValue(field.path, 'not-an-address');
  return address;
}

function siteAt(field: Field, address: string): string {
  const site = textOf(field);
  if (site !== siteOf(address)) throw new BadValue(field.path, 'not-its-site');
  return site;
}

function timeOf(field: Field, earliest: EpochMs, now: EpochMs): EpochMs {
  const at = fromIso(textOf(field));
  if (at === null) throw new BadValue(field.path, 'not-a-time');
  if (at < earliest) throw new BadValue(field.path, 'too-early');
  if (at > now + AHEAD_MS) throw new BadValue(field.path, 'in-the-future');
  return at;
}

function statusesOf(field: Field): readonly number[] {
  const statuses = listOf(field);
  if (statuses.length > MOST_STATUSES) throw new BadValue(field.path, 'too-long');
  return statuses.map((value, at) => {
    const path = `${field.path}[${at}]`;
    if (typeof value !== 'number') throw new BadValue(path, 'wrong-kind');
    const isStatus = Number.isInteger(value) && value >= 100 && value <= 999;
    if (!isStatus || statuses.indexOf(value) !== at) throw new BadValue(path, 'not-known');
    return value;
  });
}

function countOf({ value, path }: Field): number {
  if (typeof value !== 'number') throw new BadValue(path, 'wrong-kind');
  if (!Number.isSafeInteger(value) || value < 0) throw new BadValue(path, 'not-known');
  return value;
}
