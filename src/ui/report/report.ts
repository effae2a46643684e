/** What the report of a failure says, in the visitor's language. */
import {
  buildReport,
  type Report,
  type ReportFacts,
  type ReportWords,
} from '../../core/report/report';
import { plural, t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { observations, observedSentence } from './observed';
import { CERTAINTY, evidenceKind, failedLink } from './verdict';

export function reportOf(failure: DetailsFailure): Report {
  return buildReport(factsOf(failure), wordsOf(failure));
}

function factsOf(failure: DetailsFailure): ReportFacts {
  const { site, address, status, reason, reference, firstSeenAt, lastSeenAt } = failure;
  return {
    site,
    address,
    status,
    reason,
    reference,
    firstSeen: timeWithZone(firstSeenAt),
    lastSeen: timeWithZone(lastSeenAt),
    evidence: observations(failure).map((item) => {
      const sentence = observedSentence(item);
      return {
        label: t(evidenceKind(item.kind)),
        name: item.name,
        value: sentence ?? item.value,
        isSentence: sentence !== null,
      };
    }),
  };
}

function wordsOf(failure: DetailsFailure): ReportWords {
  const { gateway, certainty } = failure;
  return reportWords(failure.status, [
    { label: t('detailsGateway'), value: gateway?.product ?? t('detailsGatewayUnknown') },
    { label: t('detailsFailedLink'), value: t(failedLink(failure)) },
    { label: t('detailsSure'), value: t(CERTAINTY[certainty].word) },
    { label: t('detailsTries'), value: tried(failure) },
  ]);
}

/** The words of a report about a failure with this status, null where none came; `said`: what else it says. */
export function reportWords(status: number | null, said: ReportWords['said']): ReportWords {
  return {
    title:
      status === null ? t('detailsReportTitleUnanswered') : t('detailsReportTitle', String(status)),
    address: t('detailsAddress'),
    status: t('detailsStatusLine'),
    noStatus: t('detailsUnansweredStatus'),
    firstSeen: t('detailsFirstSeen'),
    lastSeen: t('detailsLastSeen'),
    reference: t('detailsReference'),
    evidence: t('detailsEvidence'),
    said,
    line: (label, value) => t('detailsReportLine', label, value),
  };
}

/** What was tried so far, in whole sentences. */
export function tried({ tries: { ours, visitors } }: Pick<DetailsFailure, 'tries'>): string {
  const sentences = [
    ...(ours > 0 ? [plural('detailsTriesOurs', ours)] : []),
    ...(visitors > 0 ? [plural('detailsTriesYours', visitors)] : []),
  ];
  return sentences.length === 0 ? t('detailsTriesNone') : sentences.join(' ');
}

/** "2026-11-20 13:58:00 +02:00", in the device's zone. `at` in ms since the epoch. */
export function timeWithZone(at: number): string {
  const ahead = -new Date(at).getTimezoneOffset();
  const local = new Date(at + ahead * 60_000).toISOString();
  const two = (value: number): string => String(value).padStart(2, '0');
  const zone = `${two(Math.floor(Math.abs(ahead) / 60))}:${two(Math.abs(ahead) % 60)}`;
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${ahead < 0 ? '-' : '+'}${zone}`;
}
