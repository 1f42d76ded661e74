/** A time zone: its offset from UTC, in seconds, and abbreviation depend on the time. */
export interface Zone {
  readonly name: string;
  at(seconds: number): { readonly offset: number; readonly abbreviation: string };
}

export const utc: Zone = { name: 'UTC', at: () => ({ offset: 0, abbreviation: 'UTC' }) };

/** A zone that always has the same offset, as times that were read have. */
export const fixedZone = (abbreviation: string, offset: number): Zone => ({
  name: abbreviation,
  at: () => ({ offset, abbreviation }),
});

const known = new Map<string, Zone | undefined>();

/** A zone by its name in the IANA database; `Local` is the machine's. Undefined for what is none. */
export function findZone(name: string): Zone | undefined {
  if (name === '' || name === 'UTC') return utc;
  if (!known.has(name)) known.set(name, makeZone(name));
  return known.get(name);
}

function makeZone(name: string): Zone | undefined {
  const system = name === 'Local' ? new Intl.DateTimeFormat().resolvedOptions().timeZone : name;
  if (system === 'UTC' || system === 'Etc/UTC') return { ...utc, name };
  let format: Intl.DateTimeFormat;
  let short: Intl.DateTimeFormat;
  try {
    const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' } as const;
    const time = { minute: 'numeric', second: 'numeric', hourCycle: 'h23', timeZone: system } as const;
    format = new Intl.DateTimeFormat('en-US', { ...fields, ...time, era: 'short' });
    short = new Intl.DateTimeFormat('en-US', { timeZone: system, timeZoneName: 'short' });
  } catch {
    return undefined;
  }
  return {
    name,
    at(seconds) {
      const parts = Object.fromEntries(format.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]));
      const year = parts.era?.startsWith('B') ? 1 - Number(parts.year) : Number(parts.year);
      const local = new Date(0);
      local.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
      local.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
      const offset = Math.round(local.getTime() / 1000 - seconds);
      return { offset, abbreviation: abbreviation(short, seconds, offset) };
    },
  };
}

/** Zones without letters of their own go by their offset: `-03`, `+0530`. */
function abbreviation(format: Intl.DateTimeFormat, seconds: number, offset: number): string {
  const name = format.formatToParts(seconds * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  if (/^[A-Z]{3,5}$/.test(name)) return name;
  const minutes = Math.abs(Math.trunc(offset / 60));
  const digits = String(Math.trunc(minutes / 60)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${digits}${minutes % 60 === 0 ? '' : String(minutes % 60).padStart(2, '0')}`;
}
