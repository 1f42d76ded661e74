import { existsSync, readFileSync } from 'node:fs';

/** A request that the API server has answered, or for a watch: has begun to answer. */
export interface AuditEvent {
  /** As RBAC has it: get, list, watch, create, update, patch, delete, deletecollection. */
  readonly verb: string;
  readonly user: string;
  readonly uri: string;
  /** Empty for Kubernetes' core group; with `resource` undefined for paths that hold no objects, as /version. */
  readonly group: string;
  /** With a subresource as `pods/status`. */
  readonly resource: string | undefined;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  /** HTTP's. */
  readonly code: number;
  /** Whether it was to change what is stored: no dry run, and no question asked by way of creating an object. */
  readonly isWrite: boolean;
}

/** What the API server is to record: every request, without bodies. */
export const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'Metadata' }],
};

const writing = new Set(['create', 'update', 'patch', 'delete', 'deletecollection']);
const questions = new Set(['subjectaccessreviews', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews']);

interface LoggedEvent {
  readonly stage: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly user: { readonly username: string };
  readonly objectRef?: {
    readonly apiGroup?: string;
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly responseStatus?: { readonly code: number };
}

/** The events of an audit log, in the order in which they ended; a last line that is still being written is left out. */
export function readAuditLog(file: string): AuditEvent[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line): LoggedEvent => JSON.parse(line))
    .filter(({ stage, verb }) => stage === (verb === 'watch' ? 'ResponseStarted' : 'ResponseComplete'))
    .map(({ verb, user, requestURI: uri, objectRef = {}, responseStatus }) => {
      const { apiGroup: group = '', resource, subresource, namespace, name } = objectRef;
      const isQuestion = questions.has(resource ?? '') || uri.includes('dryRun=');
      return {
        verb,
        user: user.username,
        uri,
        group,
        resource: subresource ? `${resource}/${subresource}` : resource,
        namespace,
        name,
        code: responseStatus?.code ?? 0,
        isWrite: writing.has(verb) && !isQuestion,
      };
    });
}
