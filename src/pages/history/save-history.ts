import { toCsv } from '../../core/history/csv';
import { toJson } from '../../core/history/export';
import type { IncidentRecord } from '../../core/history/record';
import { saveFile } from '../../platform/save-file';

const FORMS = {
  json: { type: 'application/json', write: toJson },
  csv: { type: 'text/csv', write: toCsv },
} as const;

/** Gives the visitor incidents as a file. */
export function saveHistory(form: keyof typeof FORMS, records: readonly IncidentRecord[]): void {
  const { type, write } = FORMS[form];
  saveFile(`backsoon-history.${form}`, type, write(records));
}
