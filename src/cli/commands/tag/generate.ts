import { ExitCode } from '../../../base/exit-code.ts';
import { openPackage } from '../../../install/open-package.ts';
import { assumedTag, planTag, type TagPlan } from '../../../install/tags/plan-tag.ts';
import { objectName, readRevisions } from '../../../install/tags/revisions.ts';
import { manifestYaml } from '../../../output/install/manifest-yaml.ts';
import { objectJson } from '../../../output/proxy/resources-json.ts';
import type { JsonObject } from '../../../resources/json.ts';
import { hasCluster, openCluster } from '../../cluster.ts';
import { defineCommand } from '../../command.ts';
import type { GlobalOptions } from '../../flags/global-options.ts';
import { booleanOption, choiceOption } from '../../flags/options.ts';
import { addTagFlags, type TagFlags, tagRequest } from '../../flags/tag-flags.ts';
import { tagConflicts } from '../../installation/tag-conflicts.ts';
import type { Io } from '../../io.ts';
import { readValidator } from '../../mesh/read-validator.ts';

interface GenerateFlags extends TagFlags {
  readonly useKube?: boolean;
  readonly output: 'yaml' | 'json';
}

export default defineCommand<GenerateFlags>({
  setup(command) {
    addTagFlags(command);
    booleanOption(command, '-k, --use-kube', 'ask the cluster for the revision (default: where there is a kubeconfig)');
    command.addOption(choiceOption('-o, --output <format>', 'format', ['yaml', 'json'], 'yaml'));
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const request = tagRequest(io, flags, args);
    const isLive = flags.useKube ?? hasCluster(io, flags);
    if (!isLive) {
      const { revision, istioNamespace } = request;
      io.note(
        `note: no cluster is asked: istiod of revision ${revision} is taken to be in namespace ${istioNamespace}, and to add its certificate itself`,
      );
    }
    const objects = isLive
      ? await fromCluster(io, flags, request)
      : await assumedTag(request, (path) => openPackage(io, path));
    await io.write(
      flags.output === 'json' ? objectJson({ apiVersion: 'v1', kind: 'List', items: objects }) : manifestYaml(objects),
    );
    return ExitCode.ok;
  },
});

async function fromCluster(
  io: Io,
  flags: GenerateFlags & GlobalOptions,
  request: ReturnType<typeof tagRequest>,
): Promise<readonly JsonObject[]> {
  const api = await openCluster(io, flags);
  const limits = { signal: io.interruption() };
  try {
    const [revisions, validator] = await Promise.all([
      readRevisions(api, request.istioNamespace, limits),
      readValidator(api, request.tag, limits),
    ]);
    const plan = await planTag(revisions, request, validator, (path) => openPackage(io, path));
    if (!flags.skipConfirmation) {
      for (const conflict of await tagConflicts(api, plan, limits)) io.note(`warning: ${conflict}`);
    }
    tellOfOthers(io, plan);
    return plan.objects;
  } finally {
    api.close();
  }
}

/** What `tag set` does beside applying the objects. */
function tellOfOthers(io: Io, { switchOff, replaced }: TagPlan): void {
  const others = [...(switchOff === undefined ? [] : [switchOff]), ...replaced].map(objectName);
  if (others.length === 0) return;
  io.note(
    `warning: ${others.join(' and ')} would inject the same Pods: "meshwright tag set" switches it off, kubectl apply does not`,
  );
}

const examples = `
Without a cluster, the objects are those for a revision as "meshwright manifest generate" has it.

Examples:
  # To be looked at, committed, and applied later
  meshwright tag generate prod --revision 1-30-3 > tag.yaml
  kubectl apply -f tag.yaml

  # Without asking a cluster
  meshwright tag generate prod --revision 1-30-3 --use-kube=false`;
