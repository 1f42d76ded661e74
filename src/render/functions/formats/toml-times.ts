import { parseTime } from '../time/parse.ts';
import type { GoTime } from '../time/time.ts';
import { findZone, fixedZone, utc, type Zone } from '../time/zone.ts';

const withOffset = '2006-01-02T15:04:05.999999999Z07:00';

/** How dates and times are written that name no zone, and the zones that they are in, which say so. */
const local: readonly (readonly [layout: string, zone: Zone])[] = [
  ['2006-01-02T15:04:05.999999999', fixedZone('datetime-local', 0)],
  ['2006-01-02', fixedZone('date-local', 0)],
  ['15:04:05.999999999', fixedZone('time-local', 0)],
];

/** The time that a text of TOML says; undefined for what is none. */
export function readTomlTime(text: string): GoTime | undefined {
  const normal = text.replace(/[ t]/, 'T').replace(/z$/, 'Z');
  for (const [layout, zone] of [[withOffset, findZone('Local') ?? utc] as const, ...local]) {
    const time = parseTime(layout, normal, zone);
    if (time !== undefined) return time;
  }
  return undefined;
}

/** A time as TOML writes it: one that was read without a zone has none. */
export const writeTomlTime = (time: GoTime): string =>
  time.format(local.find(([, zone]) => zone === time.zone)?.[0] ?? withOffset);
