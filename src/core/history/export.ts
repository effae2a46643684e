import { FORMAT, toPortable, VERSION } from './portable';
import type { IncidentRecord } from './record';

/**
 * The history as a JSON file that `readImport` takes: one incident a line, in the order given, so that
 * a line number is a place that one finds.
 */
export function toJson(records: readonly IncidentRecord[]): string {
  const lines = records.map((record) => JSON.stringify(toPortable(record)));
  const head = `{"format":${JSON.stringify(FORMAT)},"version":${VERSION},"incidents":[`;
  return `${head}${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`}]}\n`;
}
