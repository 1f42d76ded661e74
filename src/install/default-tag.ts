import { textAt, valueAt } from '../resources/fields.ts';
import type { JsonObject } from '../resources/json.ts';
import { defaultRevision, revisionLabel, tagLabel } from '../resources/revision-labels.ts';
import { ownerLabel, ownerOf } from './apply/owner.ts';
import type { GeneratedInstallation } from './generate.ts';
import { mapAt, merge } from './settings/merge.ts';
import { switchedOff } from './tags/plan-tag.ts';
import { webhooksOf } from './tags/revisions.ts';
import { type OpenPackage, tagObjects } from './tags/tag-objects.ts';

/** What a cluster has of the tag `default`, and of what it may lead to. */
export interface InstalledWebhooks {
  /** MutatingWebhookConfigurations. */
  readonly webhooks: readonly JsonObject[];
  /** The ValidatingWebhookConfiguration of the tag `default`, where there is one. */
  readonly validator: JsonObject | undefined;
}

/** The validating webhook of the tag `default`, as Istio's charts name it. */
export const defaultValidator = 'istiod-default-validator';

/** An installation, and the objects of the tag `default`, which come after it. */
export interface WithDefaultTag {
  readonly generated: GeneratedInstallation;
  /** Empty where the tag stays as it is. */
  readonly tag: readonly JsonObject[];
  /** The revision that the tag leads to now, where that changes. */
  readonly movedFrom: string | undefined;
}

/**
 * The tag `default` that an installation brings, as istioctl's does: the one without a revision takes it, any other only
 * where nothing has it, and no installation without a revision, of Helm's say, injects in its place. Then the tag's webhooks
 * are those that inject where no revision is named, and the installation's own ones, which would inject the same Pods, match
 * nothing.
 */
export async function withDefaultTag(
  generated: GeneratedInstallation,
  { webhooks, validator }: InstalledWebhooks,
  openPackage: OpenPackage,
): Promise<WithDefaultTag> {
  const { operator } = generated;
  const { revision, namespace } = ownerOf(operator);
  const own = generated.components.flatMap(({ objects }) => objects).find((one) => isInjector(one, revision));
  const current = webhooks.find(isDefaultTag);
  const isNeeded =
    valueAt(operator, 'spec', 'values', 'global', 'operatorManageWebhooks') !== true &&
    (revision === defaultRevision ||
      !(current !== undefined || webhooks.some((one) => isInjector(one, defaultRevision))));
  // An installation without istiod, as a remote one may be, has nothing that a tag could lead to.
  if (!isNeeded || own === undefined) return { generated, tag: [], movedFrom: undefined };
  const there = webhooks.find((one) => isInjector(one, revision) && textAt(one, 'metadata', 'name') === nameOf(own));
  const before = current && textAt(current, 'metadata', 'labels', revisionLabel);
  return {
    generated: revision === defaultRevision ? replacing(generated, own, switchedOff(own)) : generated,
    tag: await tagObjects(
      {
        ...{ tag: defaultRevision, revision, istioNamespace: namespace },
        autoInjectNamespaces:
          valueAt(operator, 'spec', 'values', 'sidecarInjectorWebhook', 'enableNamespacesByDefault') === true,
        manifests: textAt(operator, 'spec', 'installPackagePath') || undefined,
        // Pruning looks at what a component has; this belongs to none alone.
        ownerLabels: { [ownerLabel.notPruned]: 'true' },
      },
      there === undefined ? own : withCertificates(own, there),
      validator,
      openPackage,
    ),
    movedFrom: before !== undefined && before !== revision ? before : undefined,
  };
}

const nameOf = (object: JsonObject): string => textAt(object, 'metadata', 'name');

const isDefaultTag = (object: JsonObject): boolean => {
  const labels = mapAt(object, 'metadata', 'labels');
  return labels.app === 'sidecar-injector' && labels[tagLabel] === defaultRevision;
};

const isInjector = (object: JsonObject, revision: string): boolean => {
  const labels = mapAt(object, 'metadata', 'labels');
  const isOfRevision = labels[revisionLabel] === revision && labels[tagLabel] === undefined;
  return object.kind === 'MutatingWebhookConfiguration' && labels.app === 'sidecar-injector' && isOfRevision;
};

/** With the certificates that istiod has put into the webhooks that are there. */
function withCertificates(configuration: JsonObject, there: JsonObject): JsonObject {
  const known = new Map(webhooksOf(there).map((one) => [textAt(one, 'name'), textAt(one, 'clientConfig', 'caBundle')]));
  return {
    ...configuration,
    webhooks: webhooksOf(configuration).map((one) => {
      const caBundle = known.get(textAt(one, 'name'));
      return caBundle ? merge(one, { clientConfig: { caBundle } }) : one;
    }),
  };
}

const replacing = (generated: GeneratedInstallation, old: JsonObject, now: JsonObject): GeneratedInstallation => ({
  ...generated,
  components: generated.components.map((component) => ({
    ...component,
    objects: component.objects.map((object) => (object === old ? now : object)),
  })),
});
