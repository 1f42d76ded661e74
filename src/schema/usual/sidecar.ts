import { everyHostOf, labels } from './texts.ts';
import { areDistinct, both, list, object, type UsualSpec } from './usual.ts';

interface Sidecar {
  readonly egress: readonly { readonly hosts?: readonly string[] }[];
}

const sidecar = object(
  {
    workloadSelector: object({ labels }),
    egress: both<readonly unknown[]>(
      list(object({ hosts: both<readonly string[]>(list(everyHostOf), areDistinct) })),
      ({ length }) => length === 1,
    ),
  },
  ['egress'],
);

/** What workloads may reach: all hosts of some namespaces, the resource's own as `.` only. */
const usualSidecar: UsualSpec = (spec, namespace) =>
  sidecar(spec) && !(spec as Sidecar).egress[0]!.hosts?.includes(`${namespace}/*`);
export default usualSidecar;
