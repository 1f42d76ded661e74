import type { SourceFile } from '../resources/document.ts';
import type { Json, JsonObject } from '../resources/json.ts';

/** Where an installation comes from: profiles, and charts that can be rendered. */
export interface InstallPackage {
  /** Names of the profiles that it holds. */
  readonly profiles: readonly string[];
  /** The profile of a name that is among `profiles`. */
  readProfile(name: string): SourceFile;
  /**
   * Renders one chart.
   *
   * @throws MeshwrightError for a chart that is not there, or that fails with these values
   */
  renderChart(request: ChartRequest): Promise<RenderedChart>;
}

export interface ChartRequest {
  /** Folders below `charts/` that may hold it: the first that is there is meant. */
  readonly folders: readonly string[];
  readonly release: string;
  readonly namespace: string;
  readonly values: JsonObject;
  readonly kubernetesVersion: string;
  /** False to leave out what the chart's folder `crds` holds. */
  readonly includesCrds: boolean;
}

export interface RenderedChart {
  /** Every document that the chart gives, in its order. */
  readonly objects: readonly Json[];
  /** What the chart's notes warn of. */
  readonly warnings: readonly string[];
}
