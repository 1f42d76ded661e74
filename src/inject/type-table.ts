/**
 * The declarations of a table of types, by name: `Name: what it is`, one that is too long going on in indented lines. A name
 * behind `= ` keeps that sign.
 */
export function declarationsOf(table: string): ReadonlyMap<string, string> {
  const lines = table
    .trim()
    .replace(/\n {2}/g, ' ')
    .split('\n');
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
}

/** The parts of a declaration. */
export const partsOf = (declaration: string): readonly string[] => (declaration === '' ? [] : declaration.split(', '));

/** A name in JSON as Go's field of it is mostly called. */
export const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
