import { istioVersion } from '../../package.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { mapAt } from '../settings/merge.ts';

/** Whose an installation's objects are: one IstioOperator at one revision. */
export interface Owner {
  /** `metadata.name` of the IstioOperator; empty for the one without a name, which most installations are. */
  readonly name: string;
  /** `metadata.namespace`, where the control plane is. */
  readonly namespace: string;
  /** `default` where none is given. */
  readonly revision: string;
}

/** Labels that objects of installations carry, by which istioctl and this program know them (Istio, operator/pkg/manifest). */
export const ownerLabel = {
  managed: 'operator.istio.io/managed',
  version: 'operator.istio.io/version',
  component: 'operator.istio.io/component',
  name: 'install.operator.istio.io/owning-resource',
  namespace: 'install.operator.istio.io/owning-resource-namespace',
  notPruned: 'install.operator.istio.io/owning-resource-not-pruned',
  revision: 'istio.io/rev',
} as const;

/** The field manager of istioctl's installer: who takes its name can change what it has made, and the other way round. */
export const fieldManager = 'istio-operator';

/** The owner that a merged IstioOperator makes. */
export const ownerOf = (operator: JsonObject): Owner => ({
  name: textAt(operator, 'metadata', 'name'),
  namespace: textAt(operator, 'metadata', 'namespace') || 'istio-system',
  revision: textAt(operator, 'spec', 'values', 'revision') || 'default',
});

/** `ingressGateways` → `IngressGateways`, as labels have it. */
export const componentLabel = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);

/** An object with its owner's labels; without `component` that label stays as it is. */
export function withOwner(object: JsonObject, owner: Owner, component?: string): JsonObject {
  const labels = {
    ...mapAt(object, 'metadata', 'labels'),
    [ownerLabel.managed]: 'Reconcile',
    [ownerLabel.version]: istioVersion,
    ...(owner.name !== '' && { [ownerLabel.name]: owner.name }),
    [ownerLabel.namespace]: owner.namespace,
    [ownerLabel.revision]: owner.revision,
    ...(component !== undefined && { [ownerLabel.component]: componentLabel(component) }),
  };
  return { ...object, metadata: { ...mapAt(object, 'metadata'), labels } };
}

/** Names that charts and earlier releases give to the owner without a name. */
const isNameless = (name: string): boolean => name === '' || name === 'unknown' || /^installed-state(-|$)/.test(name);

/** The name of the owner of an installed object; empty for one without a name. */
export function ownerNameOf(object: JsonObject): string {
  const name = textAt(object, 'metadata', 'labels', ownerLabel.name);
  return isNameless(name) ? '' : name;
}

/** True for an object that this owner has installed at its revision, by whichever release. */
export function isOwnedBy(object: JsonObject, { name, namespace, revision }: Owner): boolean {
  const labels = mapAt(object, 'metadata', 'labels');
  return (
    textAt(labels, ownerLabel.component) !== '' &&
    textAt(labels, ownerLabel.revision) === revision &&
    textAt(labels, ownerLabel.namespace) === namespace &&
    (name === '' ? ownerNameOf(object) === '' : textAt(labels, ownerLabel.name) === name)
  );
}
