import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { objectsAt, textAt, textsAt } from '../fields.ts';
import { isObject, type Json } from '../json.ts';
import { decode } from './decode.ts';
import type { Place } from './walk-folder.ts';

/** What kustomize reads, and no one applies. */
export const kustomizationNames: ReadonlySet<string> = new Set([
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
]);

/**
 * The files that the kustomization of a folder reads besides manifests: patches, what generators make objects of, and
 * settings (kubectl.docs.kubernetes.io, kustomization). As real paths; none of a kustomization that cannot be read, which
 * kustomize says best.
 */
export async function kustomizationInputs(folder: Place): Promise<string[]> {
  const { readYaml } = await import('../yaml/read.ts');
  try {
    return readdirSync(folder.path)
      .filter((name) => kustomizationNames.has(name))
      .map((name) => decode(readFileSync(join(folder.path, name))))
      .flatMap(({ text = '' }) => readYaml(text))
      .flatMap(({ value }) => inputsOf(value))
      .map((path) => resolve(folder.realPath, path));
  } catch {
    return [];
  }
}

const generators = ['configMapGenerator', 'secretGenerator'];

function inputsOf(kustomization: Json | undefined): string[] {
  if (!isObject(kustomization)) return [];
  const charts = objectsAt(kustomization, 'helmCharts');
  return [
    ...['patches', 'patchesJson6902', 'replacements'].flatMap((field) =>
      objectsAt(kustomization, field).map((item) => textAt(item, 'path')),
    ),
    // Each of the first is a path, or a patch itself.
    ...['patchesStrategicMerge', 'configurations', 'crds'].flatMap((field) => textsAt(kustomization, field)),
    textAt(kustomization, 'openapi', 'path'),
    ...charts.flatMap((chart) => [textAt(chart, 'valuesFile'), ...textsAt(chart, 'additionalValuesFiles')]),
    ...generators
      .flatMap((field) => objectsAt(kustomization, field))
      .flatMap((item) => [textAt(item, 'env'), ...textsAt(item, 'envs'), ...textsAt(item, 'files')])
      // A file may have a key before it: `key=path`.
      .map((file) => file.slice(file.indexOf('=') + 1)),
  ].filter((path) => path !== '' && !path.includes('\n'));
}
