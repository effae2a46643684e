import type { Target } from './target';
import { bystanders, diagnosis } from './targets/diagnosis';
import { framing } from './targets/framing';
import { historyFile, historyRoundTrip } from './targets/history-file';
import { messages } from './targets/messages';
import { redaction } from './targets/redaction';
import { response } from './targets/response';
import { retryAfter } from './targets/retry-after';
import { scrubbing } from './targets/scrubbing';
import {
  organisationPolicy,
  settingsFile,
  settingsRoundTrip,
  siteName,
  storedSettings,
} from './targets/settings';
import { proxyStatus, structuredFields } from './targets/structured-fields';
import { work } from './targets/work';

/** Everything that takes what others wrote. Tests in CI and `npm run fuzz` go through it alike. */
export const TARGETS: readonly Target[] = [
  response,
  framing,
  diagnosis,
  bystanders,
  retryAfter,
  structuredFields,
  proxyStatus,
  redaction,
  scrubbing,
  historyFile,
  historyRoundTrip,
  settingsFile,
  settingsRoundTrip,
  storedSettings,
  organisationPolicy,
  siteName,
  messages,
  // The last: code whose blocks are counted is slower from then on.
  work,
];
