import type { Report } from '../../core/report/report';
import { type MessageKey, t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { reportOf } from '../../ui/report/report';
import { Section } from './Section';

export interface Copying {
  readonly form: keyof Report;
  /** How the last copy went; null before the first. */
  readonly result: 'copied' | 'refused' | null;
  readonly onForm: (form: keyof Report) => void;
  readonly onCopy: (text: string) => void;
}

const FORMS: readonly { readonly form: keyof Report; readonly name: MessageKey }[] = [
  { form: 'text', name: 'detailsReportText' },
  { form: 'markdown', name: 'detailsReportMarkdown' },
];

const RESULTS = { copied: 'detailsReportCopied', refused: 'detailsReportRefused' } as const;

/** The failure as a text to hand on: shown in full before anything is copied. */
export function CopyReport({ failure, copying }: { failure: DetailsFailure; copying: Copying }) {
  const { form, result, onForm, onCopy } = copying;
  const report = reportOf(failure)[form];
  return (
    <Section id="report" name="detailsReport">
      <p>{t('detailsReportIntro')}</p>
      <p id="report-scrubbed">{t('detailsReportScrubbed')}</p>
      <div class="sheet report">
        <fieldset>
          <legend>{t('detailsReportForm')}</legend>
          {FORMS.map(({ form: one, name }) => (
            <label key={one}>
              <input
                type="radio"
                name="form"
                value={one}
                checked={one === form}
                onChange={() => onForm(one)}
              />
              {t(name)}
            </label>
          ))}
        </fieldset>
        <textarea
          id="report-text"
          readOnly
          dir="auto"
          spellcheck={false}
          rows={Math.min(24, report.trimEnd().split('\n').length)}
          aria-label={t('detailsReportPreview')}
          aria-describedby="report-scrubbed"
          value={report}
        />
        <div class="report-copy">
          <button type="button" class="primary" onClick={() => onCopy(report)}>
            {t('detailsReportCopy')}
          </button>
          <p role="status">{result === null ? '' : t(RESULTS[result])}</p>
        </div>
      </div>
    </Section>
  );
}
