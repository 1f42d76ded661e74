import { isIP } from 'node:net';
import { MeshwrightError, UsageError } from '../../../../../base/errors.ts';
import { ExitCode } from '../../../../../base/exit-code.ts';
import {
  accountOf,
  clusterNameIn,
  configMapsOf,
  environmentText,
  gatewayAddress,
  istiodHost,
  machineConfig,
} from '../../../../../install/workload/machine-files.ts';
import type { WorkloadGroup } from '../../../../../install/workload/workload-group.ts';
import type { CallOptions, KubeApi } from '../../../../../kube/api.ts';
import { serviceAccountToken } from '../../../../../kube/service-account-token.ts';
import { manifestYaml } from '../../../../../output/install/manifest-yaml.ts';
import { visible } from '../../../../../output/text/visible.ts';
import { configMap as configMapShape } from '../../../../../resources/kinds/core.ts';
import { proxyConfigReader } from '../../../../../schema/proxy-config-json.ts';
import { openCluster } from '../../../../cluster.ts';
import { defineCommand } from '../../../../command.ts';
import { type FolderFile, writeFolder } from '../../../../files/write-folder.ts';
import type { GlobalOptions } from '../../../../flags/global-options.ts';
import { booleanOption, wholeNumberOption } from '../../../../flags/options.ts';
import { readWorkloadGroup } from '../../../../installation/read-workload-group.ts';
import type { Io } from '../../../../io.ts';

interface Flags {
  readonly autoregister: boolean;
  readonly captureDns: boolean;
  readonly clusterID?: string;
  readonly externalIP?: string;
  readonly file?: string;
  readonly ingressIP?: string;
  readonly ingressService: string;
  readonly internalIP?: string;
  readonly name?: string;
  readonly output?: string;
  readonly revision: string;
  /** Seconds. */
  readonly tokenDuration: number;
}

/** Whom istiod takes a machine's token from, and Istio's name for a cluster that nobody has named. */
const audiences = ['istio-ca'];
const usualCluster = 'Kubernetes';
/** Seconds: the API server makes no shorter tokens. */
const shortestToken = 600;

