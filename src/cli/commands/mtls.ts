import { MeshwrightError, UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { listNames } from '../../base/list-names.ts';
import { ratherOneOf } from '../../base/nearest.ts';
import { mtlsFormats } from '../../output/mtls/mtls-formats.ts';
import { visible } from '../../output/text/visible.ts';
import { type MtlsOptions, type MtlsReport, mtlsReport } from '../../proxy/mtls/report.ts';
import { assertStrict, parseException, type StrictAssertion } from '../../proxy/mtls/strict-assertion.ts';
import { type Workload, workloadsOf } from '../../proxy/mtls/workloads.ts';
import { impliedResources } from '../../resources/implied-resources.ts';
import { Mesh } from '../../resources/mesh.ts';
import { openCluster } from '../cluster.ts';
import { defineCommand } from '../command.ts';
import { commaList, pathList } from '../flags/comma-list.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { addInputPaths, booleanOption, choiceOption, repeatable, timeoutOption } from '../flags/options.ts';
import { addFrom } from '../flags/proxy-flags.ts';
import type { Io } from '../io.ts';
import { noteProblems, type ReadMesh, readMesh } from '../mesh/read-mesh.ts';
import { addVerifyFlags, isToVerify, type VerifyFlags, verifyProxies } from '../proxies/verify-proxies.ts';

interface MtlsFlags extends VerifyFlags {
  readonly filename?: readonly string[];
  readonly allNamespaces?: boolean;
  readonly output: string;
  readonly assert?: string;
  readonly except?: readonly string[];
  readonly client?: string;
  readonly server?: string;
  readonly meshConfigFile?: string;
  readonly revision?: string;
  readonly ignoreUnknown?: boolean;
  readonly timeout: number;
  readonly useKube?: boolean;
}

export default defineCommand<MtlsFlags>({
  setup(command) {
    addInputPaths(command);
    command.option('--meshConfigFile <file>', 'mesh of the ConfigMap istio');
    booleanOption(command, '-A, --all-namespaces', 'servers of all namespaces (the default without --namespace)');
    command.addOption(choiceOption('-o, --output <format>', 'format', Object.keys(mtlsFormats), 'text'));
    command.addOption(choiceOption('--assert <mode>', 'exit with 79 where a port takes anything else', ['STRICT']));
    command.addOption(
      repeatable('--except <namespace/workload:port>', 'a port that --assert lets be; * stands for any (repeatable)'),
    );
    command.option('--client <namespace/workload>', 'only calls of this client');
    command.option('--server <namespace/workload[:port]>', 'only this server, at a port of its own');
    command.option('-r, --revision <name>', 'only Istio resources that this control plane revision reads');
    booleanOption(
      command,
      '-k, --use-kube',
      'read the cluster; files stand in place of what it holds (the default without files)',
    );
    addVerifyFlags(command);
    addFrom(command);
    booleanOption(command, '--ignore-unknown', 'pass over documents that cannot be read');
    command.addOption(timeoutOption('--timeout <duration>', 'give up reading after this long', '30s'));
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const { ignoreUnknown = false, namespace } = flags;
    const paths = [...pathList(flags.filename), ...args];
    if (flags.except !== undefined && flags.assert === undefined) {
      throw new UsageError('--except says what --assert lets be: give --assert STRICT as well');
    }
    const exceptions = commaList(flags.except).map(parseException);
    const options = asked(flags, flags.allNamespaces ? undefined : namespace);
    const { resources, problems, meshConfig } = await readAll(io, flags, paths);
    const mesh = new Mesh([...impliedResources(resources), ...resources], {
      impliedPods: true,
      ...(meshConfig && { config: meshConfig }),
    });
    checkNames(options, workloadsOf(mesh));
    const report = mtlsReport(mesh, options);
    if (flags.assert !== undefined && report.ports.length === 0) {
      throw new MeshwrightError(
        '--assert has nothing to hold for: the input holds no port of a workload that is asked for',
      );
    }
    const assertion = flags.assert === undefined ? undefined : assertStrict(report.ports, exceptions);
    const proxies = isToVerify(flags) ? await verifyProxies(io, flags, mesh, report) : undefined;
    const result = { ...report, assertion, verification: proxies?.verification };
    const text = await mtlsFormats[flags.output]!(result, io.look);
    noteProblems(io, problems, ignoreUnknown, 'looked at');
    await io.write(text);
    tellMore(io, mesh, report, assertion);
    for (const note of proxies?.notes ?? []) io.note(visible(note));
    if (proxies?.hasFailures) return ExitCode.failed;
    if (problems.length > 0 && !ignoreUnknown) return ExitCode.unreadableInput;
    const isWrong = (assertion?.failing.length ?? 0) + (proxies?.verification.disagreements.length ?? 0) > 0;
    return isWrong ? ExitCode.findings : ExitCode.ok;
  },
});

/** Reads files, the cluster, or both. */
async function readAll(io: Io, flags: MtlsFlags & GlobalOptions, paths: readonly string[]): Promise<ReadMesh> {
  const deadline = performance.now() + flags.timeout;
  const settings = { ...flags, paths, exclude: [], excludeFrom: io.cwd, defaultNamespace: undefined };
  if (flags.from !== undefined) {
    if (paths.length > 0 || flags.useKube || flags.verifyProxies) {
      throw new UsageError('--from reads a bug report, and nothing besides: neither files nor the cluster');
    }
    return (await import('../mesh/read-mtls-mesh.ts')).readMtlsReport(io, flags.from, flags);
  }
  const asksCluster = flags.useKube ?? paths.length === 0;
  if (!asksCluster) {
    if (paths.length === 0)
      throw new UsageError('--use-kube=false leaves nothing to read: name files or folders with -f');
    return readMesh(io, settings, deadline);
  }
  const { readMtlsMesh } = await import('../mesh/read-mtls-mesh.ts');
  const api = await openCluster(io, flags, flags.timeout);
  try {
    return await readMtlsMesh(io, api, flags, settings, deadline);
  } finally {
    api.close();
  }
}

const examples = `
Tells from resources alone which mode each port of a workload takes and which
PeerAuthentication decides it, what each client uses (DestinationRules, auto
mTLS, Sidecars, exportTo) and what comes of it. Without files the cluster is read.

With --verify-proxies, or dumps of proxies, that is compared with what proxies are
set to: inbound filter chains, outbound clusters, and whom certificates name and
until when.

Exits with 79 when a port is not as asserted, or a proxy does otherwise than the
resources say; with 65 when a document cannot be read.

Examples:
  # What a cluster's proxies should do, and whether they do it
  meshwright mtls --verify-proxies

  # The same of a bug report
  meshwright mtls --from bug-report.tar.gz

  # Who talks to whom, and how
  meshwright mtls -f k8s/

  # In CI: every port takes mutual TLS alone, but for metrics
  meshwright mtls -f k8s/ --assert STRICT --except "*/*:9090"

  # Why a client is refused
  meshwright mtls -f k8s/ --client shop/web --server shop/reviews:9080`;

function asked({ client, server }: MtlsFlags, namespace: string | undefined): MtlsOptions {
  if (client !== undefined && !/^[^/]+\/[^/]+$/.test(client)) {
    throw new UsageError(`--client takes namespace/workload, not "${client}"`);
  }
  const parts = server === undefined ? undefined : /^([^/:]+\/[^/:]+)(?::(\d{1,5}))?$/.exec(server);
  if (parts === null) throw new UsageError(`--server takes namespace/workload:port, not "${server}"`);
  const [, workload, port] = parts ?? [];
  return {
    namespace,
    client,
    ...(workload !== undefined && { server: { workload, port: port === undefined ? undefined : Number(port) } }),
  };
}

/** Throws UsageError for a workload that the input does not have. */
function checkNames({ client, server }: MtlsOptions, workloads: readonly Workload[]): void {
  const names = new Set(workloads.map(({ fullName }) => fullName));
  for (const [flag, name] of Object.entries({ '--client': client, '--server': server?.workload })) {
    if (name !== undefined && !names.has(name)) {
      throw new UsageError(`${flag}: the input has no workload ${name}.${ratherOneOf(name, names)}`);
    }
  }
}

/** What the result rests on that the input does not hold. */
function tellMore(io: Io, mesh: Mesh, { ports }: MtlsReport, assertion: StrictAssertion | undefined): void {
  for (const { text } of assertion?.unused ?? []) io.note(`warning: no port needs --except ${text}`);
  if (ports.length === 0) io.note('note: the input holds no workload to tell of');
  const absent = new Set(
    ports
      .filter(({ workload }) => workload.membership.dataPlane === 'none')
      .map(({ workload }) => workload.namespace)
      .filter((namespace) => mesh.find('Namespace', namespace) === undefined),
  );
  if (absent.size > 0) {
    const names = visible(listNames([...absent]));
    io.note(
      `note: the input does not hold ${absent.size === 1 ? 'namespace' : 'namespaces'} ${names}: no labels of theirs ask for a sidecar`,
    );
  }
}
