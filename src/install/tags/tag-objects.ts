import { MeshwrightError } from '../../base/errors.ts';
import { textAt } from '../../resources/fields.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import { defaultRevision, revisionLabel, tagLabel } from '../../resources/revision-labels.ts';
import { assumedKubernetes, release } from '../generate.ts';
import { readOperator } from '../operator-files.ts';
import type { InstallPackage } from '../package.ts';
import { renderIstiod } from '../render-istiod.ts';
import { mapAt, merge } from '../settings/merge.ts';
import { injectionWebhook, webhooksOf } from './revisions.ts';

/** A tag that is to lead to a revision. */
export interface TagRequest {
  readonly tag: string;
  /** `default` for the one without a name. */
  readonly revision: string;
  readonly istioNamespace: string;
  /** Of the webhook's configuration, in place of `istio-revision-tag-TAG`. */
  readonly webhookName?: string | undefined;
  /** True to have the tag `default` inject into namespaces without any label, too. */
  readonly autoInjectNamespaces?: boolean | undefined;
  /** A package of charts in place of this program's own. */
  readonly manifests?: string | undefined;
  /** The labels that say whose an installation's objects are; absent for a tag that a user sets, which no installation owns. */
  readonly ownerLabels?: Readonly<Record<string, string>> | undefined;
}

export type OpenPackage = (path: string | undefined) => Promise<InstallPackage>;

/** Templates of this program's own charts. */
const templates = {
  webhooks: ['templates/injector-webhook.yaml'],
  tag: ['templates/injector-webhook.yaml', 'templates/service.yaml'],
  validation: ['templates/validation.yaml'],
};

/**
 * The objects that make a tag: its injection webhook, which calls whom the revision's own webhook calls; for the tag `default`
 * the webhook that validates what names no revision; and the Service by which proxies find the tag.
 *
 * @param webhook the revision's injection webhook
 * @param validator the validating webhook that is there, of whichever revision: what istiod has set in it stays
 * @throws MeshwrightError where charts cannot be rendered, or give no such objects
 */
export async function tagObjects(
  request: TagRequest,
  webhook: JsonObject,
  validator: JsonObject | undefined,
  openPackage: OpenPackage,
): Promise<JsonObject[]> {
  const { tag } = request;
  const rendered = await renderTag(request, openPackage);
  const find = (kind: string): JsonObject => {
    const found = rendered.find((one) => one.kind === kind && textAt(one, 'metadata', 'labels', tagLabel) === tag);
    if (found === undefined)
      throw new MeshwrightError(`the chart of istiod gives no ${kind} for a tag (values.revisionTags)`);
    return found;
  };
  const { webhookName } = request;
  const { clientConfig = {}, reinvocationPolicy } = injectionWebhook(webhook) ?? {};
  const injector = eachWebhook(find('MutatingWebhookConfiguration'), {
    clientConfig,
    ...(reinvocationPolicy !== undefined && { reinvocationPolicy }),
  });
  return [
    likeRevision(webhookName ? merge(injector, { metadata: { name: webhookName } }) : injector, webhook, request),
    ...(tag === defaultRevision ? [await validation(request, webhook, validator, openPackage)] : []),
    withOwner(find('Service'), request),
  ];
}

/** The injection webhook that an installation of the revision has, without its certificate: for who has no cluster to ask. */
export async function assumedWebhook(request: TagRequest, openPackage: OpenPackage): Promise<JsonObject> {
  const { revision } = request;
  const options = { revision: revision === defaultRevision ? '' : revision, values: {} };
  const objects = await render(request, options, templates.webhooks, openPackage);
  const webhook = objects.find(
    (one) => one.kind === 'MutatingWebhookConfiguration' && injectionWebhook(one) !== undefined,
  );
  if (webhook === undefined) throw new MeshwrightError('the chart of istiod gives no MutatingWebhookConfiguration');
  return webhook;
}

function renderTag(request: TagRequest, openPackage: OpenPackage): Promise<readonly JsonObject[]> {
  const { tag, revision, autoInjectNamespaces = false } = request;
  const values = {
    revisionTags: [tag],
    sidecarInjectorWebhook: { enableNamespacesByDefault: autoInjectNamespaces },
  };
  return render(request, { revision, values }, templates.tag, openPackage);
}

