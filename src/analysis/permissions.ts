import type { KindKey } from '../resources/kinds.ts';
import type { Resource } from '../resources/resource.ts';
import { type Analyzer, defineAnalyzer } from './analyzer.ts';
import { InsufficientPermissions } from './messages/precheck.ts';

/** A kind of resource that the user may not read, or not in all namespaces. */
export interface UnreadKind {
  /** The kind's key; undefined for one that no analyzer reads. */
  readonly key: KindKey | undefined;
  /** What stands for the kind in findings: `APIResource secrets`. */
  readonly resource: Resource;
  /** What is missing, as `secrets in all namespaces`. */
  readonly what: string;
  /** The RBAC rule that would grant it, on one line. */
  readonly rule: string;
  /** The namespace in which it was read all the same. */
  readonly onlyIn?: string;
}

/** Kinds of other projects: what is wrong with them is told where they can be read, and nothing else depends on them. */
const ofOthers: readonly (KindKey | undefined)[] = ['Canary', 'Rollout', 'Certificate'];

/** True where what cannot be read leaves a gap that is to be told. */
export const leavesGap = ({ key }: UnreadKind): boolean => !ofOthers.includes(key);

/** The id that missing permissions have in reports. */
const permissionAnalyzerId = 'cluster.PermissionAnalyzer';

/** The analyzer that reports what the user may not read. */
export const permissionAnalyzer = (unread: readonly UnreadKind[]): Analyzer =>
  defineAnalyzer({
    id: permissionAnalyzerId,
    summary: 'The user may read all that is to be analyzed',
    reads: [],
    emits: [InsufficientPermissions],
    run(_, report) {
      for (const { resource, what, rule } of unread) {
        const loss = 'nothing that depends on them is checked';
        report(InsufficientPermissions, resource.at(), {
          verb: 'list',
          resource: what,
          problem: `it takes ${rule}`,
          loss,
        });
      }
    },
  });
