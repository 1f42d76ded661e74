import type { Agent, OutgoingHttpHeaders } from 'node:http';
import type { RequestOptions } from 'node:https';
// The part that reads credentials alone: all of client-node takes 64 ms to load, this 24 (docs/decisions/0022).
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { InputError, MeshwrightError } from '../base/errors.ts';
import { readFailure } from '../resources/input/read-failure.ts';
import type { KubeApi } from './api.ts';
import { ClusterApi } from './cluster-api.ts';
import type { Connection } from './connection.ts';
import { type PluginCredential, runCredentialPlugin } from './credential-plugin.ts';
import { bearerExpiry, credentialProblem } from './credential-problem.ts';
import type { Surroundings } from './kubeconfig-files.ts';
import { proxyFromEnvironment } from './proxy-environment.ts';
import { type Access, Requests } from './requests.ts';

/** Whom to act as (Kubernetes, User impersonation); what is absent is as the kubeconfig says. */
export interface Impersonation {
  readonly user?: string | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly uid?: string | undefined;
}

export interface ClientOptions {
  readonly impersonate?: Impersonation | undefined;
  /** Milliseconds for one request to be answered. Default 15 s. */
  readonly requestTimeout?: number;
  /** Milliseconds for a call with all that is tried again. Default 30 s. */
  readonly timeout?: number;
  /** Milliseconds for a connection to be made. Default 5 s. */
  readonly connectTimeout?: number;
  /** Told what the user should know: a server that is not verified, what a credential plugin says. */
  readonly note?: (text: string) => void;
}

/** Opens the API server of a connection; nothing is sent before it is asked for something. */
export function openCluster(connection: Connection, surroundings: Surroundings, options: ClientOptions = {}): KubeApi {
  const { requestTimeout = 15_000, timeout = 30_000, connectTimeout = 5_000, note = () => {} } = options;
  const { cluster, context, namespace } = connection;
  if (cluster['insecure-skip-tls-verify']) {
    note(`warning: the identity of ${cluster.server} is not verified (insecure-skip-tls-verify in the kubeconfig)`);
  }
  const access = new Credentials(connection, surroundings, { ...options, connectTimeout, note });
  const requests = new Requests(cluster.server, access, { context, requestTimeout, timeout, connectTimeout });
  return new ClusterApi(requests, { server: cluster.server, context, namespace });
}

/** Names in the KubeConfig that client-node is given: it holds one of each. */
const only = 'only';
const pluginProvider = 'meshwright-credential-plugin';
/** Milliseconds after which a token file, or a provider of tokens, is asked again, unless the token says until when it holds. */
const rereadAfter = 60_000;
/** Milliseconds before its end from which on a credential is renewed. */
const slack = 10_000;

type CredentialOptions = ClientOptions & Required<Pick<ClientOptions, 'connectTimeout' | 'note'>>;

/** The credentials of a kubeconfig's user as client-node works them out, kept until they expire or are refused. */
class Credentials implements Access {
  readonly #connection: Connection;
  readonly #surroundings: Surroundings;
  readonly #options: CredentialOptions;
  readonly #agents = new Map<string, Agent>();
  readonly #closing = new AbortController();
  #current: Promise<{ headers: OutgoingHttpHeaders; agent: Agent; expires: number; certificate?: string }> | undefined;
  #plugin: PluginCredential | undefined;

  constructor(connection: Connection, surroundings: Surroundings, options: CredentialOptions) {
    this.#connection = connection;
    this.#surroundings = surroundings;
    this.#options = options;
  }

