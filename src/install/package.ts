import type { Tree } from '../render/template/parser/nodes.ts';
import type { SourceFile } from '../resources/document.ts';
import type { Json, JsonObject } from '../resources/json.ts';

/** Where an installation comes from: profiles, and charts that can be rendered. */
export interface InstallPackage {
  /** Names of the profiles that it holds. */
  readonly profiles: readonly string[];
  /** The profile of a name that is among `profiles`. */
  readProfile(name: string): SourceFile;
  /**
   * What it says, as an IstioOperator.
   *
   * @throws InputError when it cannot be read
   */
  profileOperator(name: string): JsonObject;
  /** True for profiles that are known to be valid, each on the profile `default`: this program's own. */
  readonly hasValidProfiles?: boolean;
  /**
   * The trees of an injection template, by its name and text, where they are at hand: for `Template.add`, instead of `parse`.
   */
  parsedInjection?(name: string, text: string): readonly Tree[] | undefined;
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
  /** Paths of templates (`templates/service.yaml`), to render these and nothing else of the chart. */
  readonly only?: readonly string[];
}

export interface RenderedChart {
  /** The chart's folder: a path that starts with the package's; within the program itself, one that starts there. */
  readonly place: string;
  /** Every document that the chart gives, in its order. */
  readonly objects: readonly Json[];
  /** What the chart's notes warn of. */
  readonly warnings: readonly string[];
}
