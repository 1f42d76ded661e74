import { textAt } from '../../resources/fields.ts';
import { compareDumps, type DumpDiff } from '../compare/dumps.ts';
import type { ConfigDump, Section } from '../envoy/config-dump.ts';

/** What istiod tells as the proxy does; it redacts secrets, and Envoy writes out more of endpoints than it was given. */
export const comparedSections = ['clusters', 'listeners', 'routes', 'extensions'] as const satisfies readonly Section[];
export type ComparedSection = (typeof comparedSections)[number];

/** How one kind of resource fares: `onlyBefore` is what only istiod has, `onlyAfter` what only the proxy has. */
export interface SectionComparison {
  readonly section: ComparedSection;
  readonly isSame: boolean;
  readonly diff: DumpDiff;
  /** When the proxy got the latest of it, as Envoy tells; undefined where it does not. */
  readonly lastUpdated: string | undefined;
}

/**
 * What istiod would send to a proxy, next to what the proxy has. Extensions are told of where there are some.
 *
 * @param running the proxy's dump of a section
 */
export function compareWithProxy(
  wanted: ConfigDump,
  running: (section: ComparedSection) => ConfigDump,
): SectionComparison[] {
  return comparedSections
    .map((section) => {
      const dump = running(section);
      const diff = withoutStatic(compareDumps(wanted, dump, [section]));
      const isSame = diff.onlyBefore.length + diff.onlyAfter.length + diff.changed.length === 0;
      return { section, isSame, diff, lastUpdated: section === 'routes' ? latestRoute(dump) : undefined };
    })
    .filter(({ section, isSame, diff }) => section !== 'extensions' || !isSame || diff.same > 0);
}

/** What a proxy starts with, istiod knows nothing of. */
const withoutStatic = (diff: DumpDiff): DumpDiff => ({
  ...diff,
  passedOver: diff.passedOver.filter((what) => !what.startsWith('static')),
});

const latestRoute = (dump: ConfigDump): string | undefined =>
  Array.from(dump.each('routes', 'dynamicRouteConfigs'), (route) => textAt(route, 'lastUpdated'))
    .sort()
    .at(-1) || undefined;
