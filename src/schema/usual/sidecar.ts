import { everyHostOf, labels } from './texts.ts';
import { areDistinct, both, list, object } from './usual.ts';

/** What workloads may reach: all hosts of some namespaces. */
export default object(
  {
    workloadSelector: object({ labels }),
    egress: both<readonly unknown[]>(
      list(object({ hosts: both<readonly string[]>(list(everyHostOf), areDistinct) })),
      ({ length }) => length === 1,
    ),
  },
  ['egress'],
);
