import { compareTexts } from '../../base/compare-texts.ts';
import { MeshwrightError } from '../../base/errors.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { serviceAccountToken } from '../../kube/service-account-token.ts';
import { tokenExpiry } from '../../kube/token-expiry.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';

const secretKind = { group: '', version: 'v1', kind: 'Secret' } as const;
const tokenType = 'kubernetes.io/service-account-token';
const accountAnnotation = 'kubernetes.io/service-account.name';
/** Milliseconds in which Kubernetes' token controller should have filled a new Secret. */
const patience = 10_000;

/** A ServiceAccount's token, and whom it is good with. */
export interface AccountToken {
  readonly token: string;
  /** The CA of the API server, as PEM. */
  readonly authority: string;
  /** The Secret that holds it; undefined for one that was requested, and is stored nowhere. */
  readonly secret: string | undefined;
  /** Others of the same account that were there before, oldest first. */
  readonly others: readonly string[];
  /** Undefined for one that does not expire. */
  readonly expires: Date | undefined;
}

export interface TokenOptions extends CallOptions {
  readonly account: string;
  readonly namespace: string;
  /** The Secret to take it from. */
  readonly secretName?: string | undefined;
  /** Make a new token even where there is one. */
  readonly rotate: boolean;
}

/**
 * The token in a Secret of the account: in the one that is named, else in the newest, else in one that is made (istio.io, Install
 * Multicluster: since Kubernetes 1.24 no account has one by itself).
 */
export async function storedToken(api: KubeApi, options: TokenOptions): Promise<AccountToken> {
  const { account, namespace, secretName, rotate } = options;
  if (secretName !== undefined) {
    const secret = await api.get({ ...secretKind, namespace, name: secretName }, options);
    if (secret === undefined)
      throw new MeshwrightError(`there is no Secret ${namespace}/${secretName} (--secret-name)`);
    if (!isTokenOf(secret, account)) {
      throw new MeshwrightError(
        `Secret ${namespace}/${secretName} holds no token of ServiceAccount ${account}: it needs type ${tokenType} and annotation ${accountAnnotation}: ${account}`,
      );
    }
    return filled(api, secretName, [], options);
  }
  const fieldSelector = `type=${tokenType}`;
  const { items } = await api.list({ ...secretKind, namespace, fieldSelector }, options);
  const existing = items
    .filter((secret) => isTokenOf(secret, account))
    .sort((a, b) => compareTexts(created(a), created(b)))
    .map((secret) => textAt(secret, 'metadata', 'name'));
  const newest = existing.at(-1);
  if (newest !== undefined && !rotate) return filled(api, newest, existing.slice(0, -1), options);
  const name = freeName(`${account}-istio-remote-secret-token`, existing);
  await api.create(
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace, annotations: { [accountAnnotation]: account } },
      type: tokenType,
    },
    options,
  );
  return filled(api, name, existing, options);
}

/** A token that is made for so long, by the API server's own rules at most, and stored nowhere (Kubernetes, TokenRequest). */
export async function requestedToken(
  api: KubeApi,
  { account, namespace, ...options }: TokenOptions,
  seconds: number,
): Promise<AccountToken> {
  const [token, roots] = await Promise.all([
    serviceAccountToken(api, { namespace, name: account }, { seconds, ...options }),
    api.get({ group: '', version: 'v1', kind: 'ConfigMap', namespace, name: 'kube-root-ca.crt' }, options),
  ]);
  const authority = roots === undefined ? '' : textAt(roots, 'data', 'ca.crt');
  return { token, authority, secret: undefined, others: [], expires: tokenExpiry(token) };
}

const isTokenOf = (secret: JsonObject, account: string): boolean =>
  secret.type === tokenType && textAt(secret, 'metadata', 'annotations', accountAnnotation) === account;
const created = (secret: JsonObject): string =>
  `${textAt(secret, 'metadata', 'creationTimestamp')} ${textAt(secret, 'metadata', 'name')}`;

function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  let n = 2;
  while (taken.includes(`${name}-${n}`)) n++;
  return `${name}-${n}`;
}

/** The token of a Secret, once Kubernetes has put it there. */
async function filled(
  api: KubeApi,
  name: string,
  others: readonly string[],
  { namespace, signal, deadline }: TokenOptions,
): Promise<AccountToken> {
  const decoded = (secret: JsonObject | undefined, key: string): string =>
    secret === undefined ? '' : Buffer.from(textAt(secret, 'data', key), 'base64').toString('utf8');
  const until = Math.min(deadline ?? Number.POSITIVE_INFINITY, performance.now() + patience);
  const found = await api.until(
    { ...secretKind, namespace, fieldSelector: `metadata.name=${name}` },
    (secrets) => {
      const secret = secrets.get(`${namespace}/${name}`);
      const token = decoded(secret, 'token');
      const authority = decoded(secret, 'ca.crt');
      return token !== '' && authority !== '' ? { token, authority } : undefined;
    },
    { signal, deadline: until },
  );
  if (found === undefined) {
    throw new MeshwrightError(
      `Secret ${namespace}/${name} has no token and ca.crt: Kubernetes' token controller should put them there within seconds. See whether kube-controller-manager runs; --token-duration asks for a token without it`,
    );
  }
  return { ...found, secret: name, others, expires: tokenExpiry(found.token) };
}
