import { timeText } from '../../base/certificate.ts';
import { MeshwrightError, UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { openPackage } from '../../install/open-package.ts';
import { type AccountToken, requestedToken, storedToken } from '../../install/remote-secret/account-token.ts';
import { ensureAccount } from '../../install/remote-secret/reader-account.ts';
import {
  type ClusterAccess,
  kubeconfigFor,
  remoteSecret,
  type SecretType,
  usualAccounts,
} from '../../install/remote-secret/remote-secret.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { formatJson } from '../../output/findings/findings-json.ts';
import { manifestYaml } from '../../output/install/manifest-yaml.ts';
import { visible } from '../../output/text/visible.ts';
import type { JsonObject } from '../../resources/json.ts';
import { object, string } from '../../resources/shape.ts';
import { openCluster } from '../cluster.ts';
import { defineCommand } from '../command.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { keyValues } from '../flags/key-values.ts';
import { booleanOption, choiceOption, durationOption, repeatable } from '../flags/options.ts';
import type { Io } from '../io.ts';

interface Flags {
  readonly authPluginConfig?: readonly string[];
  readonly authPluginName?: string;
  readonly authType: 'bearer-token' | 'plugin';
  readonly createServiceAccount: boolean;
  readonly manifests?: string;
  readonly name?: string;
  readonly output: 'yaml' | 'json';
  readonly rotate?: boolean;
  readonly secretName?: string;
  readonly server?: string;
  readonly serviceAccount?: string;
  readonly tlsServerName?: string;
  /** Milliseconds. */
  readonly tokenDuration?: number;
  readonly type: SecretType;
}

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** Seconds: the API server makes no shorter tokens. */
const shortest = 600;

export default defineCommand<Flags>({
  setup(command) {
    command
      .option('--name <cluster>', 'name of this cluster in the mesh (default: the uid of its namespace kube-system)')
      .addOption(choiceOption('--type <type>', 'what istiod uses it for', ['remote', 'config'], 'remote'))
      .option('--server <url>', "the API server's URL, as other clusters reach it (default: the kubeconfig's)")
      .option('--tls-server-name <name>', "the name in the API server's certificate, where that is not the URL's")
      .option('--service-account <name>', 'ServiceAccount whose credentials it holds (default: by --type)')
      .option('--secret-name <name>', 'Secret with the token to use, where the ServiceAccount has several')
      .addOption(
        choiceOption('--auth-type <type>', 'how istiod shows who it is', ['bearer-token', 'plugin'], 'bearer-token'),
      )
      .option('--auth-plugin-name <name>', 'name of the plugin, for --auth-type plugin')
      .addOption(repeatable('--auth-plugin-config <key=value,...>', 'settings of the plugin (repeatable)'))
      .option('-d, --manifests <path>', 'folder or .tgz of a release, for the role of a new ServiceAccount')
      .addOption(durationOption('--token-duration <duration>', 'use a token that expires, and is stored nowhere else'))
      .addOption(choiceOption('-o, --output <format>', 'output format', ['yaml', 'json'], 'yaml'));
    booleanOption(
      command,
      '--create-service-account',
      'make the ServiceAccount and its role where they are missing',
      true,
    );
    booleanOption(command, '--rotate', 'make a new token, to replace the one in use');
    command.addHelpText('after', help);
  },
  async run(io, flags) {
    const plugin = checkFlags(flags);
    const api = await openCluster(io, flags);
    try {
      const namespace = flags.namespace ?? flags.istioNamespace;
      const account = flags.serviceAccount ?? usualAccounts[flags.type];
      const options: CallOptions = { signal: io.interruption() };
      const cluster = flags.name ?? (await clusterUid(api, options));
      const made = await ensureAccount(api, {
        ...{ name: account, namespace, create: flags.createServiceAccount, manifests: flags.manifests, ...options },
        openPackage: (path) => openPackage(io, path),
      });
      if (made.length > 0) io.note(`note: made ${made.join(', ')}`);
      const token = await tokenFor(api, flags, { account, namespace, options });
      if (token.authority === '')
        throw new MeshwrightError(
          `namespace ${namespace} has no ConfigMap kube-root-ca.crt, which tells the API server's CA`,
        );
      const access: ClusterAccess = {
        cluster,
        server: flags.server ?? api.server,
        authority: token.authority,
        serverName: flags.tlsServerName,
        credentials: plugin ?? { token: token.token },
      };
      const secret = remoteSecret(flags.type, cluster, namespace, manifestYaml([kubeconfigFor(access)]));
      await io.write(flags.output === 'json' ? formatJson(secret) : yamlOf(secret, cluster));
      tell(io, flags, access, token, { account, namespace });
      return ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

/** What a pipe into `kubectl apply` takes, several of them one after the other too. */
const yamlOf = (secret: JsonObject, cluster: string): string =>
  `# Access to cluster ${cluster}. Keep it secret.\n${manifestYaml([secret])}---\n`;

/** Throws UsageError for flags that do not go together; gives the plugin to log in with, if there is one. */
function checkFlags(flags: Flags): { plugin: string; config: Readonly<Record<string, string>> } | undefined {
  const { authType, authPluginName, authPluginConfig, name, rotate, secretName, server, tokenDuration } = flags;
  if (name !== undefined && !dnsLabel.test(name)) {
    throw new UsageError(
      `--name takes lower-case letters, digits and "-", at most 63, not "${visible(name)}": a Secret is named for it`,
    );
  }
  if (server !== undefined && !/^https?:\/\/[^/\s]+/.test(server)) {
    throw new UsageError(`--server takes a URL as https://10.0.0.1:6443, not "${visible(server)}"`);
  }
  if (secretName !== undefined && (rotate || tokenDuration !== undefined)) {
    throw new UsageError('--secret-name uses a token that is there; --rotate and --token-duration make a new one');
  }
  if (tokenDuration !== undefined && tokenDuration < shortest * 1000) {
    throw new UsageError('--token-duration takes ten minutes (10m) or more');
  }
  if (authType === 'plugin') {
    if (authPluginName === undefined) throw new UsageError('--auth-type plugin needs --auth-plugin-name');
    return { plugin: authPluginName, config: keyValues('--auth-plugin-config', authPluginConfig) };
  }
  if (authPluginName !== undefined || authPluginConfig !== undefined) {
    throw new UsageError('--auth-plugin-name and --auth-plugin-config need --auth-type plugin');
  }
  return undefined;
}

const uid = object({ metadata: object({ uid: string }) });

/** What tells a cluster from every other where nobody has named it. */
async function clusterUid(api: KubeApi, options: CallOptions): Promise<string> {
  const namespace = await api.get({ group: '', version: 'v1', kind: 'Namespace', name: 'kube-system' }, options);
  const found = uid(namespace)?.metadata?.uid;
  if (found === undefined)
    throw new MeshwrightError('the cluster has no namespace kube-system to be named by: give it a --name');
  return found;
}

interface Account {
  readonly account: string;
  readonly namespace: string;
}

function tokenFor(
  api: KubeApi,
  flags: Flags,
  { account, namespace, options }: Account & { options: CallOptions },
): Promise<AccountToken> {
  const { rotate = false, secretName, tokenDuration } = flags;
  const asked = { account, namespace, secretName, rotate, ...options };
  return tokenDuration === undefined
    ? storedToken(api, asked)
    : requestedToken(api, asked, Math.round(tokenDuration / 1000));
}

/** What whoever applies the Secret should know. */
function tell(
  io: Io,
  flags: Flags & GlobalOptions,
  { cluster, server, credentials }: ClusterAccess,
  token: AccountToken,
  { account, namespace }: Account,
): void {
  if (/\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(`${server}/`)) {
    io.note(
      `warning: the API server is ${server}, which other clusters do not reach: name an address that they do (--server)`,
    );
  }
  if ('plugin' in credentials) {
    io.note(
      'note: istiod refuses plugins unless its variable PILOT_INSECURE_MULTICLUSTER_KUBECONFIG_OPTIONS allows auth-provider or names it',
    );
    return;
  }
  const { expires, secret } = token;
  if (expires !== undefined)
    io.note(`note: the token holds until ${timeText(expires)}: make a new one before (--rotate)`);
  else io.note(`note: the token does not expire; deleting Secret ${namespace}/${secret} revokes it`);
  if (!flags.rotate) return;
  const context = flags.context === undefined ? '' : ` --context ${flags.context}`;
  const old = token.others.map((name) => `  kubectl${context} delete secret ${name} -n ${namespace}`);
  const revoke =
    old.length > 0
      ? `istiod takes it at once. Then revoke the old ${old.length === 1 ? 'token' : 'tokens'} of ${account}:\n${old.join('\n')}`
      : 'istiod takes it at once. There is no older token to revoke in this cluster';
  io.note(`note: apply this Secret in each cluster whose istiod reads ${cluster} (kubectl apply -f -); ${revoke}`);
}

const help = `
Prints a Secret that lets the istiods of other clusters read this one. Without
--token-duration its token is kept in a Secret of this cluster, and does not
expire. Writes nothing to this cluster but that, and the ServiceAccount with its
role where they are missing.

Examples:
  # Let the istiod of cluster west discover what is in east
  meshwright create-remote-secret --context east --name east | kubectl --context west apply -f -

  # With a token for 30 days, and the address by which west reaches east
  meshwright create-remote-secret --context east --name east --token-duration 720h \\
    --server https://10.0.0.1:6443 | kubectl --context west apply -f -

  # Replace the token
  meshwright create-remote-secret --context east --name east --rotate | kubectl --context west apply -f -`;
