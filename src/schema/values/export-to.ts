import type { Field } from '../rules/rule.ts';
import { isDnsLabel } from './host.ts';
import { quote } from './value.ts';

const here = '.';
const everywhere = '*';
const nowhere = '~';

interface Exporter {
  /** The resource's own namespace, which `.` stands for. */
  readonly namespace: string;
  /** True where `~`, nowhere, makes sense: a ServiceEntry that is there for its own workloads alone. */
  readonly mayBeNowhere?: boolean;
  /** True where nothing but the own namespace can be meant: a DestinationRule that selects workloads. */
  readonly ownNamespaceOnly?: boolean;
}

/** Checks the namespaces that a resource is shown to (istio.io, exportTo); `field` is where the list stands. */
export function checkExportTo(
  exportTo: readonly string[] = [],
  field: Field,
  { namespace, mayBeNowhere = false, ownNamespaceOnly = false }: Exporter,
): void {
  if (exportTo.length === 0) return;
  const seen = new Set<string>();
  const isAlone = new Set(exportTo).size === 1;
  let rulesOutOthers = false;
  for (const [i, scope] of exportTo.entries()) {
    const at = field.at(i);
    const target = scope === here ? namespace : scope;
    const isNowhere = scope === nowhere && mayBeNowhere;
    if (seen.has(target)) {
      at.error(`must not name ${quote(target)}${target === namespace ? ', its own namespace,' : ''} again`);
    } else if (scope !== everywhere && !isNowhere && !isDnsLabel(target)) {
      const others = mayBeNowhere ? '"*" for all or "~" for none' : 'or "*" for all';
      at.error(`must be a namespace, "." for its own, ${others}, not ${quote(scope)}`);
    } else if (ownNamespaceOnly && target !== namespace) {
      at.error(`must be "." beside workloadSelector, not ${quote(scope)}: that holds in its own namespace only`);
    } else if ((scope === everywhere || isNowhere) && !isAlone && !rulesOutOthers) {
      rulesOutOthers = true;
      at.error(`must be the only entry where it is ${quote(scope)}, which leaves the others nothing to say`);
    }
    seen.add(target);
  }
}
