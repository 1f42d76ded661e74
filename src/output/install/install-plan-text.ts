import { counted } from '../../base/counted.ts';
import type { Owner } from '../../install/apply/owner.ts';
import type { Generated } from '../../install/generate.ts';
import type { InstalledControlPlane } from '../../install/preflight/control-planes.ts';
import { visible } from '../text/visible.ts';
import { componentName } from './component-names.ts';

export interface InstallPlan {
  readonly generated: Generated;
  readonly owner: Owner;
  readonly profile: string;
  readonly version: string;
  /** The control planes that are there. */
  readonly before: readonly InstalledControlPlane[];
  readonly server: string;
  readonly context: string | undefined;
}

/** What is about to be installed, and where: for who has to say yes to it. */
export function planText({ generated, owner, profile, version, before, server, context }: InstallPlan): string {
  const { revision, namespace } = owner;
  const where = context === undefined ? server : `${server} (context ${context})`;
  const components = generated.components.map(
    ({ key, objects }) => `  ${componentName(key)}: ${counted(objects.length, 'object')}`,
  );
  const there = before.map((one) =>
    one.revision === revision && one.namespace === namespace
      ? `It replaces istiod ${one.version} of the same revision.`
      : `Revision ${one.revision} in ${one.namespace} (istiod ${one.version}) stays as it is.`,
  );
  return [
    `This installs Istio ${version}, profile ${profile}, revision ${revision}, into namespace ${namespace} of ${where}:`,
    ...components,
    ...there,
  ]
    .map(visible)
    .join('\n');
}
