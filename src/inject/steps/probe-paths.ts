/** Where a container has a probe or a lifecycle handler, and the end of the path at which the agent answers for it. */
export interface ProbeSite {
  readonly parent: 'lifecycle' | undefined;
  readonly field: string;
  readonly path: (container: string) => string;
}

const probe = (field: string, end: string): ProbeSite => ({
  parent: undefined,
  field,
  path: (container) => `/app-health/${container}/${end}`,
});
const handler = (field: string, end: string): ProbeSite => ({
  parent: 'lifecycle',
  field,
  path: (container) => `/app-lifecycle/${container}/${end}`,
});

export const probeSites: readonly ProbeSite[] = [
  probe('readinessProbe', 'readyz'),
  probe('livenessProbe', 'livez'),
  probe('startupProbe', 'startupz'),
  handler('preStop', 'prestopz'),
  handler('postStart', 'poststartz'),
];
