import { MeshwrightError } from '../../base/errors.ts';
import type { Value } from '../template/model/values.ts';
import type { PreparedText } from '../template/parser/prepared.ts';
import type { Metadata } from './metadata.ts';

/** A file of a chart. */
export interface ChartFile {
  /** Within the chart's folder, with slashes: `templates/service.yaml`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A file below templates/. */
export interface ChartTemplate {
  /** Within the chart's folder. */
  readonly path: string;
  readonly text: string;
  /** What the text was parsed to ahead of time, if it was. */
  readonly trees?: PreparedText['trees'];
}

/** A chart in Helm's format (helm.sh/docs/topics/charts), as it was loaded. */
export interface Chart {
  readonly metadata: Metadata;
  /** What values.yaml says. */
  readonly values: Map<string, Value>;
  readonly templates: readonly ChartTemplate[];
  /** All files that are nothing else: what templates find in `.Files`. */
  readonly files: readonly ChartFile[];
  /** values.schema.json, which values-schema.ts checks values against. */
  readonly schema: Uint8Array | undefined;
  /** The charts below charts/. */
  readonly dependencies: readonly Chart[];
}

/** A chart that cannot be loaded or rendered. The message names the chart, or the template, line and column. */
export class ChartError extends MeshwrightError {}

/** The files below crds/, of the chart and those it depends on: they are no templates. */
export const customResourceDefinitions = (chart: Chart): ChartFile[] => [
  ...chart.files.filter(({ path }) => path.startsWith('crds/') && /\.(ya?ml|json)$/i.test(path)),
  ...chart.dependencies.flatMap(customResourceDefinitions),
];

/** True for a chart whose values, or those of one that it depends on, have a schema: it is rendered with `checkValues`. */
export const hasSchema = ({ schema, dependencies }: Chart): boolean =>
  schema !== undefined || dependencies.some(hasSchema);
