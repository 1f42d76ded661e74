import { catalogue } from '../../../analysis/catalogue.ts';
import { type MissingPermission, precheck, precheckAnalyzers } from '../../../analysis/precheck.ts';
import { MeshwrightError, UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { atLeast, type Level } from '../../../base/levels.ts';
import { releaseVersion, versionOfImage } from '../../../base/release-version.ts';
import { installPermissions } from '../../../health/needed-permissions.ts';
import type { CallOptions, KubeApi } from '../../../kube/api.ts';
import { rawJson } from '../../../kube/raw-json.ts';
import { rbacRule } from '../../../kube/refusal.ts';
import { version } from '../../../package.ts';
import { isObject } from '../../../resources/json.ts';
import { parseKubernetesVersion } from '../../../resources/kubernetes-version.ts';
import { list, object, string } from '../../../resources/shape.ts';
import { openCluster, patienceOf } from '../../cluster.ts';
import { defineCommand } from '../../command.ts';
import { booleanOption, levelOption, repeatable } from '../../flags/options.ts';
import { noteHidden, parseOutputs, writeFindings } from '../../mesh/findings-output.ts';
import { readCluster } from '../../mesh/read-cluster.ts';

interface PrecheckFlags {
  readonly fromVersion?: string;
  readonly output?: readonly string[];
  readonly outputThreshold?: Level;
  readonly revision?: string;
  readonly skipControlplane?: boolean;
}

/** Milliseconds for all that is read, usually. */
const usualPatience = 60_000;

export default defineCommand<PrecheckFlags>({
  setup(command) {
    command
      .option('-f, --from-version <version>', 'look for what changed since this release, as 1.21')
      .addOption(
        repeatable(
          '-o, --output <format[=file]>',
          'text (or log), json, yaml and the other formats of analyze; repeatable',
        ),
      )
      .addOption(levelOption('--output-threshold <level>', 'report findings from this level on', 'Warning'))
      .option('-r, --revision <name>', 'control plane to upgrade: --from-version is its version unless it is given');
    booleanOption(command, '--skip-controlplane', 'look for what changed only, not for what a control plane needs');
    command.addHelpText('after', help);
  },
  async run(io, flags) {
    const { istioNamespace, namespace, revision, fromVersion, output = ['text'], outputThreshold = 'Warning' } = flags;
    const outputs = parseOutputs(output);
    const given = fromVersion === undefined ? undefined : minorOf(fromVersion);
    const patience = patienceOf(flags, usualPatience);
    const deadline = performance.now() + patience;
    const api = await openCluster(io, flags, patience);
    try {
      const controlPlane = flags.skipControlplane !== true;
      const fromMinor = given ?? (await installedMinor(api, istioNamespace, revision, { deadline }));
      const options = { controlPlane, fromMinor, istioNamespace, namespace, deadline };
      const analyzers = precheckAnalyzers(options);
      const [read, kubernetes, missing] = await Promise.all([
        readCluster(api, { analyzers, onlyThese: true, namespace, istioNamespace, revision: undefined, deadline }),
        kubernetesVersion(api, { deadline }),
        controlPlane ? missingPermissions(api, istioNamespace, { deadline }) : [],
      ]);
      const facts = { ...read, cluster: api.context ?? api.server, kubernetes, missing };
      const findings = precheck(facts, options);
      const shown = findings.filter(({ level }) => atLeast(level, outputThreshold));
      const report = { findings: shown, ran: analyzers, skipped: [], messages: catalogue, version, cwd: io.cwd };
      await writeFindings(io, outputs, report);
      if (findings.some(({ level }) => atLeast(level, 'Warning'))) {
        if (shown.length === 0) noteHidden(io, findings.length, outputThreshold);
        return ExitCode.findings;
      }
      io.note('✔ Nothing speaks against installing or upgrading Istio here.');
      return ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

/** The minor release in `1.21` or `1.21.4`. */
function minorOf(text: string): number {
  const release = releaseVersion(text);
  if (release?.major !== 1) throw new UsageError(`--from-version takes a release of Istio as 1.21, not "${text}"`);
  return release.minor;
}

const deployment = object({
  spec: object({ template: object({ spec: object({ containers: list(object({ name: string, image: string })) }) }) }),
});

/** The minor release of the control plane of a revision, where one is named. */
async function installedMinor(
  api: KubeApi,
  namespace: string,
  revision: string | undefined,
  options: CallOptions,
): Promise<number | undefined> {
  if (revision === undefined) return undefined;
  const labelSelector = `app=istiod,istio.io/rev=${revision}`;
  const { items } = await api.list({ group: 'apps', kind: 'Deployment', namespace, labelSelector }, options);
  if (items.length === 0) {
    throw new MeshwrightError(
      `namespace ${namespace} has no istiod of revision "${revision}" (-i names another namespace)`,
    );
  }
  const containers = deployment(items[0])?.spec?.template?.spec?.containers ?? [];
  const image = containers.find(({ name }) => name === 'discovery')?.image ?? '';
  return releaseVersion(versionOfImage(image))?.minor;
}

async function kubernetesVersion(api: KubeApi, options: CallOptions) {
  const answer = await rawJson(api, { path: '/version' }, options);
  return isObject(answer) ? parseKubernetesVersion(String(answer.gitVersion)) : undefined;
}

/** What an installation creates, and this user may not. */
async function missingPermissions(
  api: KubeApi,
  istioNamespace: string,
  options: CallOptions,
): Promise<MissingPermission[]> {
  const needed = installPermissions({ istioNamespace }).filter(({ verb }) => verb === 'create');
  const allowed = await Promise.all(needed.map((permission) => api.isAllowed(permission, options)));
  return needed
    .filter((_, i) => !allowed[i])
    .map((permission) => ({
      resource: permission.group === '' ? permission.resource : `${permission.resource}.${permission.group}`,
      where: permission.namespace === undefined ? '' : ` in namespace ${permission.namespace}`,
      rule: `a rule with ${rbacRule(permission).join(', ').replaceAll(': ', ' ')}`,
    }));
}

const help = `
Looks at Kubernetes' version, at what this user may create, at the Gateway API
and at annotations of alpha features; with --from-version also for what later
releases of Istio do otherwise. Changes nothing. Exits with 79 when there is a
warning or an error. "meshwright check --pre" looks at more.

Examples:
  # Whether Istio can be installed or upgraded
  meshwright experimental precheck

  # What changed for this mesh since 1.21
  meshwright experimental precheck --from-version 1.21`;
