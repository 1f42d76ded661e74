import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { loadChart } from '../../src/render/chart/load.ts';
import { renderChart } from '../../src/render/chart/render.ts';
import { valuesOf } from '../../src/render/chart/values.ts';
import { helmFunctions } from '../../src/render/functions/functions.ts';
import type { Json, JsonObject } from '../../src/resources/json.ts';

const filesOf = (folder: string, copiedTo: (path: string) => string = (path) => path) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((file) => ({ path: copiedTo(relative(folder, file)), bytes: readFileSync(file) }));

/** Sources of a chart with what the build copies into it (scripts/complete-charts.js), whether or not a build has run. */
const completeChart = (name: string) => [
  ...filesOf(join('charts', name)).filter(({ path }) => !/^(files|templates)\/shared\//.test(path)),
  ...filesOf('charts/shared', (path) => path.replace(/^(files|templates)\//, '$1/shared/')),
];

/** Objects that one of the project's charts makes of values, by kind and name: `Service istio-ingressgateway`. */
export function objectsOf(chart: string, values: JsonObject, namespace = 'istio-system'): Map<string, JsonObject> {
  const { texts } = renderChart(loadChart(completeChart(chart), chart), valuesOf(values, 'values'), {
    release: { name: 'istio', namespace },
    functions: helmFunctions,
  });
  const documents = [...texts.values()].flatMap((text) => parseAllDocuments(text));
  const problem = documents.flatMap(({ errors }) => errors)[0];
  if (problem !== undefined) throw problem;
  const objects = documents.map((document) => document.toJS() as Json).filter((object) => object !== null);
  return new Map(
    (objects as { kind: string; metadata: { name: string } }[]).map((object) => [
      `${object.kind} ${object.metadata.name}`,
      object as unknown as JsonObject,
    ]),
  );
}
