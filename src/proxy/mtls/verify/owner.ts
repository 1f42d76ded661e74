import { objectAt, textAt } from '../../../resources/fields.ts';
import type { ConfigDump } from '../../envoy/config-dump.ts';
import type { Workload } from '../workloads.ts';

/** Whose dump it is, as far as it says so; '' where it does not. */
export interface Owner {
  readonly namespace: string;
  readonly pod: string;
  readonly workload: string;
}

/**
 * By what Istio's agent tells Envoy of its node: metadata, and an id as `sidecar~10.0.0.1~cart-1.shop~…`. Dumps without that,
 * such as istiod's, are known by a file's name as `cart-1.shop.json`.
 */
export function proxyOwner(dump: ConfigDump): Owner {
  const node = objectAt(dump.has('bootstrap') ? dump.section('bootstrap') : {}, 'bootstrap', 'node');
  const [, , id = ''] = textAt(node, 'id').split('~');
  const file = dump.name.slice(dump.name.lastIndexOf('/') + 1).replace(/\.json$/, '');
  const [pod = '', namespace = ''] = (id || file).split('.');
  return {
    pod: textAt(node, 'metadata', 'NAME') || pod,
    namespace: textAt(node, 'metadata', 'NAMESPACE') || namespace,
    workload: textAt(node, 'metadata', 'WORKLOAD_NAME'),
  };
}

/** True for a workload's own proxy; of a workload in files, which has no Pods yet, names tell. */
export const isOf = ({ name, namespace, pods }: Workload, owner: Owner): boolean =>
  namespace === owner.namespace &&
  (pods.length > 0 ? pods.includes(owner.pod) : name === owner.workload || name === owner.pod);
