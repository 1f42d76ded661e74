import { compareTexts } from '../base/compare-texts.ts';
import type { CallOptions, KubeApi } from '../kube/api.ts';
import { withQuery } from '../kube/paths.ts';
import { rawJson } from '../kube/raw-json.ts';
import { objectsAt, textAt } from '../resources/fields.ts';
import type { Json, JsonObject } from '../resources/json.ts';

/** Objects as the API server itself puts them in a table, which is what kubectl prints. */
export interface ServerTable {
  readonly header: readonly string[];
  /** Oldest first. */
  readonly rows: readonly (readonly string[])[];
}

const accept = 'application/json;as=Table;g=meta.k8s.io;v=v1';
const page = 500;

/**
 * Asks for a table of a collection, with the namespace before each row. The objects themselves stay on the server: of a
 * Secret only its name, its type and how many entries it has are sent.
 *
 * @param path of the collection: `/api/v1/secrets`
 * @param isWide with the columns that `kubectl get -o wide` adds
 */
export async function serverTable(
  api: KubeApi,
  path: string,
  isWide: boolean,
  options: CallOptions,
): Promise<ServerTable> {
  const rows: { readonly time: string; readonly cells: readonly string[] }[] = [];
  let columns: readonly JsonObject[] = [];
  let token: string | undefined;
  const isShown = ({ priority }: JsonObject): boolean => isWide || !(Number(priority) > 0);
  do {
    const query = { limit: page, includeObject: 'Metadata', continue: token };
    const answer = await rawJson(api, { path: withQuery(path, query), accept }, options);
    if (columns.length === 0) columns = objectsAt(answer, 'columnDefinitions');
    const shown = columns.map(isShown);
    for (const row of objectsAt(answer, 'rows')) {
      const cells = Array.isArray(row.cells) ? row.cells.filter((_, i) => shown[i]).map(cellText) : [];
      rows.push({
        time: textAt(row, 'object', 'metadata', 'creationTimestamp'),
        cells: [textAt(row, 'object', 'metadata', 'namespace'), ...cells],
      });
    }
    token = textAt(answer, 'metadata', 'continue') || undefined;
  } while (token !== undefined);
  const names = columns.filter(isShown).map(({ name }) => String(name).toUpperCase());
  rows.sort((a, b) => compareTexts(a.time, b.time));
  return { header: ['NAMESPACE', ...names], rows: rows.map(({ cells }) => cells) };
}

const cellText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