export default defineCommand<Flags>({
  setup(command) {
    command
      .option('-f, --file <file>', 'the WorkloadGroup, in a file')
      .option('--name <name>', 'the WorkloadGroup, in the cluster (with --namespace)')
      .option('-o, --output <folder>', 'folder to write the files to')
      .option('--clusterID <name>', "the cluster's name in the mesh (default: what the injector's settings say)")
      .addOption(wholeNumberOption('--tokenDuration <seconds>', 'how long the token holds', 3600))
      .option(
        '--ingressService <name[.namespace]>',
        'Service of the gateway that leads to istiod',
        'istio-eastwestgateway',
      )
      .option('--ingressIP <address>', 'address of that gateway')
      .option('--internalIP <address>', "the machine's address within its network")
      .option('--externalIP <address>', "the machine's address as seen from outside")
      .option('-r, --revision <name>', 'control plane that the machine belongs to', 'default');
    booleanOption(command, '--autoregister', 'let istiod make the WorkloadEntry when the machine connects', false);
    booleanOption(command, '--capture-dns', 'let the agent answer DNS', true);
    command.addHelpText('after', help);
  },
  async run(io, flags) {
    const output = checkFlags(flags);
    const api = await openCluster(io, flags);
    try {
      const group = await readWorkloadGroup(io, api, flags);
      if (Object.keys(group.spec?.template?.labels ?? {}).length > 0) {
        io.note('note: spec.template.labels win over spec.metadata.labels, which are the place for labels');
      }
      const files = await machineFiles(io, api, group, flags);
      const replaced = writeFolder(output, files, io.cwd);
      if (replaced.length > 0) io.note(`note: replaced ${replaced.join(', ')} in ${output}`);
      io.note(`note: ${output}/istio-token is the machine's password until it has a certificate: move it there safely`);
      await io.write(`${output}: ${Object.keys(files).join(', ')}\n`);
      return ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

/** Throws UsageError for flags that are missing or do not go together; gives the folder. */
function checkFlags(flags: Flags & GlobalOptions): string {
  const { file, name, namespace, output, internalIP, externalIP, tokenDuration } = flags;
  if (file === undefined && (!name || !namespace)) {
    throw new UsageError('no WorkloadGroup is named: give its --file, or its --name and --namespace in the cluster');
  }
  if (file !== undefined && name !== undefined)
    throw new UsageError('--file and --name both name a WorkloadGroup: give one');
  if (!output) throw new UsageError('--output is missing: the folder for the files');
  if (internalIP !== undefined && externalIP !== undefined) {
    throw new UsageError('--internalIP and --externalIP are both the address of the machine: give one');
  }
  for (const flag of ['internalIP', 'externalIP', 'ingressIP'] as const) {
    const address = flags[flag];
    if (address !== undefined && isIP(address) === 0)
      throw new UsageError(`--${flag} takes an IP address, not "${visible(address)}"`);
  }
  if (tokenDuration < shortestToken) throw new UsageError(`--tokenDuration takes ${shortestToken} seconds or more`);
  return output;
}

async function machineFiles(
  io: Io,
  api: KubeApi,
  group: WorkloadGroup,
  flags: Flags & GlobalOptions,
): Promise<Record<string, FolderFile>> {
  const { istioNamespace, revision } = flags;
  const options: CallOptions = { signal: io.interruption() };
  const { namespace = '' } = group.metadata ?? {};
  const names = configMapsOf(revision);
  const [meshConfig, rootCertificate, clusterId, hosts, readProxyConfig] = await Promise.all([
    configMapKey(api, { namespace: istioNamespace, name: names.meshConfig, key: 'mesh' }, options),
    configMapKey(api, { namespace, name: rootCertificateMap, key: 'root-cert.pem' }, options),
    flags.clusterID ??
      configMapKey(api, { namespace: istioNamespace, name: names.injector, key: 'values' }, options).then(
        (values) => clusterNameIn(values) || usualCluster,
      ),
    hostsFile(io, api, flags, options),
    proxyConfigReader(),
  ]);
  const { mesh, environment } = machineConfig(group, {
    ...{ istioNamespace, revision, clusterId, meshConfig, readProxyConfig },
    internalAddress: flags.internalIP,
    externalAddress: flags.externalIP,
    captureDns: flags.captureDns,
    autoRegister: flags.autoregister,
  });
  const account = { namespace, name: accountOf(group) };
  const token = await serviceAccountToken(api, account, { audiences, seconds: flags.tokenDuration, ...options });
  return {
    'cluster.env': environmentText(environment),
    hosts,
    'istio-token': { text: token, isSecret: true },
    'mesh.yaml': manifestYaml([mesh]),
    'root-cert.pem': rootCertificate,
  };
}

/** What istiod writes into each namespace: the certificate that the mesh trusts. */
const rootCertificateMap = 'istio-ca-root-cert';

interface ConfigMapKey {
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

async function configMapKey(
  api: KubeApi,
  { namespace, name, key }: ConfigMapKey,
  options: CallOptions,
): Promise<string> {
  const found = await api.get({ group: '', version: 'v1', kind: 'ConfigMap', namespace, name }, options);
  const text = configMapShape(found)?.data?.[key];
  if (text !== undefined) return text;
  const why = found === undefined ? 'there is no' : `${key} is missing in`;
  const hint =
    name === rootCertificateMap
      ? 'istiod writes it into each namespace: is it running?'
      : 'is Istio installed there, and the --revision right?';
  throw new MeshwrightError(`${why} ConfigMap ${namespace}/${name}: ${hint}`);
}

/** The line of /etc/hosts by which the machine finds istiod; nothing, with a warning, where no address is known. */
async function hostsFile(io: Io, api: KubeApi, flags: Flags & GlobalOptions, options: CallOptions): Promise<string> {
  const { ingressIP, ingressService, istioNamespace, revision } = flags;
  const host = istiodHost(istioNamespace, revision);
  if (ingressIP !== undefined) return `${ingressIP} ${host}\n`;
  const [name = '', namespace = istioNamespace] = ingressService.split('.');
  const service = await api.get({ group: '', version: 'v1', kind: 'Service', namespace, name }, options);
  const found = service === undefined ? {} : gatewayAddress(service);
  if (found.address !== undefined) return `${found.address} ${host}\n`;
  const why =
    service === undefined
      ? `there is no Service ${namespace}/${name}`
      : found.host === undefined
        ? `Service ${namespace}/${name} has no address yet`
        : `Service ${namespace}/${name} has the name ${found.host} and no address`;
  io.note(`warning: hosts is empty, for ${why}: name the address by which the machine reaches istiod (--ingressIP)`);
  return '';
}

const help = `
Writes what a machine outside Kubernetes needs to join the mesh: mesh.yaml,
cluster.env, root-cert.pem, istio-token and hosts (istio.io, Virtual Machine
Installation). All files are written, or none.

Examples:
  # For a machine of a group in a file
  meshwright experimental workload entry configure -f group.yaml -o machine/

  # For one of a group in the cluster, with a token for a day
  meshwright experimental workload entry configure --name mysql --namespace shop \\
    --tokenDuration 86400 -o machine/`;
