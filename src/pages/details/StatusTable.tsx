import { type MessageKey, t } from '../../platform/i18n';
import { Mark } from './Fact';
import type { StatusLine } from './statuses';

interface StatusTableProps {
  name: MessageKey;
  lines: readonly StatusLine[];
  /** The status at hand; null where there is none. */
  current: number | null;
}

/** Status codes in plain words; the one at hand is marked in words, too. */
export function StatusTable({ name, lines, current }: StatusTableProps) {
  return (
    <table class="statuses">
      <caption>{t(name)}</caption>
      <colgroup>
        <col class="codes-column" />
        <col />
      </colgroup>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{t('detailsCode')}</th>
          <th scope="col">{t('detailsMeaning')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.code} class={line.code === current ? 'current' : undefined}>
            <th scope="row">
              <span class="status-code">{line.code}</span>
              {line.code === current && <Mark says="detailsThisOne" />}
            </th>
            <td>
              {line.name !== null && (
                <span class="status-name" lang="en" dir="ltr" translate={false}>
                  {line.name}
                </span>
              )}
              <span>{t(line.says)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
