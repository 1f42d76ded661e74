import type { Path } from '../../resources/json.ts';
import type { Condition } from '../../resources/kinds/meta.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { NegativeConditionStatus } from '../messages/conditions.ts';

const waypoint = ['istio.io/WaypointBound'];
const attachment = ['Accepted', 'Programmed', 'ResolvedRefs'];

/** Condition types that are good when True, by kind. */
const types = {
  Service: waypoint,
  ServiceEntry: waypoint,
  WorkloadEntry: waypoint,
  AuthorizationPolicy: ['ZtunnelAccepted', 'WaypointAccepted'],
  KubernetesGateway: attachment,
  HTTPRoute: attachment,
  GRPCRoute: attachment,
} as const satisfies Record<string, readonly string[]>;
const kinds = Object.keys(types) as (keyof typeof types)[];

interface Status {
  readonly conditions?: readonly Condition[];
  readonly parents?: readonly { readonly conditions?: readonly Condition[] }[];
}

export default defineAnalyzer({
  id: 'conditions.ConditionAnalyzer',
  summary: "No resource's status says that a controller could not put it into effect",
  reads: kinds,
  emits: [NegativeConditionStatus],
  run(mesh, report) {
    for (const kind of kinds) {
      for (const resource of mesh.each(kind)) {
        if (resource.body.status === undefined) continue;
        const reported = new Set<string>();
        for (const [path, { type = '', status, reason = '', message = '' }] of conditions(resource.body.status)) {
          // A waypoint that enforces only some of a policy's rules still says True.
          const partly = kind === 'AuthorizationPolicy' && type === 'WaypointAccepted' && reason === 'PartiallyInvalid';
          if (!partly && !(status === 'False' && (types[kind] as readonly string[]).includes(type))) continue;
          // Parents of a route often say the same.
          const key = JSON.stringify([type, reason, message]);
          if (reported.has(key)) continue;
          reported.add(key);
          report(NegativeConditionStatus, resource.at(...path), { type, reason, message });
        }
      }
    }
  },
});

/** All conditions with their places: a route has them per parent. */
function* conditions({ conditions = [], parents = [] }: Status): Generator<readonly [Path, Condition]> {
  for (const [i, condition] of conditions.entries()) yield [['status', 'conditions', i], condition];
  for (const [i, { conditions = [] }] of parents.entries()) {
    for (const [j, condition] of conditions.entries()) yield [['status', 'parents', i, 'conditions', j], condition];
  }
}
