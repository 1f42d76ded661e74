import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { InputError } from '../base/errors.ts';
import { decode } from '../resources/input/decode.ts';
import { errorCode, readFailure } from '../resources/input/read-failure.ts';
import { defined, isObject } from '../resources/json.ts';
import { anyObject, boolean, type Infer, list, map, object, string } from '../resources/shape.ts';
import { readYaml } from '../resources/yaml/read.ts';

const cluster = object({
  server: string,
  'certificate-authority': string,
  'certificate-authority-data': string,
  'tls-server-name': string,
  'insecure-skip-tls-verify': boolean,
  'proxy-url': string,
  extensions: list(object({ name: string, extension: anyObject })),
});

const exec = object({
  apiVersion: string,
  command: string,
  args: list(string),
  env: list(object({ name: string, value: string })),
  installHint: string,
  interactiveMode: string,
  provideClusterInfo: boolean,
});

const user = object({
  token: string,
  tokenFile: string,
  'client-certificate': string,
  'client-certificate-data': string,
  'client-key': string,
  'client-key-data': string,
  username: string,
  password: string,
  exec,
  'auth-provider': object({ name: string, config: map(string) }),
  as: string,
  'as-uid': string,
  'as-groups': list(string),
  'as-user-extra': map(list(string)),
});

const context = object({ cluster: string, user: string, namespace: string });

const config = object({
  clusters: list(object({ name: string, cluster })),
  users: list(object({ name: string, user })),
  contexts: list(object({ name: string, context })),
  'current-context': string,
});

export type ClusterEntry = Infer<typeof cluster>;
export type UserEntry = Infer<typeof user>;
export type ContextEntry = Infer<typeof context>;
export type ExecEntry = Infer<typeof exec>;

/** What kubeconfig files say together (client.authentication.k8s.io and clientcmd's v1 Config), paths made absolute. */
export interface Kubeconfig {
  readonly files: readonly string[];
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
  readonly contexts: ReadonlyMap<string, ContextEntry>;
  readonly currentContext: string;
}

/**
 * Reads kubeconfig files as one: of entries with the same name, and of current contexts, the first counts (Kubernetes,
 * Organizing Cluster Access Using kubeconfig Files).
 *
 * @throws InputError for a file that cannot be read, or is none
 */
export function readKubeconfig(files: readonly string[]): Kubeconfig {
  const clusters = new Map<string, ClusterEntry>();
  const users = new Map<string, UserEntry>();
  const contexts = new Map<string, ContextEntry>();
  let currentContext = '';
  const add = <T>(to: Map<string, T>, name: string | undefined, value: T): void => {
    if (name !== undefined && !to.has(name)) to.set(name, value);
  };
  for (const file of files) {
    const read = readOne(file);
    const here = (path: string | undefined) => (path ? resolve(dirname(file), path) : undefined);
    for (const { name, cluster = {} } of read.clusters ?? []) {
      add(clusters, name, {
        ...cluster,
        ...defined({ 'certificate-authority': here(cluster['certificate-authority']) }),
      });
    }
    for (const { name, user = {} } of read.users ?? []) {
      const paths = {
        'client-certificate': here(user['client-certificate']),
        'client-key': here(user['client-key']),
        tokenFile: here(user.tokenFile),
        exec: user.exec && { ...user.exec, command: commandFrom(user.exec.command ?? '', dirname(file)) },
      };
      add(users, name, { ...user, ...defined(paths) });
    }
    for (const { name, context = {} } of read.contexts ?? []) add(contexts, name, context);
    currentContext ||= read['current-context'] ?? '';
  }
  return { files, clusters, users, contexts, currentContext };
}

/** A plugin that is named with a folder is found from the file's; one without from the PATH, as in a shell. */
const commandFrom = (command: string, folder: string): string =>
  /[\\/]/.test(command) && !isAbsolute(command) ? join(folder, command) : command;

function readOne(file: string): Infer<typeof config> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const why = errorCode(error) === 'ENOENT' ? 'does not exist' : readFailure(error);
    throw new InputError(`the kubeconfig file ${file} ${why}`);
  }
  const { text, problem } = decode(bytes);
  if (problem !== undefined) throw unreadable(file, problem);
  const documents = readYaml(text);
  const wrong = documents.find((document) => document.problem !== undefined)?.problem;
  if (wrong !== undefined) throw unreadable(file, wrong);
  const value = documents.find((document) => document.value !== undefined)?.value ?? {};
  if (!isObject(value)) throw new InputError(`${file} is no kubeconfig: it holds no YAML map`);
  return config(value) ?? {};
}

/** The problem's own words may quote the file, which holds secrets: the place has to do. */
const unreadable = (file: string, { line, column }: { line: number; column: number }): InputError =>
  new InputError(`the kubeconfig file ${file}:${line}:${column} is not YAML`);
