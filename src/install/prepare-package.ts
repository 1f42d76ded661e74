import { loadChart } from '../render/chart/load.ts';
import { prepareChart } from '../render/chart/prepared.ts';
import { helmFunctions } from '../render/functions/functions.ts';
import { injectionFunctions } from '../render/functions/injection.ts';
import { decode } from '../render/template/model/text.ts';
import { ascii, CollectedTrees } from '../render/template/parser/prepared.ts';
import { Template } from '../render/template/template.ts';
import { textAt } from '../resources/fields.ts';
import { isObject, type JsonObject } from '../resources/json.ts';
import { readYaml } from '../resources/yaml/read.ts';
import { type PackageFile, type PackageFiles, packageOf } from './files-package.ts';
import { type FoldedText, foldDefinitions } from './folded-definitions.ts';
import { assumedKubernetes, release } from './generate.ts';
import type { InstallPackage } from './package.ts';
import { digest, type PreparedInjection } from './prepared-injection.ts';
import type { PackedChart, PreparedPackage } from './prepared-package.ts';
import { mapAt } from './settings/merge.ts';

/**
 * Prepares a package for `openPrepared`. Run by the build (scripts/prepare-package.js).
 *
 * @param folders of its charts
 * @returns what is to be written, by name
 */
export async function preparePackage(
  files: PackageFiles,
  folders: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const source = await packageOf(files);
  const profiles = source.profiles.map((name) => {
    const { text } = source.readProfile(name);
    return [name, { text, operator: source.profileOperator(name) }] as const;
  });
  const about: PreparedPackage = { profiles: Object.fromEntries(profiles), charts: folders };
  const texts = new Map([['index', ascii(JSON.stringify(about))]]);
  for (const folder of folders) texts.set(folder, packed(await files.below(`charts/${folder}`), folder));
  texts.set('injection', await prepareInjection(source));
  return texts;
}

function packed(files: readonly PackageFile[], folder: string): string {
  const folded: Record<string, FoldedText['bodies']> = {};
  const { chart, trees } = prepareChart(loadChart(files, `charts/${folder}`), helmFunctions, ({ path, bytes }) => {
    const { text, bodies } = foldDefinitions(decode(bytes));
    if (bodies.length > 0) folded[path] = bodies;
    return text;
  });
  if (Object.keys(folded).length > 1) throw new TypeError(`chart ${folder}: several of its files hold definitions`);
  return twoParts({ ...chart, folded } satisfies PackedChart, trees);
}

const twoParts = (about: unknown, trees: string): string => `${ascii(JSON.stringify(about))}\n${trees}`;

/** The templates that the package's istiod injects by, as they stand in its ConfigMap. */
async function prepareInjection(source: InstallPackage): Promise<string> {
  const { objects } = await source.renderChart({
    folders: ['istiod'],
    release,
    namespace: 'istio-system',
    values: {},
    kubernetesVersion: assumedKubernetes,
    includesCrds: false,
    only: ['templates/injector-config.yaml'],
  });
  const [configMap] = objects.filter(isObject);
  const config = readYaml(textAt(configMap, 'data', 'config'))[0]?.value as JsonObject;
  const functions = injectionFunctions();
  const trees = new CollectedTrees();
  const prepared: PreparedInjection = Object.fromEntries(
    Object.keys(mapAt(config, 'templates')).map((name) => {
      const text = textAt(config, 'templates', name);
      return [digest(name, text), trees.add(new Template(name).funcs(functions).parse(text).trees)];
    }),
  );
  return twoParts(prepared, trees.all);
}
