import { isObject, type JsonObject } from '../../resources/json.ts';
import { type Infer, map, number, object, string } from '../../resources/shape.ts';

/** What a WorkloadGroup is to be made of. */
export interface GroupSettings {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly ports: Readonly<Record<string, number>>;
  readonly serviceAccount: string;
  readonly network: string;
  readonly locality: string;
  readonly weight: number;
}

/** A WorkloadGroup: what its machines have in common (istio.io, WorkloadGroup). Fields without a value are left out. */
export function workloadGroup({ name, namespace, labels, annotations, ...template }: GroupSettings): JsonObject {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'WorkloadGroup',
    metadata: { name, namespace },
    spec: { metadata: given({ labels, annotations }), template: given(template) },
  };
}

const given = (fields: Readonly<Record<string, JsonObject | string | number>>): JsonObject =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => (isObject(value) ? Object.keys(value).length > 0 : Boolean(value))),
  );

const labelsAndAnnotations = object({ labels: map(string), annotations: map(string) });

/** The part of a WorkloadGroup that a machine's files are made of. */
export const groupShape = object({
  metadata: object({ name: string, namespace: string, annotations: map(string) }),
  spec: object({
    metadata: labelsAndAnnotations,
    template: object({
      labels: map(string),
      ports: map(number),
      serviceAccount: string,
      network: string,
    }),
    probe: object({}),
  }),
});
export type WorkloadGroup = Infer<typeof groupShape>;

/** An account that a group does not name is this one. */
export const usualAccount = 'default';
