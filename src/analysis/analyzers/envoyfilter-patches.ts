import { append } from '../../base/append.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { defineAnalyzer } from '../analyzer.ts';
import {
  EnvoyFilterUsesAddOperationIncorrectly,
  EnvoyFilterUsesRelativeOperation,
  EnvoyFilterUsesRelativeOperationWithProxyVersion,
  EnvoyFilterUsesRemoveOperationIncorrectly,
  EnvoyFilterUsesReplaceOperationIncorrectly,
} from '../messages/envoyfilter.ts';

type EnvoyFilter = Resource<BodyOf<'EnvoyFilter'>>;
type Patch = NonNullable<EnvoyFilter['spec']['configPatches']>[number];

const routes = ['ROUTE_CONFIGURATION', 'HTTP_ROUTE'];
const replaceable = ['HTTP_FILTER', 'NETWORK_FILTER', 'VIRTUAL_HOST'];

/** Operations that are wrong for some `applyTo`. */
const misused: Record<string, { where: (applyTo: string) => boolean; message: (typeof wrong)[number] }> = {
  ADD: { where: (applyTo) => routes.includes(applyTo), message: EnvoyFilterUsesAddOperationIncorrectly },
  REMOVE: { where: (applyTo) => routes.includes(applyTo), message: EnvoyFilterUsesRemoveOperationIncorrectly },
  REPLACE: { where: (applyTo) => !replaceable.includes(applyTo), message: EnvoyFilterUsesReplaceOperationIncorrectly },
};
/** Operations whose result depends on what is there already. */
const relative = ['INSERT_AFTER', 'INSERT_BEFORE', 'REMOVE', 'REPLACE'];

const wrong = [
  EnvoyFilterUsesAddOperationIncorrectly,
  EnvoyFilterUsesRemoveOperationIncorrectly,
  EnvoyFilterUsesReplaceOperationIncorrectly,
] as const;

export default defineAnalyzer({
  id: 'envoyfilter.EnvoyPatchAnalyzer',
  summary: 'EnvoyFilter patches use operations that work for what they apply to, in a certain order',
  reads: ['EnvoyFilter'],
  emits: [EnvoyFilterUsesRelativeOperation, EnvoyFilterUsesRelativeOperationWithProxyVersion, ...wrong],
  run(mesh, report) {
    const versioned = countVersionedPatches(mesh.each('EnvoyFilter'));

    for (const filter of mesh.each('EnvoyFilter')) {
      const flawed = new Map<ReturnType<typeof flawOf>, number[]>();
      for (const [i, patch] of (filter.spec.configPatches ?? []).entries()) {
        append(flawed, flawOf(patch, filter.spec.priority ?? 0, versioned), i);
      }
      for (const [message, patches] of flawed) {
        if (message === undefined) continue;
        report(message, filter.at('spec', 'configPatches', patches[0]!, 'patch', 'operation'), { patches });
      }
    }
  },
});

/** The message about a patch, or undefined when nothing is wrong with it. */
function flawOf(configPatch: Patch, priority: number, versioned: ReadonlyMap<string, number>) {
  const operation = configPatch.patch?.operation ?? '';
  const misuse = Object.hasOwn(misused, operation) ? misused[operation] : undefined;
  if (misuse?.where(configPatch.applyTo ?? '')) return misuse.message;
  if (priority !== 0 || !relative.includes(operation)) return undefined;
  const own = configPatch.match?.proxy?.proxyVersion ? 1 : 0;
  return (versioned.get(filterName(configPatch)) ?? 0) > own
    ? EnvoyFilterUsesRelativeOperationWithProxyVersion
    : EnvoyFilterUsesRelativeOperation;
}

/** How many patches for certain proxy versions there are, by the filter that they are about. */
function countVersionedPatches(filters: readonly EnvoyFilter[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { spec } of filters) {
    for (const patch of spec.configPatches ?? []) {
      const name = filterName(patch);
      if (name !== '' && patch.match?.proxy?.proxyVersion) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}

/** The filter that a patch adds or changes: as its value is named, else as it is matched. */
function filterName({ match, patch }: Patch): string {
  const name = patch?.value?.name;
  return typeof name === 'string' ? name : (match?.listener?.filterChain?.filter?.name ?? '');
}
