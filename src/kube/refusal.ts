import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import type { Permission } from './api.ts';
import { KubeError, printable } from './kube-error.ts';

/** What a call was about, for the message of its failure. */
export interface CallSubject {
  /** What was to be done, to follow `cannot`: `list pods in namespace shop`. */
  readonly what: string;
  /** What it needs; undefined for what every user may do. */
  readonly permission?: Permission | undefined;
}

/** The error for an answer other than 2xx, from its body: a Kubernetes Status, or whatever a proxy on the way wrote. */
export function refusal({ what, permission }: CallSubject, status: number, body: string): KubeError {
  const answer = readStatus(body);
  const reason = text(answer?.reason);
  const said = printable(text(answer?.message) ?? (answer === undefined ? withoutMarkup(body) : ''));
  const denied = status === 403 ? deniedBy(said) : undefined;
  // That a WebSocket needs a second verb is said without a reason: `pods "reviews-1" is forbidden: `.
  if (status === 403 && (denied !== undefined || said === '' || said.endsWith(' is forbidden:'))) {
    // What the server says counts: applying what is not there yet takes another verb than was asked for.
    const missing = denied === undefined ? permission : denied.permission;
    const message = `cannot ${what}: ${lacking(denied?.user)}${rule(denied?.path, missing)}`;
    return new KubeError(message, { status, reason, permission: missing });
  }
  return new KubeError(`cannot ${what}: ${explain(status, said, answer)}`, { status, reason });
}

function explain(status: number, said: string, answer: JsonObject | undefined): string {
  const causes = causesOf(answer);
  switch (status) {
    case 404:
      return said || 'the server does not know it';
    case 409:
      return answer?.reason === 'Conflict' && causes.length > 0
        ? `other field managers own some of its fields:${lines(causes)}\n--force takes them over`
        : said || 'it conflicts with what is there';
    case 410:
      return 'the server has forgotten where it was (410 Gone): start again';
    case 422:
      return causes.length > 0 ? `the server refuses it:${lines(causes)}` : `the server refuses it: ${said}`;
    case 429:
      return `the server is too busy (429 ${said || 'Too Many Requests'}): try again later`;
    default:
      if (status >= 500) return `the server failed (${status}${said === '' ? '' : `: ${said}`})`;
      return said === '' ? `the server answered HTTP ${status}` : `the server refuses it: ${said}`;
  }
}

const lines = (texts: readonly string[]): string => texts.map((one) => `\n  ${one}`).join('');

function causesOf(answer: JsonObject | undefined): string[] {
  const causes: Json | undefined = isObject(answer?.details) ? answer.details.causes : undefined;
  if (!Array.isArray(causes)) return [];
  return causes.filter(isObject).map(({ field, message }) => {
    const why = printable(text(message) ?? 'is not accepted');
    return text(field) === undefined ? why : `${printable(text(field)!)}: ${why}`;
  });
}

/** What RBAC says of a request that it denies (k8s.io/apiserver, authorization's forbidden message). */
const denial =
  /User "(?<user>[^"]*)" cannot (?<verb>\w+) (?:resource "(?<resource>[^"]*)" in API group "(?<group>[^"]*)"(?: in the namespace "(?<namespace>[^"]*)")?|path "(?<path>[^"]*)")/;

interface Denial {
  readonly user: string | undefined;
  /** The path that is no resource's, where that was asked for. */
  readonly path: string | undefined;
  readonly permission: Permission | undefined;
}

function deniedBy(said: string): Denial | undefined {
  const { user, verb, resource, group = '', namespace, path } = denial.exec(said)?.groups ?? {};
  if (verb === undefined) return undefined;
  return { user, path, permission: resource === undefined ? undefined : { verb, group, resource, namespace } };
}

const lacking = (user: string | undefined): string =>
  user === undefined ? 'the user lacks the permission' : `user "${user}" lacks the permission`;

/** The RBAC rule that would grant the permission, as YAML. */
function rule(path: string | undefined, permission: Permission | undefined): string {
  const fields =
    path !== undefined
      ? [`nonResourceURLs: ["${path}"]`, 'verbs: ["get"]']
      : permission === undefined
        ? undefined
        : rbacRule(permission);
  if (fields === undefined) return '';
  const role =
    permission?.namespace === undefined
      ? 'a ClusterRole'
      : `a Role in namespace ${permission.namespace} (or a ClusterRole)`;
  const [first, ...others] = fields;
  return `. This rule in ${role} bound to the user grants it:\n  - ${first}${others.map((line) => `\n    ${line}`).join('')}`;
}

/** The lines of a rule for a Role (rbac.authorization.k8s.io/v1) that grants a permission. */
export const rbacRule = ({ group, resource, verb }: Permission): string[] => [
  `apiGroups: ["${group}"]`,
  `resources: ["${resource}"]`,
  `verbs: [${(neededTogether.get(resource) ?? [verb]).map((one) => `"${one}"`).join(', ')}]`,
];

/** A WebSocket is opened by GET, which API servers ask one of these verbs for, or since Kubernetes 1.35 both. */
const neededTogether = new Map(['pods/exec', 'pods/portforward'].map((resource) => [resource, ['get', 'create']]));

function readStatus(body: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Characters of a page that are looked at for what it says. */
const longestPage = 20_000;

/** What a body says that may be a page of HTML, fit for a message. */
export const withoutMarkup = (body: string): string =>
  printable(
    body
      .slice(0, longestPage)
      .replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
      .replace(/<[^>]*>/g, ' '),
    200,
  );

const text = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
