import type { Look } from '../text/look.ts';
import { formatTable } from '../text/table.ts';

/**
 * A table about waypoints.
 *
 * @param header with the namespace first, as in each row
 * @param withNamespaces false to leave that column out: all are of one
 */
export function waypointTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  withNamespaces: boolean,
  look: Look,
): string {
  if (rows.length === 0) return 'There are no waypoints.\n';
  const from = withNamespaces ? 0 : 1;
  return formatTable(
    header.slice(from),
    rows.map((row) => row.slice(from)),
    look,
  );
}
