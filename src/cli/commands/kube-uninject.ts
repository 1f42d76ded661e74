import { MeshwrightError } from '../../base/errors.ts';
import { createInjector } from '../../inject/injector.ts';
import type { Rewrite } from '../../inject/rewrite-file.ts';
import { uninjectDocument } from '../../inject/uninject-document.ts';
import { defineCommand } from '../command.ts';
import { addInjectionFlags, type InjectionFlags, readInjection } from '../flags/injection-flags.ts';
import { addRewriteFlags, type RewriteFlags, rewriteRequest } from '../flags/rewrite-flags.ts';
import { rewriteFiles } from '../injection/rewrite-files.ts';
import { rewriteInput } from '../injection/rewrite-input.ts';

export default defineCommand<RewriteFlags & InjectionFlags>({
  setup(command) {
    addRewriteFlags(command, 'print the workloads that are injected, and exit with 79');
    addInjectionFlags(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const request = rewriteRequest(flags, args);
    const { settings, istiod } = await readInjection(io, flags);
    if (istiod !== undefined) {
      istiod.close();
      throw new MeshwrightError(
        'istiod keeps its settings to itself, which tell what it has added: give them as files',
      );
    }
    const files = await rewriteInput(io, request);
    const plan = { kinds: request.kinds, injector: createInjector(settings) };
    const rewrite: Rewrite = (document, tell) => uninjectDocument(document, plan, tell);
    return rewriteFiles(io, files, { request, flags, rewrite, done: 'without sidecar' });
  },
});

const examples = `
What "meshwright kube-inject" injected comes back byte for byte, as long as no one changed the result.
From what others injected, or what was changed since, the sidecar is removed; settings tell what else
was added, and are those of kube-inject.

Examples:
  # The manifest as it was
  meshwright kube-uninject -f cart-injected.yaml

  # A whole folder, in place
  meshwright kube-uninject -f k8s/ --in-place`;
