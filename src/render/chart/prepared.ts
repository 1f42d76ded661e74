import type { JsonObject } from '../../resources/json.ts';
import type { Functions } from '../template/model/function.ts';
import { toJson } from '../template/model/json.ts';
import { decode } from '../template/model/text.ts';
import { CollectedTrees, type TreePlaces, treesAt } from '../template/parser/prepared.ts';
import type { Chart, ChartFile } from './chart.ts';
import { templateSet } from './engine.ts';
import type { Metadata } from './metadata.ts';
import { valuesOf } from './values.ts';

/** A chart as JSON, with all that can be read and parsed ahead of time: from it, a chart is ready in a millisecond. */
export interface PreparedChart {
  readonly metadata: Omit<Metadata, 'annotations'> & { readonly annotations: Readonly<Record<string, string>> };
  readonly values: JsonObject;
  readonly templates: readonly PreparedTemplate[];
  /** values.schema.json. */
  readonly schema?: string;
  /** What the chart's other files hold, by path. */
  readonly files: Readonly<Record<string, string>>;
}

interface PreparedTemplate {
  readonly path: string;
  readonly text: string;
  /** Of the templates that the text defines. */
  readonly trees: TreePlaces;
}

/**
 * Prepares a chart that depends on no other.
 *
 * @param functions that its templates may call
 * @param textOf what is kept of a file
 * @returns the chart, and the trees of all its templates: apart, as most of them need not be read
 * @throws TemplateError for a template that cannot be parsed
 */
export function prepareChart(
  { metadata, values, templates, files, schema, dependencies }: Chart,
  functions: Functions,
  textOf: (file: ChartFile) => string,
): { readonly chart: PreparedChart; readonly trees: string } {
  if (dependencies.length > 0) throw new TypeError(`chart ${metadata.name} depends on others: it cannot be prepared`);
  const trees = new CollectedTrees();
  const chart: PreparedChart = {
    metadata: { ...metadata, annotations: Object.fromEntries(metadata.annotations) },
    values: toJson(values) as JsonObject,
    templates: templates.map(({ path, text }) => {
      const set = templateSet(functions).associated(`${metadata.name}/${path}`).parse(text);
      return { path, text, trees: trees.add(set.trees) };
    }),
    ...(schema === undefined ? {} : { schema: decode(schema) }),
    files: Object.fromEntries(files.map((file) => [file.path, textOf(file)])),
  };
  return { chart, trees: trees.all };
}

/** The chart that was prepared. */
export const preparedChart = ({ metadata, values, templates, schema, files }: PreparedChart, trees: string): Chart => ({
  metadata: { ...metadata, annotations: new Map(Object.entries(metadata.annotations)) },
  values: valuesOf(values, 'values.yaml'),
  templates: templates.map(({ path, text, trees: places }) => ({
    path,
    text,
    trees: treesAt(places, trees),
  })),
  files: Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text) })),
  schema: schema === undefined ? undefined : Buffer.from(schema),
  dependencies: [],
});
