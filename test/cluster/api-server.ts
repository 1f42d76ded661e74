import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiClient, apiClient } from './api-client.ts';
import { builtPrograms } from './built-programs.ts';
import { Program } from './program.ts';
import { until } from './until.ts';

/** A Kubernetes API server of its own, with etcd and without controllers, on this machine only. */
export interface ApiServer extends ApiClient {
  /** The text of a kubeconfig file for one of the server's users; by default its administrator. */
  kubeconfig(user?: string): string;
  /** Ends the server and removes what it stored. */
  stop(): Promise<void>;
}

export interface ApiServerOptions {
  /** Users besides `admin`, who may do what RBAC grants them; without this everybody may do everything. */
  readonly users?: readonly string[];
}

/** Starts etcd and kube-apiserver, which build-tools.js has built, and waits until they answer: about three seconds. */
export async function startApiServer({ users }: ApiServerOptions = {}): Promise<ApiServer> {
  const [etcdProgram, apiServerProgram] = builtPrograms('etcd', 'kube-apiserver');
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-api-server-'));
  const token = randomBytes(16).toString('hex');
  const port = await freePort();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const tokens = new Map([
    ['admin', token],
    ...(users ?? []).map((user) => [user, randomBytes(16).toString('hex')] as const),
  ]);
  const lines = Array.from(
    tokens,
    ([user, token]) => `${token},${user},${user},${user === 'admin' ? 'system:masters' : ''}\n`,
  );
  writeFileSync(join(folder, 'tokens.csv'), lines.join(''));
  writeFileSync(join(folder, 'service-account.pem'), privateKey.export({ type: 'sec1', format: 'pem' }));

  // Both sockets are files in the folder, so that nobody else gets at etcd, which asks for no password.
  const etcd = new Program(
    etcdProgram!,
    [
      '--data-dir=etcd',
      '--listen-client-urls=unix://etcd:0',
      '--advertise-client-urls=unix://etcd:0',
      '--listen-peer-urls=unix://peer:0',
      '--initial-advertise-peer-urls=unix://peer:0',
      '--initial-cluster=default=unix://peer:0',
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
    folder,
  );
  const apiServer = new Program(
    apiServerProgram!,
    [
      '--etcd-servers=unix://etcd:0',
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      '--cert-dir=certificates',
      '--token-auth-file=tokens.csv',
      '--anonymous-auth=false',
      `--authorization-mode=${users === undefined ? 'AlwaysAllow' : 'RBAC'}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      '--service-account-key-file=service-account.pem',
      '--service-account-signing-key-file=service-account.pem',
      // Pods need no token: the controller that would make their service account does not run.
      '--disable-admission-plugins=ServiceAccount',
      '--service-cluster-ip-range=10.0.0.0/24',
    ],
    folder,
  );
  const stop = async (): Promise<void> => {
    await Promise.all([apiServer.stop(), etcd.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };

  const url = `https://127.0.0.1:${port}`;
  try {
    const agent = await until(60, 'the API server is ready', async () => {
      if (apiServer.hasEnded || etcd.hasEnded) throw new Error('the API server or etcd has ended');
      return connect(url, token, join(folder, 'certificates/apiserver.crt'));
    });
    const kubeconfig = (user = 'admin') =>
      kubeconfigText(url, readFileSync(join(folder, 'certificates/apiserver.crt')), user, tokens.get(user)!);
    return { ...apiClient(url, token, agent), kubeconfig, stop };
  } catch (error) {
    const why = `${(error as Error).message}\netcd:\n${etcd.lastWords()}\nkube-apiserver:\n${apiServer.lastWords()}`;
    await stop();
    throw new Error(why);
  }
}

const kubeconfigText = (server: string, certificate: Buffer, user: string, token: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server, 'certificate-authority-data': certificate.toString('base64') } }],
    users: [{ name: user, user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user } }],
    'current-context': 'test',
  });

/** An agent that trusts the server's certificate, once the server has written it, is ready, and has a default namespace. */
async function connect(url: string, token: string, certificate: string): Promise<Agent | undefined> {
  let agent: Agent | undefined;
  try {
    agent = new Agent({ keepAlive: true, ca: readFileSync(certificate) });
    const { request } = apiClient(url, token, agent);
    const answers = await Promise.all(['/readyz', '/api/v1/namespaces/default'].map((path) => request('GET', path)));
    if (answers.every(({ status }) => status === 200)) return agent;
  } catch {
    // Not there yet.
  }
  agent?.destroy();
  return undefined;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
