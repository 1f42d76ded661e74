import { injectAlike } from '../../inject/alike/alike-documents.ts';
import { createInjector } from '../../inject/injector.ts';
import { collectNamespaces } from '../../inject/namespaces.ts';
import type { SourceFile } from '../../resources/document.ts';
import { defineCommand } from '../command.ts';
import { addInjectionFlags, type InjectionFlags, readInjection } from '../injection-flags.ts';
import { rewriteFiles } from '../rewrite-files.ts';
import { addRewriteFlags, type RewriteFlags, rewriteRequest } from '../rewrite-flags.ts';
import { rewriteInput } from '../rewrite-input.ts';

export default defineCommand<RewriteFlags & InjectionFlags>({
  setup(command) {
    addRewriteFlags(command, 'print the workloads that are not what injection makes of them, and exit with 79');
    addInjectionFlags(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const request = rewriteRequest(flags, args);
    const { settings, tags } = await readInjection(io, flags);
    const files = await rewriteInput(io, request);
    const namespaces = new Map<string, Readonly<Record<string, string>>>();
    const surroundings = { settings, tags, namespaces };
    const plan = { kinds: request.kinds, surroundings, injector: createInjector(settings) };
    const rewrite = injectAlike(plan);
    const prepare = (file: SourceFile) => collectNamespaces(file, namespaces);
    return rewriteFiles(io, files, { request, flags, rewrite, prepare, done: 'injected' });
  },
});

const examples = `
What is injected comes from an installation's settings, as in "meshwright manifest generate", or from
captured files. Comments, order and quotes of the rest stay; injecting again changes nothing; and
"meshwright kube-uninject" gives the input back.

Examples:
  # A file, as the default profile has it
  meshwright kube-inject -f cart.yaml | kubectl apply -f -

  # With the settings of an installation, a whole folder, in place
  meshwright kube-inject -f k8s/ --in-place --operatorFileName mesh.yaml --set tag=1.30.3-distroless

  # With what a cluster's istiod injects
  kubectl -n istio-system get cm istio-sidecar-injector -o jsonpath='{.data.config}' > inject.yaml
  kubectl -n istio-system get cm istio-sidecar-injector -o jsonpath='{.data.values}' > values.json
  kubectl -n istio-system get cm istio -o jsonpath='{.data.mesh}' > mesh.yaml
  meshwright kube-inject -f cart.yaml --injectConfigFile inject.yaml --valuesFile values.json --meshConfigFile mesh.yaml

  # In CI: is everything injected with the settings of today?
  meshwright kube-inject -f k8s/ --check

  # Only the change, for kustomize
  meshwright kube-inject -f k8s/ --patch kustomize > istio/kustomization.yaml

  # Other kinds that hold Pod templates
  meshwright kube-inject -f ray.yaml --pod-template-path 'RayCluster.ray.io=spec.workerGroupSpecs[*].template'`;
