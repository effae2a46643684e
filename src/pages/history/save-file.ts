import { toCsv } from '../../core/history/csv';
import { toJson } from '../../core/history/export';
import type { IncidentRecord } from '../../core/history/record';

const FORMS = {
  json: { type: 'application/json', write: toJson },
  csv: { type: 'text/csv', write: toCsv },
} as const;

/** Gives the visitor incidents as a file, as a download: that needs no permission. */
export function saveHistory(form: keyof typeof FORMS, records: readonly IncidentRecord[]): void {
  const { type, write } = FORMS[form];
  const address = URL.createObjectURL(new Blob([write(records)], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `backsoon-history.${form}`;
  link.click();
  // Else it would stay as long as the page does.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
