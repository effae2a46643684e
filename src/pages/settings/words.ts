import { foreign, language, t } from '../../platform/i18n';
import type { FileProblem } from './file';

/** Why a file is not taken, with the place. */
export function problemText(problem: FileProblem): string {
  switch (problem.kind) {
    case 'too-large':
      return t('settingsFileTooLarge');
    case 'not-settings':
      return t('settingsFileNotSettings');
    case 'later':
      return t('historyFileLater');
    case 'not-json': {
      const number = new Intl.NumberFormat(language());
      const { line, column } = problem.place;
      return t('historyFileNotJson', number.format(line), number.format(column));
    }
    case 'bad-value':
      return t('historyFileNotKnown', foreign(problem.path));
  }
}
