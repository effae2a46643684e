import type { Bar, Lane } from '../../core/history/timeline';
import { foreign, plural, t } from '../../platform/i18n';
import { type Choices, MORE } from './choices';
import { tickText } from './formats';
import { placeIn, type Scale } from './period';
import { still } from './still';
import { barText } from './words';

export interface TimelineProps {
  readonly scale: Scale;
  /** ms since the epoch */
  readonly now: number;
  /** All sites together first. */
  readonly lanes: readonly Lane[];
  readonly shown: number;
  /** The bar that Tab comes to, by its name; the first where there is none such. */
  readonly active: string | null;
  readonly onChoose: (change: Partial<Choices>) => void;
}

/**
 * Outages as bars along the time, a lane for all sites and one for each. The keys and the pointer are
 * listened to for all bars together (`bars.ts`); what a bar says stands in its name.
 */
function Drawn({ scale, now, lanes, shown, active, onChoose }: TimelineProps) {
  const drawn = lanes.slice(0, shown + 1);
  const more = Math.min(MORE, lanes.length - drawn.length);
  const names = drawn.flatMap(({ site, bars }) => bars.map((bar) => nameOf(site, bar)));
  const entry = active !== null && names.includes(active) ? active : names[0];
  return (
    <div class="timeline">
      <Axis scale={scale} now={now} />
      <ul class="lanes">
        {drawn.map(({ site, bars }) => (
          <li key={site ?? ''} class={site === null ? 'lane all' : 'lane'}>
            <span class="lane-name" title={site === null ? undefined : foreign(site)}>
              {site === null ? t('historyAllSites') : <bdi>{site}</bdi>}
            </span>
            <ul class="track">
              {bars.map((bar) => {
                const name = nameOf(site, bar);
                return (
                  <li key={bar.from} style={placed(bar, scale)}>
                    <button
                      type="button"
                      class={`bar ${bar.how}`}
                      data-bar={name}
                      tabIndex={name === entry ? 0 : -1}
                      aria-label={barText(site, bar)}
                    />
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <button type="button" class="quiet" onClick={() => onChoose({ lanes: shown + MORE })}>
          {plural('historyMoreSites', more)}
        </button>
      )}
    </div>
  );
}

export const Timeline = still(Drawn);

/** Names a bar for as long as it begins where it does. */
export function nameOf(site: string | null, bar: Bar): string {
  return `${site ?? ''} ${bar.from}`;
}

/** Logical, so that time runs from right to left where writing does. */
function placed({ from, to }: Bar, { span }: Scale) {
  const start = placeIn(span, from);
  return { insetInlineStart: `${start}%`, inlineSize: `${placeIn(span, to) - start}%` };
}

function Axis({ scale, now }: { scale: Scale; now: number }) {
  const { period, span, ticks } = scale;
  return (
    <div class={`axis ${period}`} aria-hidden="true">
      {ticks.map((at) => (
        <span
          key={at}
          class={`tick${besideNow(placeIn(span, now) - placeIn(span, at))}`}
          style={{ insetInlineStart: `${placeIn(span, at)}%` }}
        >
          <span>{tickText(at, period)}</span>
        </span>
      ))}
      <span class="now" style={{ insetInlineStart: `${placeIn(span, now)}%` }}>
        <span>{t('historyNow')}</span>
      </span>
    </div>
  );
}

/** A mark so much before the line of now, in percent: its words would lie under the word for now. */
function besideNow(away: number): string {
  if (away < -1 || away >= 25) return '';
  return away < 10 ? ' hidden' : ' hidden-if-narrow';
}

const LEGEND = [
  { how: 'recovered', text: 'historyCameBack' },
  { how: 'not-seen', text: 'historyNotSeenBack' },
  { how: 'failing', text: 'endOpen' },
] as const;

/** What the bars look like, and what the one that is pointed at says. */
export function Legend({ reading }: { reading: string | null }) {
  return (
    <div class="legend">
      <ul>
        {LEGEND.map(({ how, text }) => (
          <li key={how}>
            <span class={`bar ${how}`} />
            {t(text)}
          </li>
        ))}
      </ul>
      <p class="reading">{reading ?? t('historyTimelineHint')}</p>
    </div>
  );
}
