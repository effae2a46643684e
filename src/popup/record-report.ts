/** The report of a failure that the history keeps, in the visitor's language. */
import { buildReport } from '../core/report/report';
import { t } from '../platform/i18n';
import type { HistoryLine } from '../protocol/history';
import { howItEnded } from '../ui/ending';
import { reportWords, timeWithZone, tried } from '../ui/report/report';

/** What a support desk can work with, as plain text. Addresses are redacted in the history already. */
export function recordReport(line: HistoryLine): string {
  const { site, address, statuses, firstSeenAt, lastSeenAt, family } = line;
  const status = statuses.at(-1) ?? null;
  const facts = {
    site,
    address,
    status,
    reason: null,
    reference: null,
    firstSeen: timeWithZone(firstSeenAt),
    lastSeen: timeWithZone(lastSeenAt),
    evidence: [],
  };
  const words = reportWords(status, [
    { label: t('detailsGateway'), value: family ?? t('detailsGatewayUnknown') },
    { label: t('detailsTries'), value: tried(line) },
    { label: t('historyEnd'), value: howItEnded(line) },
  ]);
  return buildReport(facts, words).text;
}
