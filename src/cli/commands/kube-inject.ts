import { UsageError } from '../../base/errors.ts';
import { injectAlike } from '../../inject/alike/alike-documents.ts';
import { type InjectionPlan, injectDocument } from '../../inject/inject-document.ts';
import { createInjector } from '../../inject/injector.ts';
import { collectNamespaces, type NamespaceFacts } from '../../inject/namespaces.ts';
import { type Rewrite, rewriteFile } from '../../inject/rewrite-file.ts';
import { webhookInjector } from '../../inject/webhook-injector.ts';
import type { SourceFile } from '../../resources/document.ts';
import { defineCommand } from '../command.ts';
import {
  addInjectionFlags,
  type InjectingIstiod,
  type InjectionFlags,
  readInjection,
} from '../flags/injection-flags.ts';
import { addRewriteFlags, type RewriteFlags, type RewriteRequest, rewriteRequest } from '../flags/rewrite-flags.ts';
import { rewriteFiles } from '../injection/rewrite-files.ts';
import { rewriteInput } from '../injection/rewrite-input.ts';

export default defineCommand<RewriteFlags & InjectionFlags>({
  setup(command) {
    addRewriteFlags(command, 'print the workloads that are not what injection makes of them, and exit with 79');
    addInjectionFlags(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const request = rewriteRequest(flags, args);
    const { settings, tags, istiod } = await readInjection(io, flags);
    try {
      const files = await rewriteInput(io, request);
      const namespaces = new Map<string, NamespaceFacts>();
      const prepare = (file: SourceFile) => collectNamespaces(file, namespaces);
      const given = { kinds: request.kinds, surroundings: { settings, tags, namespaces } };
      const rewrite =
        istiod === undefined
          ? rewriteWith({ ...given, injector: createInjector(settings) })
          : await byIstiod(istiod, files, given, prepare, request);
      return await rewriteFiles(io, files, { request, flags, rewrite, prepare, done: 'injected' });
    } finally {
      istiod?.close();
    }
  },
});

/** What depends on namespaces is worked out for each document. */
const rewriteWith = (plan: InjectionPlan): Rewrite =>
  plan.injector.settings.proxyConfigs === undefined
    ? injectAlike(plan)
    : (document, tell) => injectDocument(document, plan, tell);

/** Has istiod inject all Pods of all files; then they are at hand. */
async function byIstiod(
  { ask, namespace }: InjectingIstiod,
  files: readonly SourceFile[],
  given: Omit<InjectionPlan, 'injector'>,
  prepare: (file: SourceFile) => void,
  { to }: RewriteRequest,
): Promise<Rewrite> {
  if (to === 'stream')
    throw new UsageError('--stream and an istiod that injects do not go together: it is asked once, for all');
  for (const file of files) prepare(file);
  const { settings } = given.surroundings;
  const injector = await webhookInjector(settings, namespace, ask, (visitor) => {
    const plan = { ...given, injector: visitor };
    const visit: Rewrite = (document, tell) => injectDocument(document, plan, tell);
    for (const file of files) Array.from(rewriteFile(file, given.kinds, visit, () => {}));
  });
  const plan = { ...given, injector };
  return (document, tell) => injectDocument(document, plan, tell);
}

const examples = `
What is injected comes from an installation's settings, as in "meshwright manifest
generate", from captured files, or with -k from the cluster: by istiod's
ConfigMaps, and where these are elsewhere by istiod itself. Comments, order and
quotes of the rest stay; injecting again changes nothing; and "meshwright
kube-uninject" gives the input back.

Examples:
  # A file, as the default profile has it
  meshwright kube-inject -f cart.yaml | kubectl apply -f -

  # With the settings of an installation, a whole folder, in place
  meshwright kube-inject -f k8s/ --in-place --operatorFileName mesh.yaml --set tag=1.30.3-distroless

  # With what the current cluster's istiod injects; a revision's, or a tag's
  meshwright kube-inject -f cart.yaml -k
  meshwright kube-inject -f cart.yaml -k --revision prod

  # The same, captured for later
  kubectl -n istio-system get cm istio-sidecar-injector -o jsonpath='{.data.config}' > inject.yaml
  kubectl -n istio-system get cm istio-sidecar-injector -o jsonpath='{.data.values}' > values.json
  kubectl -n istio-system get cm istio -o jsonpath='{.data.mesh}' > mesh-config.yaml
  meshwright kube-inject -f cart.yaml --injectConfigFile inject.yaml --valuesFile values.json --meshConfigFile mesh-config.yaml

  # In CI: is everything injected with the settings of today?
  meshwright kube-inject -f k8s/ --check

  # Only the change, for kustomize
  meshwright kube-inject -f k8s/ --patch kustomize > istio/kustomization.yaml

  # Other kinds that hold Pod templates
  meshwright kube-inject -f ray.yaml --pod-template-path 'RayCluster.ray.io=spec.workerGroupSpecs[*].template'`;
