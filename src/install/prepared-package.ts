import { ChartError, hasSchema } from '../render/chart/chart.ts';
import { type PreparedChart, preparedChart } from '../render/chart/prepared.ts';
import { usualFunctions } from '../render/functions/usual.ts';
import type { JsonObject } from '../resources/json.ts';
import { type FoldedText, unfolding } from './folded-definitions.ts';
import type { ChartRequest, InstallPackage, RenderedChart } from './package.ts';
import { type PreparedInjection, preparedInjection } from './prepared-injection.ts';
import { type ChartSource, renderObjects } from './render-chart.ts';

/** This program's own package as the build leaves it (scripts/prepare-package.js), with all read that can be read before. */
export interface PreparedPackage {
  readonly profiles: Readonly<Record<string, { readonly text: string; readonly operator: JsonObject }>>;
  /** Folders below `charts/`. */
  readonly charts: readonly string[];
}

/** A chart of it, and its files with definitions that were folded, by path. */
export interface PackedChart extends PreparedChart {
  readonly folded: Readonly<Record<string, FoldedText['bodies']>>;
}

/** Reads what the build left. */
export interface PreparedFiles {
  /**
   * `index`: a PreparedPackage as JSON. The name of a chart, and `injection`: a PackedChart or a PreparedInjection as JSON, and on
   * the next line the trees that it tells the places of.
   */
  readText(name: string): string;
  /** A file of the package as it is: `charts/base/files/crd-all.yaml`. */
  readBytes(path: string): Uint8Array;
}

/** This program's own package, each part read when it is asked for. Its `renderChart` throws ChartError. */
export function openPrepared(files: PreparedFiles): InstallPackage {
  const { profiles, charts } = JSON.parse(files.readText('index')) as PreparedPackage;
  let injection: [PreparedInjection, string] | undefined;
  return {
    profiles: Object.keys(profiles),
    hasValidProfiles: true,
    readProfile: (name) => ({ name: `profiles/${name}.yaml`, text: profiles[name]!.text }),
    profileOperator: (name) => profiles[name]!.operator,
    parsedInjection: (name, text) => {
      injection ??= parts<PreparedInjection>(files.readText('injection'));
      return preparedInjection(...injection, name, text);
    },
    async renderChart(request) {
      const folder = request.folders.find((one) => charts.includes(one));
      if (folder === undefined) throw new ChartError(`there is no chart ${request.folders.join(' or ')}`);
      const place = `charts/${folder}`;
      const [packed, trees] = parts<PackedChart>(files.readText(folder));
      const [[path, bodies] = []] = Object.entries(packed.folded);
      let bytes: Uint8Array | undefined;
      const unfold =
        bodies &&
        unfolding(bodies, () => {
          bytes ??= files.readBytes(`${place}/${path}`);
          return bytes;
        });
      const chart = preparedChart(packed, trees);
      const { checkValues } = hasSchema(chart) ? await import('../render/chart/values-schema.ts') : {};
      return rendered({ chart, place, unfold, checkValues }, request);
    },
  };
}

/** What stands on a text's first line, and what follows it. */
function parts<T>(text: string): [T, string] {
  const end = text.indexOf('\n');
  return [JSON.parse(text.slice(0, end)) as T, text.slice(end + 1)];
}

/** With the functions that charts mostly call; where that fails, for one that is not among them or anything else, with all. */
async function rendered(source: Omit<ChartSource, 'functions'>, request: ChartRequest): Promise<RenderedChart> {
  try {
    return renderObjects({ ...source, functions: usualFunctions }, request);
  } catch (error) {
    if (!(error instanceof ChartError)) throw error;
    const { helmFunctions } = await import('../render/functions/functions.ts');
    return renderObjects({ ...source, functions: helmFunctions }, request);
  }
}
