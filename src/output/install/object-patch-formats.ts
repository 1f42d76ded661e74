import type { JsonObject } from '../../resources/json.ts';
import type { Operation } from '../../resources/json-patch.ts';
import { escapeInvisible } from '../text/visible.ts';
import { yamlText } from '../text/yaml-text.ts';

/** Which object a patch is for; no group is the core's, no namespace is that of whoever applies it. */
export interface PatchTarget {
  readonly group?: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface ObjectPatch {
  readonly target: PatchTarget;
  readonly operations: readonly Operation[];
}

/** How patches are written, by the name of the format. */
export const objectPatchFormats: Readonly<Record<string, (patches: readonly ObjectPatch[]) => string>> = {
  /** A list of JSON Patches (RFC 6902), each with its target. */
  json: (patches) =>
    `${escapeInvisible(
      JSON.stringify(
        patches.map(({ target, operations }) => ({ target, patch: operations })),
        null,
        2,
      ),
    )}\n`,
  /** A Component for `kustomize build`: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/ */
  kustomize: (patches) => {
    const component: JsonObject = {
      apiVersion: 'kustomize.config.k8s.io/v1alpha1',
      kind: 'Component',
      patches: patches.map(({ target, operations }) => ({
        target: selecting(target),
        patch: yamlText(operations),
      })),
    };
    return yamlText(component);
  },
};

/** kustomize takes names for regular expressions. */
const selecting = ({ name, ...target }: PatchTarget): JsonObject => ({
  ...target,
  name: name.replaceAll('.', '\\.'),
});
