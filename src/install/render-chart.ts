import { type Chart, ChartError, customResourceDefinitions } from '../render/chart/chart.ts';
import { type RenderOptions, renderChart } from '../render/chart/render.ts';
import { valuesOf } from '../render/chart/values.ts';
import type { Functions } from '../render/template/model/function.ts';
import { decode } from '../resources/input/decode.ts';
import { isObject, type JsonObject } from '../resources/json.ts';
import { type Unfold, writtenDefinitions } from '../resources/written-object.ts';
import { readYaml } from '../resources/yaml/read.ts';
import type { ChartRequest, RenderedChart } from './package.ts';

/** A chart of a package, and what it is rendered with. */
export interface ChartSource {
  readonly chart: Chart;
  /** Its folder, for messages. */
  readonly place: string;
  readonly functions: Functions;
  readonly checkValues?: RenderOptions['checkValues'];
  /** Where the chart holds definitions whose `spec` is folded: what stands for it there is unfolded. */
  readonly unfold?: Unfold | undefined;
}

/**
 * The objects that a chart gives for a request.
 *
 * @throws ChartError for what is wrong in a template, or is no YAML when it is rendered
 */
export function renderObjects(
  { chart, place, functions, checkValues, unfold }: ChartSource,
  request: ChartRequest,
): RenderedChart {
  const { release, namespace, values, kubernetesVersion, includesCrds, only } = request;
  const { texts, notes = '' } = renderChart(chart, valuesOf(values, 'values'), {
    release: { name: release, namespace },
    functions,
    checkValues,
    only,
    capabilities: { kubeVersion: kubernetesVersion },
  });
  const names = [...texts.keys()].sort();
  const objects = names.flatMap((name) => objectsIn(texts.get(name)!, name, unfold));
  const crds = includesCrds && only === undefined ? customResourceDefinitions(chart) : [];
  return {
    place,
    objects: [
      ...objects,
      ...crds.flatMap(({ path, bytes }) => objectsIn(textOf(bytes, `${place}/${path}`), `${place}/${path}`)),
    ],
    warnings: [...notes.matchAll(/^WARNING: (.*)$/gm)].map(([, warning]) => warning!),
  };
}

/** The objects in a rendered text; documents of comments alone, and what has no kind, are none. */
function objectsIn(text: string, name: string, unfold?: Unfold): JsonObject[] {
  if (text.includes('\nkind: CustomResourceDefinition\n')) {
    const documents = text.split(/^---\n/m);
    return writtenDefinitions(documents, unfold).flatMap((object, i) =>
      object === undefined ? readObjects(documents[i]!, name) : [object],
    );
  }
  return readObjects(text, name);
}

function readObjects(text: string, name: string): JsonObject[] {
  return readYaml(text).flatMap(({ value, problem }) => {
    if (problem !== undefined) {
      throw new ChartError(`${name}: what it renders is no YAML: line ${problem.line}: ${problem.message}`);
    }
    return isObject(value) && typeof value.kind === 'string' && value.kind !== '' ? [value] : [];
  });
}

/**
 * The text of a package's file.
 *
 * @throws ChartError where it is none
 */
export function textOf(bytes: Uint8Array, name: string): string {
  const { text, problem } = decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (problem !== undefined) throw new ChartError(`${name}:${problem.line}: ${problem.message}`);
  return text;
}