  async current(): Promise<{ headers: OutgoingHttpHeaders; agent: Agent }> {
    const known = await this.#current;
    if (known !== undefined && known.expires > Date.now()) return known;
    // Requests that find it expired at the same time share one renewal.
    if (this.#current === undefined || known !== undefined) this.#current = this.#read();
    const reading = this.#current;
    try {
      return await reading;
    } catch (error) {
      if (this.#current === reading) this.#current = undefined;
      throw error;
    }
  }

  renew(): void {
    this.#current = undefined;
  }

  async problem(): Promise<string> {
    const { userName, user } = this.#connection;
    const known = await this.#current?.catch(() => undefined);
    return credentialProblem(userName, user, known?.headers.authorization?.toString(), known?.certificate);
  }

  close(): void {
    this.#closing.abort();
    for (const agent of this.#agents.values()) agent.destroy();
  }

  async #read() {
    const { cluster, user } = this.#connection;
    const url = new URL(cluster.server);
    const proxyUrl = cluster['proxy-url'] || proxyFromEnvironment(url, this.#surroundings.env);
    const config = this.#kubeConfig(url, proxyUrl);
    const settings: RequestOptions = proxyUrl === undefined ? {} : { timeout: this.#options.connectTimeout };
    try {
      await config.applyToHTTPSOptions(settings);
    } catch (error) {
      if (error instanceof MeshwrightError) throw error;
      throw new InputError(`the kubeconfig's credentials cannot be used: ${reasonOf(error)}`);
    }
    const given = (settings.headers ?? {}) as OutgoingHttpHeaders;
    const { username, password } = user;
    const basic =
      username === undefined ? undefined : `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const authorization = given.Authorization === undefined ? basic : String(given.Authorization).trim();
    const expiry = this.#plugin?.expires ?? bearerExpiry(authorization);
    const mayChange = user.tokenFile !== undefined || user['auth-provider'] !== undefined;
    const { cert } = settings;
    return {
      headers: { ...(authorization && { authorization }), ...this.#impersonation() },
      agent: this.#agentOf(settings),
      expires: expiry !== undefined ? expiry - slack : mayChange ? Date.now() + rereadAfter : Number.POSITIVE_INFINITY,
      ...(cert && { certificate: cert.toString() }),
    };
  }

  /** client-node's own agent, told to keep its connections; the same one for as long as nothing in it changes. */
  #agentOf({ agent, ca, cert, key }: RequestOptions): Agent {
    const identity = [ca, cert, key].map((part) => part?.toString() ?? '').join('\0');
    const known = this.#agents.get(identity);
    if (known !== undefined) return known;
    const own = Object.assign(agent as Agent, { keepAlive: true, maxFreeSockets: 16 });
    this.#agents.set(identity, own);
    return own;
  }

  #kubeConfig({ protocol }: URL, proxyUrl: string | undefined): KubeConfig {
    const { cluster, user } = this.#connection;
    const config = new KubeConfig();
    config.addAuthenticator({
      isAuthProvider: ({ authProvider }) => authProvider?.name === pluginProvider,
      applyAuthentication: async (_, settings) => {
        const { note } = this.#options;
        const { signal } = this.#closing;
        const plugin = await runCredentialPlugin(user.exec!, cluster, this.#surroundings, { note, signal });
        this.#plugin = plugin;
        if (plugin.certificate !== undefined) Object.assign(settings, { cert: plugin.certificate, key: plugin.key });
        if (plugin.token !== undefined)
          settings.headers = { ...settings.headers, Authorization: `Bearer ${plugin.token}` };
      },
    });
    config.loadFromOptions({
      clusters: [
        {
          name: only,
          server: cluster.server,
          ...fileOrData(cluster, 'certificate-authority', 'caFile', 'caData'),
          tlsServerName: cluster['tls-server-name'],
          // client-node asks for this before it speaks plain HTTP, as `kubectl proxy` does.
          skipTLSVerify: cluster['insecure-skip-tls-verify'] === true || protocol === 'http:',
          proxyUrl,
        },
      ],
      users: [
        {
          name: only,
          ...fileOrData(user, 'client-certificate', 'certFile', 'certData'),
          ...fileOrData(user, 'client-key', 'keyFile', 'keyData'),
          ...(user.tokenFile === undefined && { token: user.token }),
          authProvider: this.#authProvider(),
        },
      ],
      contexts: [{ name: only, cluster: only, user: only }],
      currentContext: only,
    });
    return config;
  }

  #authProvider(): object | undefined {
    const { user } = this.#connection;
    if (user.tokenFile !== undefined) return { name: 'tokenFile', config: { tokenFile: user.tokenFile } };
    if (user.exec !== undefined) return { name: pluginProvider };
    // client-node writes renewed tokens into it.
    return user['auth-provider'] && structuredClone(user['auth-provider']);
  }

  #impersonation(): OutgoingHttpHeaders {
    const { user } = this.#connection;
    const asked = this.#options.impersonate;
    const given = asked?.user
      ? asked
      : { user: user.as, groups: user['as-groups'], uid: user['as-uid'], extra: user['as-user-extra'] };
    const extra = Object.entries('extra' in given ? (given.extra ?? {}) : {});
    return {
      ...(given.user && { 'impersonate-user': given.user }),
      ...(given.groups?.length && { 'impersonate-group': [...given.groups] }),
      ...(given.uid && { 'impersonate-uid': given.uid }),
      ...Object.fromEntries(
        extra.map(([name, values]) => [`impersonate-extra-${encodeURIComponent(name)}`, [...values]]),
      ),
    };
  }
}

/** What is given as data counts before a file, as it does for kubectl; client-node would take the file. */
function fileOrData(from: object, field: string, file: string, data: string): object {
  const fields = from as Readonly<Record<string, string | undefined>>;
  return fields[`${field}-data`] ? { [data]: fields[`${field}-data`] } : { [file]: fields[field] };
}

function reasonOf(error: unknown): string {
  const { path, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined && path !== undefined) return `${path} ${readFailure(error)}`;
  return error instanceof SyntaxError ? 'what they hold is not JSON' : (error as Error).message;
}
