import { describe, expect, it } from 'vitest';
import { formatPath } from '../../../src/resources/json.ts';
import { metadataProblems } from '../../../src/schema/rules/metadata.ts';

const problemsOf = (kind: string, action: string | undefined, annotations: Record<string, string>) =>
  metadataProblems(kind, action, { name: 'a', namespace: 'shop', labels: {}, annotations }).map(
    ({ path, rule, message }) => `${rule} ${formatPath(path)}: ${message}`,
  );

const dryRun = 'metadata.annotations["istio.io/dry-run"]';

describe('metadataProblems', () => {
  it.each([
    ['Gateway', undefined, {}],
    ['Gateway', undefined, { 'istio.io/rev': 'canary', 'internal.istio.io/other': 'a' }],
    ['AuthorizationPolicy', undefined, { 'istio.io/dry-run': 'true' }],
    ['AuthorizationPolicy', '', { 'istio.io/dry-run': '0' }],
    ['AuthorizationPolicy', 'DENY', { 'istio.io/dry-run': 'F' }],
  ])('finds nothing wrong with a %s, action %s, with %j', (kind, action, annotations) => {
    expect(problemsOf(kind, action, annotations as Record<string, string>)).toEqual([]);
  });

  it.each([
    [
      'Gateway',
      undefined,
      { 'istio.io/dry-run': 'true' },
      `Gateway/dry-run ${dryRun}: works only in an AuthorizationPolicy, not in a Gateway: remove it`,
    ],
    [
      'AuthorizationPolicy',
      'AUDIT',
      { 'istio.io/dry-run': 'true' },
      `AuthorizationPolicy/dry-run ${dryRun}: works only with action ALLOW or DENY, not AUDIT`,
    ],
    [
      'AuthorizationPolicy',
      undefined,
      { 'istio.io/dry-run': 'yes' },
      `AuthorizationPolicy/dry-run ${dryRun}: must be "true" or "false", not "yes"`,
    ],
    [
      'Telemetry',
      undefined,
      { 'internal.istio.io/parents': '' },
      `Telemetry/reserved-annotations metadata.annotations["internal.istio.io/parents"]: is istiod's own, and refused in resources of users: remove it`,
    ],
  ])('refuses in a %s, action %s, %j', (kind, action, annotations, problem) => {
    expect(problemsOf(kind, action, annotations as unknown as Record<string, string>)).toEqual([problem]);
  });
});
