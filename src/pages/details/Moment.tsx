import { pointInTime } from '../../ui/time';

/** A point in time (ms since the epoch), in words and for machines. */
export function Moment({ at }: { at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{pointInTime(at)}</time>;
}
