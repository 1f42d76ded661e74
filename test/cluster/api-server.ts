import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../src/resources/json.ts';
import { type ApiClient, apiClient } from './api-client.ts';
import { type AuditEvent, auditPolicy, readAuditLog } from './audit-log.ts';
import { builtPrograms } from './built-programs.ts';
import { Program } from './program.ts';
import { until } from './until.ts';

/** A Kubernetes API server of its own, with etcd and without controllers, on this machine only. */
export interface ApiServer extends ApiClient {
  /** Where it keeps its files: `certificates/apiserver.crt`, `service-account.pem`, logs. */
  readonly folder: string;
  /** The text of a kubeconfig file for one of the server's users; by default its administrator. */
  kubeconfig(user?: string): string;
  /** The server as another of its users. */
  as(user: string): ApiClient;
  /** What the server has been asked so far, in the order in which it answered, by everybody. */
  requests(): AuditEvent[];
  /** Ends the API server as a crash would, with SIGKILL; what it stored stays. */
  killApiServer(): Promise<void>;
  /** Starts it again on the same port over the same store, and waits until it answers. */
  restartApiServer(): Promise<void>;
  /** Ends the server and removes what it stored. */
  stop(): Promise<void>;
}

export interface ApiServerOptions {
  /** Users besides `admin`, who may do what RBAC grants them; without this everybody may do everything. */
  readonly users?: readonly string[];
  /** Users who may do everything, besides `admin`: whose requests are told apart from those of tests. */
  readonly administrators?: readonly string[];
  /** Pods get their ServiceAccount's token; a controller has to make the account first. */
  readonly serviceAccounts?: boolean;
  /** The path of the socket of a cluster network (cluster-network.ts), by which webhooks and kubelets are reached. */
  readonly network?: string;
}

/** Starts etcd and kube-apiserver, which build-tools.js has built, and waits until they answer: about three seconds. */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const { users, administrators = [], serviceAccounts = false, network } = options;
  const [etcdProgram, apiServerProgram] = builtPrograms('etcd', 'kube-apiserver');
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-api-server-'));
  const port = await freePort();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const masters = ['admin', ...administrators];
  const tokens = new Map([...masters, ...(users ?? [])].map((user) => [user, randomBytes(16).toString('hex')]));
  const token = tokens.get('admin')!;
  const lines = Array.from(
    tokens,
    ([user, token]) => `${token},${user},${user},${masters.includes(user) ? 'system:masters' : ''}\n`,
  );
  writeFileSync(join(folder, 'tokens.csv'), lines.join(''));
  writeFileSync(join(folder, 'service-account.pem'), privateKey.export({ type: 'sec1', format: 'pem' }));
  writeFileSync(join(folder, 'audit-policy.json'), JSON.stringify(auditPolicy));
  writeFileSync(join(folder, 'network.json'), JSON.stringify(networkConfiguration(network)));

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
  const flags = [
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
    '--service-cluster-ip-range=10.0.0.0/16',
    '--kubelet-preferred-address-types=InternalIP',
    '--allow-privileged',
    '--audit-policy-file=audit-policy.json',
    '--audit-log-path=audit.log',
    // A node would be tainted until a controller that does not run here finds it ready.
    `--disable-admission-plugins=TaintNodesByCondition${serviceAccounts ? '' : ',ServiceAccount'}`,
    ...(network ? ['--egress-selector-config-file=network.json'] : []),
  ];
  let apiServer = new Program(apiServerProgram!, flags, folder);
  const stop = async (): Promise<void> => {
    await Promise.all([apiServer.stop(), etcd.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };

  const url = `https://127.0.0.1:${port}`;
  const certificate = join(folder, 'certificates/apiserver.crt');
  const answering = (): Promise<Agent> =>
    until(60, 'the API server is ready', async () => {
      if (apiServer.hasEnded || etcd.hasEnded) throw new Error('the API server or etcd has ended');
      return connect(url, token, certificate);
    });
  try {
    const agent = await answering();
    return {
      ...apiClient(url, token, agent),
      folder,
      as: (user) => apiClient(url, tokens.get(user)!, agent),
      kubeconfig: (user = 'admin') => kubeconfigText(url, readFileSync(certificate), user, tokens.get(user)!),
      requests: () => readAuditLog(join(folder, 'audit.log')),
      killApiServer: () => apiServer.stop(),
      restartApiServer: async () => {
        await apiServer.stop();
        apiServer = new Program(apiServerProgram!, flags, folder);
        (await answering()).destroy();
      },
      stop,
    };
  } catch (error) {
    const why = `${(error as Error).message}\netcd:\n${etcd.lastWords()}\nkube-apiserver:\n${apiServer.lastWords()}`;
    await stop();
    throw new Error(why);
  }
}

/** Sends what goes to webhooks, kubelets and other servers in the cluster through a socket, by HTTP's CONNECT. */
const networkConfiguration = (socket: string | undefined): JsonObject => ({
  apiVersion: 'apiserver.k8s.io/v1beta1',
  kind: 'EgressSelectorConfiguration',
  egressSelections: [
    {
      name: 'cluster',
      connection: { proxyProtocol: 'HTTPConnect', transport: { uds: { udsName: socket ?? '' } } },
    },
  ],
});

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
