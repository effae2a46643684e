import type { ComponentChildren } from 'preact';
import type { Limits } from '../../core/history/limits';
import type { IncidentRecord } from '../../core/history/record';
import type { Lane } from '../../core/history/timeline';
import { type MessageKey, t } from '../../platform/i18n';
import type { StoreState } from '../../protocol/history';
import { Brand } from '../../ui/Brand';
import { Keep } from '../../ui/Keep';
import { Buckets } from './Buckets';
import type { Choices } from './choices';
import { DeleteAll } from './DeleteAll';
import { Filters } from './Filters';
import { Incidents } from './Incidents';
import type { Scale } from './period';
import { Sites } from './Sites';
import type { Selection } from './selection';
import type { Known, Sight } from './sight';
import { Legend, Timeline } from './Timeline';
import { type Said, Toast } from './Toast';
import { Transfer } from './Transfer';

export interface HistoryPageProps {
  readonly state: StoreState;
  /** ms since the epoch */
  readonly now: number;
  /** Whether there is more to come: the rest is being read. */
  readonly isReading: boolean;
  readonly known: Known;
  readonly sight: Sight;
  /** What is listed: the incidents in sight, in order, or those of one bar. */
  readonly listed: readonly IncidentRecord[];
  readonly lanes: readonly Lane[];
  readonly scale: Scale;
  readonly choices: Choices;
  readonly selection: Selection;
  /** The bar that Tab comes to; null: the first. */
  readonly active: string | null;
  /** What the bar that is pointed at says; null for none. */
  readonly reading: string | null;
  readonly said: Said | null;
  readonly imported: string;
  /** null while nobody has told. */
  readonly limits: Limits | null;
  readonly on: {
    readonly choose: (change: Partial<Choices>) => void;
    readonly select: (key: string, isRange: boolean) => void;
    readonly selectAll: () => void;
    readonly remove: () => void;
    readonly askRemoveAll: () => void;
    readonly removeAll: () => void;
    readonly undo: (token: string) => void;
    readonly save: (form: 'json' | 'csv') => void;
    readonly file: (file: File) => void;
    readonly keep: (limits: Limits) => void;
  };
}

const NOTICES: Readonly<Partial<Record<StoreState, MessageKey>>> = {
  full: 'historyFull',
  broken: 'historyBroken',
  later: 'historyLater',
};

/** The history page: what failed, along the time, site by site, and one by one. */
export function HistoryPage(props: HistoryPageProps) {
  const { state, known, isReading, said, on } = props;
  const notice = NOTICES[state];
  return (
    <>
      <Brand />
      <main aria-busy={isReading}>
        <h1 tabIndex={-1}>{t('historyHeading')}</h1>
        {state === 'private' ? (
          <p class="sheet notice">{t('historyPrivate')}</p>
        ) : (
          <>
            <p class="lead">{t('historyLead')}</p>
            {notice !== undefined && (
              <p class="sheet notice" role="status">
                {t(notice)}
              </p>
            )}
            {known.records.length > 0 ? (
              <Shown {...props} />
            ) : (
              notice === undefined && (
                <p class="sheet none">{t(isReading ? 'historyReading' : 'historyEmpty')}</p>
              )
            )}
            <End {...props} />
          </>
        )}
      </main>
      <DeleteAll total={known.records.length} onConfirm={on.removeAll} />
      <Toast said={said} onUndo={on.undo} />
    </>
  );
}

function Shown(props: HistoryPageProps) {
  const { known, sight, isReading, choices, on } = props;
  return (
    <>
      <Filters choices={choices} known={known} onChoose={on.choose} />
      <p class="reading-on" aria-live="polite">
        {isReading ? t('historyReading') : ''}
      </p>
      {sight.incidents.length === 0 ? (
        <p class="sheet none" role="status">
          {t('historyNothingFits')}
        </p>
      ) : (
        <InSight {...props} />
      )}
    </>
  );
}

function InSight(props: HistoryPageProps) {
  const { sight, listed, lanes, scale, now, choices, selection, active, reading, on } = props;
  return (
    <>
      <Part id="timeline" name="historyTimeline">
        <Timeline
          scale={scale}
          now={now}
          lanes={lanes}
          shown={choices.lanes}
          active={active}
          onChoose={on.choose}
        />
        <Legend reading={reading} />
        <details
          class="as-table"
          open={choices.asTable}
          onToggle={(event) => {
            const { open } = event.currentTarget;
            if (open !== choices.asTable) on.choose({ asTable: open });
          }}
        >
          <summary>{t('historyAsTable')}</summary>
          {choices.asTable && <Buckets outages={sight.outages} scale={scale} now={now} />}
        </details>
      </Part>
      <Part id="sites" name="historySites" hint="historySitesHint">
        <Sites statistics={sight.statistics} choices={choices} onChoose={on.choose} />
      </Part>
      <Part id="incidents" name="historyIncidents">
        <Incidents
          incidents={listed}
          choices={choices}
          selection={selection}
          onChoose={on.choose}
          onSelect={on.select}
          onSelectAll={on.selectAll}
          onDelete={on.remove}
          onDeleteAll={on.askRemoveAll}
        />
      </Part>
    </>
  );
}

function End({ known, sight, choices, imported, limits, on }: HistoryPageProps) {
  return (
    <Part id="export" name="historyExport">
      <Transfer
        choices={choices}
        shown={sight.incidents.length}
        total={known.records.length}
        imported={imported}
        onChoose={on.choose}
        onSave={on.save}
        onFile={on.file}
      />
      {limits !== null && <Keep limits={limits} onKeep={on.keep} />}
    </Part>
  );
}

interface PartProps {
  readonly id: string;
  readonly name: MessageKey;
  readonly hint?: MessageKey;
  readonly children: ComponentChildren;
}

function Part({ id, name, hint, children }: PartProps) {
  return (
    <section aria-labelledby={`${id}-name`}>
      <h2 id={`${id}-name`}>{t(name)}</h2>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="aside">
          {t(hint)}
        </p>
      )}
      <div class={`sheet ${id}`}>{children}</div>
    </section>
  );
}
