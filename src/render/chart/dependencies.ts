import { fulfils } from '../functions/versions/constraints.ts';
import type { Value } from '../template/model/values.ts';
import type { Chart } from './chart.ts';
import type { Dependency } from './metadata.ts';
import { coalesceValues, copyOf, mergeTables, tableAt, type Values, valueAt, type Warn } from './values.ts';

/** The chart with those of its dependencies only that values, by conditions and tags, say to use; and what it imports. */
export const withDependencies = (chart: Chart, values: Values, warn: Warn): Chart =>
  withImports(enabled(chart, values, '', warn), warn);

const isCompatible = (constraint: string, version: string): boolean => {
  try {
    return fulfils(version, constraint);
  } catch {
    return false;
  }
};

const matches = (dependency: Dependency, { metadata }: Chart): boolean =>
  metadata.name === dependency.name && isCompatible(dependency.version, metadata.version);

const usedName = ({ name, alias }: Dependency): string => alias || name;

/** @param path of the chart's values within `values`, with a dot at its end */
function enabled(chart: Chart, values: Values, path: string, warn: Warn): Chart {
  const wanted = chart.metadata.dependencies;
  if (wanted.length === 0) return chart;
  const others = chart.dependencies.filter((one) => !wanted.some((dependency) => matches(dependency, one)));
  const named = wanted.flatMap((dependency) => {
    const found = chart.dependencies.find((one) => matches(dependency, one));
    return found === undefined ? [] : [{ ...found, metadata: { ...found.metadata, name: usedName(dependency) } }];
  });
  const all: Chart = { ...chart, dependencies: [...others, ...named] };
  const known = coalesceValues(all, values, warn);
  const off = new Set(wanted.filter((dependency) => !isEnabled(dependency, known, path, warn)).map(usedName));
  return {
    ...all,
    metadata: { ...chart.metadata, dependencies: wanted.filter((dependency) => !off.has(usedName(dependency))) },
    dependencies: all.dependencies
      .filter(({ metadata }) => !off.has(metadata.name))
      .map((one) => enabled(one, known, `${path}${one.metadata.name}.`, warn)),
  };
}

/** Conditions count more than tags; of tags, one that is on is enough. */
function isEnabled(dependency: Dependency, values: Values, path: string, warn: Warn): boolean {
  for (const condition of dependency.condition.trim().split(',')) {
    if (condition === '') continue;
    const value = valueAt(values, `${path}${condition}`.split('.'));
    if (typeof value === 'boolean') return value;
    if (value !== undefined) warn(`condition path '${condition}' for chart ${usedName(dependency)} is no boolean`);
  }
  const tags = tableAt(values, ['tags']);
  const switches = dependency.tags.map((tag) => tags?.get(tag)).filter((value) => typeof value === 'boolean');
  return switches.length === 0 || switches.includes(true);
}

/** Takes values of dependencies for the chart's own, as their `import-values` say. */
function withImports(given: Chart, warn: Warn): Chart {
  const chart = { ...given, dependencies: given.dependencies.map((one) => withImports(one, warn)) };
  const { dependencies } = chart.metadata;
  if (dependencies.length === 0) return chart;
  const values = coalesceValues(chart, new Map(), warn, true);
  let imported: Values = new Map();
  for (const dependency of dependencies) {
    for (const one of dependency.importValues) {
      const { child, parent } = typeof one === 'string' ? { child: `exports.${one}`, parent: '.' } : one;
      const table = tableAt(values, [usedName(dependency), ...child.split('.')]);
      if (table === undefined) warn(`import-values: chart ${usedName(dependency)} has no table ${child}`);
      else imported = mergeTables(imported, below(parent, table), warn);
    }
  }
  return { ...chart, values: mergeTables(copyOf(values), imported, warn) };
}

/** A map that holds the values at a path. */
function below(path: string, values: Values): Values {
  if (path === '.') return values;
  return path.split('.').reduceRight<Values>((inner, name) => new Map<string, Value>([[name, inner]]), values);
}
