import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { defined, isObject, type JsonObject } from '../resources/json.ts';
import { KubeError } from './kube-error.ts';
import type { ClusterEntry, ExecEntry } from './kubeconfig.ts';
import type { Surroundings } from './kubeconfig-files.ts';

/** What a plugin gave: a token, or a certificate with its key (PEM), until it expires. */
export interface PluginCredential {
  readonly token?: string | undefined;
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
  /** Milliseconds since 1970; undefined where the plugin does not say. */
  readonly expires?: number | undefined;
}

/** A person may have to log in on another device meanwhile. */
const longest = 120_000;
const mostOutput = 1_048_576;

/**
 * Runs a kubeconfig's credential plugin (Kubernetes, client-go credential plugins) and reads its answer. Nothing is asked
 * on standard input; what it writes to standard error is told as it comes. The signal ends it.
 *
 * @throws KubeError when the plugin is missing, fails, or answers with something else; the answer is never quoted
 */
export async function runCredentialPlugin(
  { command = '', args = [], env: variables = [], ...exec }: ExecEntry,
  cluster: ClusterEntry,
  { cwd, env }: Surroundings,
  { note, signal }: { readonly note: (text: string) => void; readonly signal: AbortSignal },
): Promise<PluginCredential> {
  const apiVersion = exec.apiVersion ?? 'client.authentication.k8s.io/v1';
  const named = `the credential plugin "${command}" of the kubeconfig`;
  if (exec.interactiveMode === 'Always') {
    throw new KubeError(`${named} wants to talk to a terminal, which it gets from kubectl only: log in there first`);
  }
  const info = { apiVersion, kind: 'ExecCredential', spec: { interactive: false, ...clusterInfo(exec, cluster) } };
  const own = variables.map(({ name = '', value = '' }) => [name, value]);
  const child = spawn(command, args, {
    cwd,
    env: { ...env, ...Object.fromEntries(own), KUBERNETES_EXEC_INFO: JSON.stringify(info) },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => note(part.trimEnd()));
  return readAnswer(await outputOf(child, named, exec.installHint), named);
}

/** All that it writes to standard output, once it has ended well. */
function outputOf(child: ChildProcessByStdio<null, Readable, Readable>, named: string, hint = ''): Promise<string> {
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    output += part;
    if (output.length > mostOutput) child.kill('SIGKILL');
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, longest);
  const ended = new Promise<string>((resolve, reject) => {
    child.on('error', ({ code }: NodeJS.ErrnoException) => {
      const why = code === 'ENOENT' ? 'is not installed, or not on the PATH' : `does not start (${code})`;
      reject(new KubeError([`${named} ${why}`, hint.trim()].join('\n').trimEnd()));
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else if (late) reject(new KubeError(`${named} did not end within ${longest / 1000} seconds`));
      else reject(new KubeError(`${named} failed (${signal ?? `exit code ${code}`}): log in with it, then try again`));
    });
  });
  return ended.finally(() => clearTimeout(timer));
}

/** What a plugin that asks for it is told of the cluster. */
function clusterInfo({ provideClusterInfo }: ExecEntry, cluster: ClusterEntry): JsonObject {
  if (provideClusterInfo !== true) return {};
  const config = cluster.extensions?.find(({ name }) => name === 'client.authentication.k8s.io/exec')?.extension;
  const fields = {
    server: cluster.server,
    'tls-server-name': cluster['tls-server-name'],
    'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'],
    'certificate-authority-data': cluster['certificate-authority-data'],
    'proxy-url': cluster['proxy-url'],
    config,
  };
  return { cluster: defined(fields) };
}

function readAnswer(output: string, named: string): PluginCredential {
  let answer: unknown;
  try {
    answer = JSON.parse(output);
  } catch {
    // Not quoted: what it wrote may be a token.
  }
  const status = isObject(answer) ? answer.status : undefined;
  if (!isObject(status))
    throw new KubeError(`${named} gave no credentials: its output is no ExecCredential with a status`);
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const expires = Date.parse(text(status.expirationTimestamp) ?? '');
  const credential = {
    token: text(status.token),
    certificate: text(status.clientCertificateData),
    key: text(status.clientKeyData),
    expires: Number.isNaN(expires) ? undefined : expires,
  };
  if (credential.token === undefined && (credential.certificate === undefined || credential.key === undefined)) {
    throw new KubeError(`${named} gave no credentials: neither a token nor a certificate with its key`);
  }
  return credential;
}
