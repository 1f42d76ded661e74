import type { Json } from '../../resources/json.ts';
import { deepCopy } from '../functions/dictionaries.ts';
import { fromJson } from '../template/model/json.ts';
import type { Value } from '../template/model/values.ts';
import { type Chart, ChartError } from './chart.ts';

export type Values = Map<string, Value>;

/** What is odd about values, but no error. */
export type Warn = (text: string) => void;

const globalKey = 'global';

/** True for a map, which Helm calls a table. */
export const isTable = (value: Value): value is Values => value instanceof Map;
/** Values that can be changed without the others. */
export const copyOf = (values: Values): Values => deepCopy(values) as Values;

const joinedPath = (a: string, b: string): string => (a === '' ? b : `${a}.${b}`);

/**
 * Values as a file of them says.
 * @throws ChartError
 */
export function valuesOf(json: Json | undefined, path: string): Values {
  const values = fromJson(json ?? {});
  if (values instanceof Map) return values;
  throw new ChartError(`${path}: must be a map`);
}

/**
 * A chart's values with those of the charts that it depends on below their names: what users give wins over the chart's
 * own, and a parent's over a dependency's. Null takes a default away; with `keepsNulls`, nulls stay, for another round.
 * @throws ChartError where a dependency's values are no map
 */
export function coalesceValues(chart: Chart, given: Values, warn: Warn, keepsNulls = false): Values {
  return new Coalescing(warn, keepsNulls).chart(chart, copyOf(given), '');
}

/** As `coalesceValues`, for two maps: what `target` holds wins. `source` is changed too. */
export const mergeTables = (target: Values, source: Values, warn: Warn): Values =>
  new Coalescing(warn, true).tables(target, source, '', true);

class Coalescing {
  constructor(
    private readonly warn: Warn,
    private readonly keepsNulls: boolean,
  ) {}

  chart(chart: Chart, values: Values, prefix: string): Values {
    const path = joinedPath(prefix, chart.metadata.name);
    this.#defaults(chart, values, path);
    for (const dependency of chart.dependencies) {
      const { name } = dependency.metadata;
      if (!values.has(name)) values.set(name, new Map());
      const own = values.get(name);
      if (!isTable(own)) throw new ChartError(`values of chart ${path}: type mismatch on ${name}: it must be a map`);
      this.#globals(own, values, path);
      this.chart(dependency, own, path);
    }
    return values;
  }

  #defaults(chart: Chart, values: Values, path: string): void {
    const isDependency = new Set(chart.dependencies.map(({ metadata }) => metadata.name));
    for (const [key, fallback] of copyOf(chart.values)) {
      if (!values.has(key)) {
        values.set(key, fallback);
        continue;
      }
      const value = values.get(key);
      if ((value ?? null) === null) {
        if (!this.keepsNulls) values.delete(key);
      } else if (isTable(value)) {
        if (isTable(fallback)) {
          this.tables(value, fallback, joinedPath(path, key), this.keepsNulls || isDependency.has(key));
        } else if (fallback !== null) this.warn(`skipped value for ${path}.${key}: not a table`);
      }
    }
  }

  /** Brings the parent's global values to a dependency's. */
  #globals(values: Values, parents: Values, path: string): void {
    const own = values.has(globalKey) ? values.get(globalKey) : new Map<string, Value>();
    const given = parents.has(globalKey) ? parents.get(globalKey) : new Map<string, Value>();
    if (!isTable(own) || !isTable(given)) {
      this.warn(`skipping globals because ${isTable(own) ? 'source' : 'destination'} ${globalKey} is not a table`);
      return;
    }
    for (const [key, value] of given) {
      const present = own.get(key);
      if (!isTable(value)) {
        if (isTable(present)) this.warn(`key ${key} is table: skipping`);
        else own.set(key, value);
      } else if (!own.has(key)) own.set(key, new Map(value));
      else if (!isTable(present))
        this.warn(`conflict: cannot merge map onto non-map for ${JSON.stringify(key)}: skipping`);
      else own.set(key, this.tables(new Map(value), present, joinedPath(path, key), true));
    }
    values.set(globalKey, own);
  }

  tables(target: Values, source: Values, path: string, keepsNulls: boolean): Values {
    const given = new Set([...source].filter(([, value]) => (value ?? null) !== null).map(([key]) => key));
    for (const [key, value] of target) if ((value ?? null) === null) source.set(key, null);
    for (const [key, value] of source) {
      const own = target.get(key);
      if (!target.has(key)) target.set(key, value);
      else if (!keepsNulls && (own ?? null) === null && given.has(key)) target.delete(key);
      else if (isTable(value)) {
        if (isTable(own)) this.tables(own, value, joinedPath(path, key), keepsNulls);
        else this.warn(`cannot overwrite table with non table for ${joinedPath(path, key)}`);
      } else if (isTable(own) && value !== null) {
        this.warn(`destination for ${joinedPath(path, key)} is a table: ignoring a value that is none`);
      }
    }
    return target;
  }
}

/** The map at a path of names; undefined where there is none. */
export function tableAt(values: Values, path: readonly string[]): Values | undefined {
  let table: Values = values;
  for (const name of path) {
    const next = table.get(name);
    if (!isTable(next)) return undefined;
    table = next;
  }
  return table;
}

/** The value at a path, which must be no map; undefined where there is none. */
export function valueAt(values: Values, path: readonly string[]): Value {
  const value = tableAt(values, path.slice(0, -1))?.get(path.at(-1)!);
  return isTable(value) ? undefined : value;
}
