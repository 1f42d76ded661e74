import { once } from 'node:events';
import { type Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { isObject, type Json, type JsonObject } from '../../src/resources/json.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { until } from './until.ts';

/** An HTTP answer; the body is JSON, or a string where it is plain text. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
}

/** What tests ask of a Kubernetes API server, as its administrator. */
export interface ApiClient {
  readonly url: string;
  /** An object is sent as JSON, a string as it is. */
  request(method: string, path: string, body?: JsonObject | string, headers?: Record<string, string>): Promise<Answer>;
  /** Creates an object; `query` as in `dryRun=All&fieldValidation=Strict`. A refusal is an answer like any other. */
  create(object: JsonObject, query?: string): Promise<Answer>;
  /** Server-side apply. Throws what the server says when it refuses. */
  apply(object: JsonObject): Promise<void>;
  /** Applies each document of a YAML text, in order. */
  applyYaml(yaml: string): Promise<void>;
  /** Gives a user a role of his name with these RBAC rules (and no others), in one namespace or everywhere. */
  grant(user: string, rules: readonly JsonObject[], namespace?: string): Promise<void>;
  /** What is there and what changes, until the connection ends: `{type: ADDED | MODIFIED | DELETED | ERROR, object}`. */
  watch(path: string): AsyncIterable<JsonObject>;
}

/** A client over connections that stay open, with a bearer token. */
export function apiClient(url: string, token: string, agent: Agent): ApiClient {
  const send: ApiClient['request'] = async (method, path, body, headers) => {
    const content = typeof body === 'object' ? JSON.stringify(body) : (body ?? '');
    const sent = request(url + path, {
      method,
      agent,
      timeout: 30_000,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        // Node leaves it out of a DELETE.
        'content-length': Buffer.byteLength(content),
        ...headers,
      },
    });
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer`)));
    sent.end(content);
    const [response] = await once(sent, 'response');
    const answer = await text(response);
    const isJson = response.headers['content-type']?.startsWith('application/json');
    return { status: response.statusCode, body: isJson ? JSON.parse(answer) : answer };
  };

  const watch: ApiClient['watch'] = async function* (path) {
    const sent = request(`${url}${path}${path.includes('?') ? '&' : '?'}watch=1`, {
      agent,
      headers: { authorization: `Bearer ${token}` },
    });
    sent.end();
    const [response] = await once(sent, 'response');
    if (response.statusCode !== 200) throw new Error(`${path}: ${await text(response)}`);
    let rest = '';
    for await (const part of response.setEncoding('utf8')) {
      const lines = (rest + part).split('\n');
      rest = lines.pop()!;
      for (const line of lines) yield JSON.parse(line);
    }
  };

  /** Where objects of a kind are, as `/apis/apps/v1/namespaces/default/deployments`. A kind may be new and take a moment. */
  const collection = async ({ apiVersion, kind, metadata }: JsonObject): Promise<string> => {
    const group = `/${`${apiVersion}`.includes('/') ? 'apis' : 'api'}/${apiVersion}`;
    const resource = await until(10, `${apiVersion} ${kind} is served`, async () => {
      const { body } = await send('GET', group);
      const resources = isObject(body) && Array.isArray(body.resources) ? body.resources.filter(isObject) : [];
      return resources.find(({ name, kind: served }) => served === kind && !`${name}`.includes('/'));
    });
    const namespace = (isObject(metadata) && metadata.namespace) || 'default';
    return `${group}${resource.namespaced ? `/namespaces/${namespace}` : ''}/${resource.name}`;
  };

  const apply = async (object: JsonObject): Promise<void> => {
    const name = isObject(object.metadata) ? object.metadata.name : undefined;
    const path = `${await collection(object)}/${name}`;
    const type = { 'content-type': 'application/apply-patch+yaml' };
    const { status, body } = await send('PATCH', `${path}?fieldManager=test&force=true`, object, type);
    if (status >= 300) throw new Error(`${path}: ${isObject(body) ? body.message : body}`);
  };

  const grant: ApiClient['grant'] = async (user, rules, namespace) => {
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    const kind = namespace === undefined ? 'ClusterRole' : 'Role';
    const metadata = { name: user, ...(namespace !== undefined && { namespace }) };
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name: user };
    await apply({ apiVersion, kind, metadata, rules: [...rules] });
    await apply({ apiVersion, kind: `${kind}Binding`, metadata, roleRef, subjects: [{ kind: 'User', name: user }] });
  };

  return {
    url,
    request: send,
    watch,
    create: async (object, query = '') => send('POST', `${await collection(object)}?${query}`, object),
    apply,
    grant,
    applyYaml: async (yaml) => {
      for (const { value, problem } of readYaml(yaml)) {
        if (problem) throw new Error(problem.message);
        if (isObject(value)) await apply(value);
      }
    },
  };
}