async function render(
  { istioNamespace, manifests }: TagRequest,
  { revision, values }: { readonly revision: string; readonly values: JsonObject },
  only: readonly string[],
  openPackage: OpenPackage,
): Promise<readonly JsonObject[]> {
  const operator: JsonObject = {
    apiVersion: 'install.istio.io/v1alpha1',
    kind: 'IstioOperator',
    spec: {
      profile: 'empty',
      ...(manifests !== undefined && { installPackagePath: manifests }),
      components: { pilot: { enabled: true } },
      values: { ...values, revision, global: { istioNamespace } },
    },
  };
  const file = readOperator({ name: 'the tag', text: JSON.stringify(operator) });
  const options = { files: [file], flags: [], force: false, kubernetesVersion: assumedKubernetes, openPackage };
  return (await renderIstiod(options, only))!.objects;
}

/** The webhook that validates configuration which names no revision. */
async function validation(
  request: TagRequest,
  webhook: JsonObject,
  validator: JsonObject | undefined,
  openPackage: OpenPackage,
): Promise<JsonObject> {
  const { istioNamespace, revision, manifests } = request;
  const source = await openPackage(manifests);
  const { objects } = await source.renderChart({
    // Istio has a chart of its own for it, and from version to version the same template in another.
    folders: ['default', 'base'],
    release,
    namespace: istioNamespace,
    values: {
      revision: revision === defaultRevision ? '' : revision,
      defaultRevision: revision,
      base: {},
      global: { istioNamespace },
    },
    kubernetesVersion: assumedKubernetes,
    includesCrds: false,
    ...(manifests === undefined && { only: templates.validation }),
  });
  const found = objects.filter(isObject).find(({ kind }) => kind === 'ValidatingWebhookConfiguration');
  if (found === undefined)
    throw new MeshwrightError('the charts give no ValidatingWebhookConfiguration for the tag default');
  const tagged = merge(found, { metadata: { labels: { [tagLabel]: defaultRevision } } });
  const calling = eachWebhook(tagged, {
    clientConfig: validating(mapAt(injectionWebhook(webhook), 'clientConfig')),
    // What names a revision goes to that revision's own webhook.
    objectSelector: { matchExpressions: [{ key: revisionLabel, operator: 'DoesNotExist' }] },
  });
  return likeRevision(withPolicies(calling, validator), webhook, request);
}

/** Whom to call to validate, where that one is called to inject. */
function validating(config: JsonObject): JsonObject {
  const path = '/validate';
  const url = textAt(config, 'url');
  if (url === '') return merge(config, { service: { path } });
  return URL.canParse(url) ? { ...config, url: Object.assign(new URL(url), { pathname: path }).href } : config;
}

const eachWebhook = (configuration: JsonObject, fields: JsonObject): JsonObject => ({
  ...configuration,
  webhooks: webhooksOf(configuration).map((webhook) => ({ ...webhook, ...fields })),
});

/**
 * istiod turns Ignore into Fail once it can validate. What it has set is not said again, so that the field stays istiod's; any
 * other policy that is there stays, too.
 */
function withPolicies(configuration: JsonObject, there: JsonObject | undefined): JsonObject {
  const policies = new Map(webhooksOf(there ?? {}).map((one) => [textAt(one, 'name'), textAt(one, 'failurePolicy')]));
  return {
    ...configuration,
    webhooks: webhooksOf(configuration).map((webhook) => {
      const policy = policies.get(textAt(webhook, 'name'));
      const { failurePolicy: _, ...rest } = webhook;
      return policy === undefined ? webhook : policy === 'Fail' ? rest : { ...rest, failurePolicy: policy };
    }),
  };
}

/** With the labels and annotations of the revision's own webhook, by which its release is known. */
function likeRevision(configuration: JsonObject, webhook: JsonObject, request: TagRequest): JsonObject {
  const { app: _, ...labels } = mapAt(webhook, 'metadata', 'labels');
  const { [lastApplied]: __, ...annotations } = mapAt(webhook, 'metadata', 'annotations');
  const metadata = { labels, ...(Object.keys(annotations).length > 0 && { annotations }) };
  return withOwner(merge(configuration, { metadata }), request);
}

/** kubectl's record of another object. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** A tag of an installation carries its labels; one that a user sets must carry none, or the next installation would remove it. */
function withOwner(object: JsonObject, { ownerLabels }: TagRequest): JsonObject {
  const labels = Object.entries(mapAt(object, 'metadata', 'labels'));
  const kept = ownerLabels === undefined ? labels.filter(([name]) => !name.includes('operator.istio.io')) : labels;
  const metadata = { ...mapAt(object, 'metadata'), labels: { ...Object.fromEntries(kept), ...ownerLabels } };
  return { ...object, metadata };
}
